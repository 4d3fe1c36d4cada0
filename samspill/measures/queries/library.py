"""The library as a viewer sees it: what we ship and what the workplace has added, with how it has gone here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.audit.rules import Hidden
from samspill.content.factors import factors
from samspill.content.items import item_bank
from samspill.content.measures import (
    Effort,
    Grade,
    LibraryMeasure,
    effort_words,
    grade_words,
    library,
    short_grade_words,
)
from samspill.content.references import Reference
from samspill.measures.models import Level, Measure, OwnMeasure
from samspill.organisations.rules import Viewer

OWN = "egen-"
NOT_BEGUN = (Measure.Status.PROPOSED, Measure.Status.DECIDED)


@dataclass(frozen=True, slots=True)
class Use:
    """In how many units it has been used here, and how many of them saw signs of improvement. Never which."""

    used: int = 0
    helped: int = 0

    def __bool__(self) -> bool:
        return self.used > 0

    def __str__(self) -> str:
        if not self.used:
            return ""
        used = ngettext("brukt av ett team", "brukt av %(n)d team", self.used) % {"n": self.used}
        if not self.helped:
            return used
        helped = ngettext("ett så tegn til bedring", "%(n)d så tegn til bedring", self.helped) % {"n": self.helped}
        return f"{used}, {helped}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure of the library, shipped or own, in the reader's language."""

    key: str
    """As it stands in the address: ``T3``, ``egen-5``."""
    title: str
    summary: str
    level: str
    factors: tuple[str, ...]
    effort: str
    effort_word: str
    grades: tuple[str, ...] = ()
    grade_word: str = ""
    is_duty: bool = False
    can_backfire: bool = False
    use: Use = Use()
    shipped: LibraryMeasure | None = None
    own: OwnMeasure | None = None


@dataclass(frozen=True, slots=True)
class Sought:
    search: str = ""
    level: str = ""
    factor: str = ""
    effort: str = ""
    grade: str = ""

    def fits(self, entry: Entry) -> bool:
        text = f"{entry.title} {entry.summary}".casefold()
        return (
            (not self.search or all(word in text for word in self.search.casefold().split()))
            and self.level in {"", entry.level}
            and (not self.factor or self.factor in entry.factors)
            and self.effort in {"", entry.effort}
            and (not self.grade or self.grade in entry.grades)
        )


@dataclass(frozen=True, slots=True)
class Shelf:
    level: str
    heading: str
    entries: tuple[Entry, ...]


def library_for(viewer: Viewer, sought: Sought, language: str) -> list[Shelf]:
    """By level, causes before symptoms. Within a level what helped here comes first, then the order of the library."""
    entries = [entry for entry in entries_for(viewer, language) if sought.fits(entry)]
    shelves = []
    for level in Level:
        here = [entry for entry in entries if entry.level == level]
        # The sort keeps the order of the library among those that helped equally many.
        here.sort(key=lambda entry: -entry.use.helped)
        if here:
            shelves.append(Shelf(level, str(level.label), tuple(here)))
    return shelves


def entries_for(viewer: Viewer, language: str) -> list[Entry]:
    """Two statements."""
    uses = _uses(viewer)
    shipped = [_shipped(measure, uses, language) for measure in library().values()]
    added = OwnMeasure.objects.filter(organisation_id=viewer.organisation_id, retired_on=None)
    return shipped + [_own(own, uses, language) for own in added]


def entry_for(viewer: Viewer, key: str, language: str) -> Entry:
    if key.startswith(OWN):
        return _own(own_measure_for(viewer, key.removeprefix(OWN)), _uses(viewer), language)
    if key not in library():
        raise Hidden
    return _shipped(library()[key], _uses(viewer), language)


def own_measure_for(viewer: Viewer, number: str | int) -> OwnMeasure:
    """A retired one too: its page says that it is no longer in the library."""
    if not str(number).isdecimal() or len(str(number)) > 18:
        raise Hidden
    own = OwnMeasure.objects.filter(organisation_id=viewer.organisation_id, pk=int(number)).first()
    if own is None:
        raise Hidden
    return own


def entries_on(viewer: Viewer, codes: Sequence[str], language: str) -> list[Entry]:
    """Measures that act on any of these factors, in the order of the library, what concerns everything last."""
    wanted = set(codes)
    found = [entry for entry in entries_for(viewer, language) if wanted & set(entry.factors)]
    return sorted(found, key=lambda entry: len(entry.factors) == len(factors()))


def key_of(own_id: int) -> str:
    return f"{OWN}{own_id}"


