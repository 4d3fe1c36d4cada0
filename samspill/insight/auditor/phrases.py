"""The auditor's sentences as data: one row per finding, one column per language."""

from __future__ import annotations

from samspill.insight.auditor.objections import Kind
from samspill.insight.auditor.values import Fault

Row = dict[str, str]


def _row(nb: str, nn: str, en: str) -> Row:
    return {"nb": nb, "nn": nn, "en": en}


KINDS: dict[Kind, Row] = {
    Kind.SMALL_FIGURE: _row(
        "Tallet gjelder bare {size} personer.",
        "Talet gjeld berre {size} personar.",
        "The figure is of {size} people only.",
    ),
    Kind.SMALL_PART: _row(
        "Trekker du andre tall fra dette, står det igjen {size} personer.",
        "Trekkjer du andre tal frå dette, står det att {size} personar.",
        "Taking other figures away from this one leaves {size} people.",
    ),
    Kind.COMBINATION: _row(
        "Legger du sammen og trekker fra tall som overlapper, får du et tall om {size} personer.",
        "Legg du saman og trekkjer frå tal som overlappar, får du eit tal om {size} personar.",
        "Adding and subtracting figures that overlap gives a figure about {size} people.",
    ),
    Kind.TOO_NARROW: _row(
        "Svarene til noen få av {size} personer kan regnes ut nesten nøyaktig.",
        "Svara til nokre få av {size} personar kan reknast ut nesten nøyaktig.",
        "The answers of a few of {size} people can be worked out almost exactly.",
    ),
    Kind.AT_THE_END: _row(
        "{size} personer har svart så likt at en av dem kan vite hva en annen svarte.",
        "{size} personar har svart så likt at ein av dei kan vite kva ein annan svarte.",
        "{size} people answered so alike that one of them may know what another answered.",
    ),
    Kind.CONTRADICTION: _row(
        "Tallet kan ikke stemme med de andre tallene.",
        "Talet kan ikkje stemme med dei andre tala.",
        "The figure cannot be true beside the others.",
    ),
    Kind.HISTOGRAM: _row(
        "Fordelingen røper hva nesten alle i en gruppe svarte.",
        "Fordelinga røper kva nesten alle i ei gruppe svarte.",
        "The distribution tells what nearly everybody in a group answered.",
    ),
    Kind.INDEX: _row(
        "Den samlede indeksen røper et tall som ikke vises.",
        "Den samla indeksen røper eit tal som ikkje blir vist.",
        "The index gives away a figure that is not shown.",
    ),
    Kind.JOINER: _row(
        "Forskjellen fra en tidligere måling er svarene til {size} som er kommet til.",
        "Skilnaden frå ei tidlegare måling er svara til {size} som er komne til.",
        "The difference from an earlier round is the answers of {size} who came.",
    ),
    Kind.LEAVER: _row(
        "Forskjellen fra en tidligere måling er svarene til {size} som har sluttet eller flyttet.",
        "Skilnaden frå ei tidlegare måling er svara til {size} som har slutta eller flytta.",
        "The difference from an earlier round is the answers of {size} who left.",
    ),
    Kind.MOVER: _row(
        "Forskjellen fra en tidligere måling er svarene til {size} som har kommet, gått eller flyttet.",
        "Skilnaden frå ei tidlegare måling er svara til {size} som har kome, gått eller flytta.",
        "The difference from an earlier round is the answers of {size} who came, left or moved.",
    ),
    Kind.SMALL_GROUP: _row(
        "Kommentarer, svarprosent eller sammenhenger er hentet fra bare {size} personer.",
        "Kommentarar, svarprosent eller samanhengar er henta frå berre {size} personar.",
        "Comments, a response rate or correlations are from {size} people only.",
    ),
    Kind.RELATION: _row(
        "Sammenhengen gjelder ikke hele virksomheten, gjelder for få eller er sagt for nøyaktig.",
        "Samanhengen gjeld ikkje heile verksemda, gjeld for få eller er sagd for nøyaktig.",
        "The relation is not of the whole organisation, is of too few, or is told too exactly.",
    ),
    Kind.UNDECIDED: _row(
        "Kontrollen klarte ikke å bevise at dette er trygt.",
        "Kontrollen klarte ikkje å prove at dette er trygt.",
        "The check could not prove that this is safe.",
    ),
}

FAULTS: dict[Fault, Row] = {
    fault: _row(nb, nn, fault.english)
    for fault, nb, nn in (
        (Fault.MISSING, "{value} mangler", "{value} manglar"),
        (Fault.OBJECT, "{value} er ikke et objekt", "{value} er ikkje eit objekt"),
        (Fault.LIST, "{value} er ikke en liste", "{value} er ikkje ei liste"),
        (Fault.NUMBER, "{value} er ikke et tall", "{value} er ikkje eit tal"),
        (Fault.PEOPLE, "{value} er ikke et helt antall personer", "{value} er ikkje eit heilt tal på personar"),
        (Fault.TWICE, "{value} står to ganger", "{value} står to gonger"),
        (Fault.CELL, "ukjent gruppe {value}", "ukjend gruppe {value}"),
        (Fault.ROUND, "ukjent måling {value}", "ukjend måling {value}"),
        (
            Fault.FIELD,
            "ukjent felt eller slag {value}. Det kan si noe ingen har kontrollert",
            "ukjent felt eller slag {value}. Det kan seie noko ingen har kontrollert",
        ),
        (
            Fault.DIGITS,
            "{value}: det første har flere desimaler enn det andre tillater",
            "{value}: det første har fleire desimalar enn det andre tillèt",
        ),
        (
            Fault.COUNTS,
            "{value}: antall tellinger der, og verdier på skalaen",
            "{value}: talet på teljingar der, og verdiar på skalaen",
        ),
        (Fault.BAND, "et område har to ender, ikke {value}", "eit område har to endar, ikkje {value}"),
        (
            Fault.SCALE,
            "en skala er et laveste og et høyere høyeste heltall, ikke {value}",
            "ein skala er eit lågaste og eit høgare høgaste heiltal, ikkje {value}",
        ),
        (
            Fault.MEMBER,
            "en rad er round, person og cell, ikke {value}",
            "ei rad er round, person og cell, ikkje {value}",
        ),
    )
}

PHRASES: dict[str, Row] = {
    "safe": _row(
        "Trygt: Ingen kan regne seg fram til noe om færre enn {k} personer av det som er publisert.",
        "Trygt: Ingen kan rekne seg fram til noko om færre enn {k} personar av det som er publisert.",
        "Safe: nothing that describes fewer than {k} people can be worked out from what is published.",
    ),
    "leak": _row(
        "Ikke trygt: {number} innvendinger. Noe kan regnes ut av det som er publisert.",
        "Ikkje trygt: {number} innvendingar. Noko kan reknast ut av det som er publisert.",
        "Not safe: {number} objections. Something can be worked out from what is published.",
    ),
    "one_leak": _row(
        "Ikke trygt: én innvending. Noe kan regnes ut av det som er publisert.",
        "Ikkje trygt: éi innvending. Noko kan reknast ut av det som er publisert.",
        "Not safe: one objection. Something can be worked out from what is published.",
    ),
    "checked": _row(
        "Kontrollert: {rounds}, {figures} om {units}, {groups} og {other}.",
        "Kontrollert: {rounds}, {figures} om {units}, {groups} og {other}.",
        "{rounds}, {figures} of {units}, {groups}, and {other} were looked at.",
    ),
    "round": _row("måling|målinger", "måling|målingar", "round|rounds"),
    "figure": _row("tall|tall", "tal|tal", "figure|figures"),
    "unit": _row("enhet|enheter", "eining|einingar", "unit|units"),
    "group": _row(
        "innsamlingsgruppe|innsamlingsgrupper",
        "innsamlingsgruppe|innsamlingsgrupper",
        "group that answers were collected in|groups that answers were collected in",
    ),
    "other": _row(
        "annen opplysning|andre opplysninger", "anna opplysning|andre opplysningar", "other fact|other facts"
    ),
    "with_members": _row(
        "Endringer fra måling til måling er også kontrollert, med listen over hvem som hørte til hvor.",
        "Endringar frå måling til måling er òg kontrollerte, med lista over kven som høyrde til kvar.",
        "Changes from round to round were looked at too, with the list of who belonged where.",
    ),
    "without_members": _row(
        "Endringer fra måling til måling er ikke kontrollert. Det krever også members.csv.",
        "Endringar frå måling til måling er ikkje kontrollerte. Det krev òg members.csv.",
        "Changes from round to round were not looked at. That takes members.csv too.",
    ),
    "place": _row(
        "Måling {round}, enhet {unit}, {item}",
        "Måling {round}, eining {unit}, {item}",
        "Round {round}, unit {unit}, {item}",
    ),
    "what_now": _row(
        "Hva nå: Vis dette til HR og hovedverneombudet, og til ingen andre. Trekk tilbake tallene for målingen "
        "(Resultater, «Kan noen regne seg fram?»), og si fra til den som drifter.",
        "Kva no: Vis dette til HR og hovudverneombodet, og til ingen andre. Trekk tilbake tala for målinga "
        "(Resultat, «Kan nokon rekne seg fram?»), og sei frå til den som driftar.",
        "What now: show this to HR and the chief safety representative, and to nobody else. Withdraw the round's "
        "figures (Results, «Can anybody work it out?»), and tell whoever runs the installation.",
    ),
    "floor": _row(
        "k: minste gruppe er et heltall og minst 5 ({value})",
        "k: minste gruppe er eit heiltal og minst 5 ({value})",
        "k: {value}",
    ),
    "cannot": _row(
        "Kan ikke kontrollere {file}: {fault}",
        "Kan ikkje kontrollere {file}: {fault}",
        "Cannot check {file}: {fault}",
    ),
    "no_file": _row("finner ikke filen", "finn ikkje fila", "there is no such file"),
    "unreadable": _row("kan ikke leses ({value})", "kan ikkje lesast ({value})", "cannot be read ({value})"),
    "too_large": _row(
        "filen er på {value} MB, og grensen er {limit} MB. Hent ut én måling om gangen med export-results --round",
        "fila er på {value} MB, og grensa er {limit} MB. Hent ut éi måling om gongen med export-results --round",
        "the file is {value} MB, and the limit is {limit} MB. Export one round at a time with export-results --round",
    ),
    "not_json": _row("er ikke JSON ({value})", "er ikkje JSON ({value})", "is not JSON ({value})"),
    "not_text": _row("er ikke tekst i UTF-8", "er ikkje tekst i UTF-8", "is not UTF-8 text"),
    "heading": _row(
        "linje 1: overskriften skal være round,person,cell, ikke {value}",
        "linje 1: overskrifta skal vere round,person,cell, ikkje {value}",
        "line 1: the heading must be round,person,cell, not {value}",
    ),
    "width": _row(
        "linje {line}: {value} verdier, ikke tre",
        "linje {line}: {value} verdiar, ikkje tre",
        "line {line}: {value} values, not three",
    ),
}