def _uses(viewer: Viewer) -> Mapping[str, Use]:
    begun = Measure.objects.filter(organisation_id=viewer.organisation_id).exclude(status__in=NOT_BEGUN)
    chosen = begun.filter(Q(library_id__gt="") | Q(own__isnull=False)).order_by()
    rows = chosen.values_list("library_id", "own").annotate(
        used=Count("unit", distinct=True),
        helped=Count("unit", distinct=True, filter=Q(verdict=Measure.Verdict.BETTER)),
    )
    return {key_of(own) if own else shipped: Use(used, helped) for shipped, own, used, helped in rows}


def _shipped(measure: LibraryMeasure, uses: Mapping[str, Use], language: str) -> Entry:
    return Entry(
        key=measure.id,
        title=measure.title.in_language(language),
        summary=measure.summary.in_language(language),
        level=str(measure.level),
        factors=measure.factors,
        effort=str(measure.effort),
        effort_word=effort_words()[measure.effort].in_language(language),
        grades=tuple(str(one.grade) for one in measure.evidence),
        grade_word=" / ".join(short_grade_words()[one.grade].in_language(language) for one in measure.evidence),
        is_duty=measure.is_duty,
        can_backfire=measure.can_backfire,
        use=uses.get(measure.id, Use()),
        shipped=measure,
    )


def _own(own: OwnMeasure, uses: Mapping[str, Use], language: str) -> Entry:
    return Entry(
        key=key_of(own.pk),
        title=own.title,
        summary=own.summary,
        level=own.level,
        factors=tuple(own.factors),
        effort=own.effort,
        effort_word=effort_words()[Effort(own.effort)].in_language(language),
        use=uses.get(key_of(own.pk), Use()),
        own=own,
    )


def grade_choices(language: str) -> list[tuple[str, str]]:
    return [(str(grade), f"{grade}: {grade_words()[grade].in_language(language)}") for grade in Grade]


def effort_choices(language: str) -> list[tuple[str, str]]:
    return [(str(effort), effort_words()[effort].in_language(language)) for effort in Effort]


def factor_choices(language: str) -> list[tuple[str, str]]:
    named = [(code, one.name.in_language(language)) for code, one in factors().items()]
    return sorted(named, key=lambda pair: pair[1].casefold())


def order_explained() -> str:
    return _(
        "Først det som endrer arbeidet i hele organisasjonen, så teamet, så den enkelte. "
        "På hvert nivå står det som har hjulpet her hos oss, øverst."
    )


@dataclass(frozen=True, slots=True)
class EntryPage:
    """All the library says about one measure."""

    steps: tuple[str, ...]
    factors: tuple[str, ...]
    warning: str
    known: str
    unknown: str
    backfires: str
    evaluation: str
    look_at: tuple[str, ...]
    grades: tuple[tuple[str, str, str], ...]
    """Grade, what it means, and what it is about."""
    law: tuple[tuple[str, str, str], ...]
    sources: tuple[tuple[str, str, str], ...]
    """Who and when, what, and where to read it."""
    pair_with: tuple[tuple[str, str], ...]
    reviewed_on: date | None


def entry_page(entry: Entry, language: str) -> EntryPage:
    names = tuple(factors()[code].name.in_language(language) for code in entry.factors if code in factors())
    every = len(entry.factors) == len(factors())
    shown = (_("alle faktorene"),) if every else names
    return _shipped_page(entry.shipped, shown, language) if entry.shipped else _own_page(entry, shown)


def _own_page(entry: Entry, names: tuple[str, ...]) -> EntryPage:
    own = entry.own
    steps = tuple(line.strip() for line in own.steps.splitlines() if line.strip()) if own else ()
    evaluation = own.evaluation if own else ""
    return EntryPage(steps, names, "", "", "", "", evaluation, (), (), (), (), (), None)


def _shipped_page(one: LibraryMeasure, names: tuple[str, ...], language: str) -> EntryPage:
    looked = [item_bank().item(item).text.in_language(language) for item in one.evaluation.items]
    return EntryPage(
        steps=tuple(step.in_language(language) for step in one.steps),
        factors=names,
        warning=one.warning.in_language(language),
        known=one.known.in_language(language),
        unknown=one.unknown.in_language(language),
        backfires=one.backfires.in_language(language),
        evaluation=one.evaluation.text.in_language(language),
        look_at=(*(f"«{text}»" for text in looked), *(fact.in_language(language) for fact in one.evaluation.facts)),
        grades=tuple(
            (str(each.grade), grade_words()[each.grade].in_language(language), each.about.in_language(language))
            for each in one.evidence
        ),
        law=tuple((each.reference, each.about.in_language(language), each.link) for each in one.provisions()),
        sources=tuple((_cited(each), each.title, each.link) for each in one.references()),
        pair_with=tuple((key, library()[key].title.in_language(language)) for key in one.pair_with),
        reviewed_on=one.reviewed_on,
    )


def _cited(one: Reference) -> str:
    return f"{one.authors} ({one.year})" if one.year else one.authors
