"""The sentences themselves, one row per finding, one column per language.

Kept as data beside the code that chooses between them, so that one person can read them all through.
"""

from __future__ import annotations

NORWEGIAN_MONTHS = tuple(
    "januar februar mars april mai juni juli august september oktober november desember".split()  # noqa: SIM905
)
ENGLISH_MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
MONTHS = {"nb": NORWEGIAN_MONTHS, "nn": NORWEGIAN_MONTHS, "en": ENGLISH_MONTHS}

PHRASES: dict[str, dict[str, str]] = {
    # one unit, one series of figures
    "ordinary": {
        "nb": "Ingen tydelig endring. Tallene svinger som vanlig.",
        "nn": "Inga tydeleg endring. Tala svingar som vanleg.",
        "en": "No clear change. The figures vary as usual.",
    },
    "provisional": {
        "nb": "Ingen tydelig endring så langt. Vi har foreløpig få målinger.",
        "nn": "Inga tydeleg endring så langt. Vi har førebels få målingar.",
        "en": "No clear change so far. We have few measurements yet.",
    },
    "too_short": {
        "nb": "For få målinger til å si noe om endring.",
        "nn": "For få målingar til å seie noko om endring.",
        "en": "Too few measurements to say anything about change.",
    },
    "fall": {
        "nb": "{what} har ligget lavere enn før {since}. Det er mer enn vanlig variasjon.",
        "nn": "{what} har lege lågare enn før {since}. Det er meir enn vanleg variasjon.",
        "en": "{since}, {what} {have} been lower than before. That is more than the usual variation.",
    },
    "rise": {
        "nb": "{what} har ligget høyere enn før {since}. Det er mer enn vanlig variasjon.",
        "nn": "{what} har lege høgare enn før {since}. Det er meir enn vanleg variasjon.",
        "en": "{since}, {what} {have} been higher than before. That is more than the usual variation.",
    },
    "since": {"nb": "siden {month}", "nn": "sidan {month}", "en": "Since {month}"},
    "lately": {
        "nb": "over flere målinger",
        "nn": "over fleire målingar",
        "en": "Over several measurements",
    },
    "figures": {"nb": "Tallene", "nn": "Tala", "en": "the figures"},
    "yearly_ordinary": {
        "nb": "Ingen tydelig endring fra forrige måling.",
        "nn": "Inga tydeleg endring frå førre måling.",
        "en": "No clear change from the previous measurement.",
    },
    "yearly_fall": {
        "nb": "{what} er lavere enn ved forrige måling. Forskjellen er større enn usikkerheten.",
        "nn": "{what} er lågare enn ved førre måling. Skilnaden er større enn uvissa.",
        "en": "Compared with the previous measurement, {what} {are} lower. The difference exceeds the uncertainty.",
    },
    "yearly_rise": {
        "nb": "{what} er høyere enn ved forrige måling. Forskjellen er større enn usikkerheten.",
        "nn": "{what} er høgare enn ved førre måling. Skilnaden er større enn uvissa.",
        "en": "Compared with the previous measurement, {what} {are} higher. The difference exceeds the uncertainty.",
    },
    "band_high": {
        "nb": "Nesten alle svarte høyt.",
        "nn": "Nesten alle svarte høgt.",
        "en": "Almost everyone answered high.",
    },
    "band_low": {
        "nb": "Nesten alle svarte lavt.",
        "nn": "Nesten alle svarte lågt.",
        "en": "Almost everyone answered low.",
    },
    "hidden": {
        "nb": "Vi viser ikke tall her. Det er for få svar, eller svarene er så like at tallet kunne røpe noen.",
        "nn": "Vi viser ikkje tal her. Det er for få svar, eller svara er så like at talet kunne røpe nokon.",
        "en": "No figure is shown here. There are too few answers, or they are so alike that it could reveal someone.",
    },
    # what a reader should know beside it
    "talk": {
        "nb": "Snakk om hva som har endret seg.",
        "nn": "Snakk om kva som har endra seg.",
        "en": "Talk about what has changed.",
    },
    "few_yet": {
        "nb": "Vi har foreløpig få målinger å sammenligne med.",
        "nn": "Vi har førebels få målingar å samanlikne med.",
        "en": "We have few measurements to compare with yet.",
    },
    "follows": {
        "nb": "Endringen er den samme i enheten over, så den gjelder flere enn dere.",
        "nn": "Endringa er den same i eininga over, så ho gjeld fleire enn dykk.",
        "en": "The change is the same in the unit above, so it concerns more people than you.",
    },
    "new_cover": {
        "nb": "Tallene omfatter fra {month} en annen gruppe enn før.",
        "nn": "Tala omfattar frå {month} ei anna gruppe enn før.",
        "en": "From {month} the figures cover a different group than before.",
    },
    "new_cover_undated": {
        "nb": "Tallene omfatter en annen gruppe enn før.",
        "nn": "Tala omfattar ei anna gruppe enn før.",
        "en": "The figures cover a different group than before.",
    },
    "no_month_effect": {
        "nb": "Svingninger som er felles for alle, er ikke trukket fra. Det er for få andre å sammenligne med.",
        "nn": "Svingingar som er felles for alle, er ikkje trekte frå. Det er for få andre å samanlikne med.",
        "en": "Ups and downs shared by all are not taken out. There are too few others to compare with.",
    },
    # the sentences at the top of a page
    "strongest": {
        "nb": "{what} er det sterkeste hos dere{meaning}.",
        "nn": "{what} er det sterkaste hos dykk{meaning}.",
        "en": "{what} {are} strongest here{meaning}.",
    },
    "among_strongest": {
        "nb": "{what} er blant det sterkeste hos dere.",
        "nn": "{what} er blant det sterkaste hos dykk.",
        "en": "{what} are among the strongest here.",
    },
    "much_the_same": {
        "nb": "Tallene er nokså like fra tema til tema.",
        "nn": "Tala er nokså like frå tema til tema.",
        "en": "The figures are much the same from theme to theme.",
    },
    "none_high": {
        "nb": "Ingen av temaene ligger høyt nå.",
        "nn": "Ingen av temaa ligg høgt no.",
        "en": "None of the themes is high at present.",
    },
    "mostly": {
        "nb": "Det gjelder særlig {what}.",
        "nn": "Det gjeld særleg {what}.",
        "en": "It concerns {what} in particular.",
    },
    "rest": {
        "nb": "Resten svinger som vanlig.",
        "nn": "Resten svingar som vanleg.",
        "en": "The rest varies as usual.",
    },
    "rest_partly": {
        "nb": "Resten svinger som vanlig, så langt vi har målinger nok til å si det.",
        "nn": "Resten svingar som vanleg, så langt vi har målingar nok til å seie det.",
        "en": "The rest varies as usual, as far as we have measurements enough to tell.",
    },
    "rest_short": {
        "nb": "For resten har vi for få målinger til å si noe om endring.",
        "nn": "For resten har vi for få målingar til å seie noko om endring.",
        "en": "For the rest we have too few measurements to say anything about change.",
    },
    "all_partly": {
        "nb": "Ingen tydelig endring, så langt vi har målinger nok til å si det.",
        "nn": "Inga tydeleg endring, så langt vi har målingar nok til å seie det.",
        "en": "No clear change, as far as we have measurements enough to tell.",
    },
    # numbers
    "between": {"nb": "mellom {low} og {high}", "nn": "mellom {low} og {high}", "en": "between {low} and {high}"},
    "about": {"nb": "om lag {low}", "nn": "om lag {low}", "en": "about {low}"},
    "almost_none": {"nb": "nesten ingen", "nn": "nesten ingen", "en": "almost none"},
    "and": {"nb": "og", "nn": "og", "en": "and"},
    # measures
    "better": {
        "nb": "Vi ser tegn til bedring. Hva hjalp?",
        "nn": "Vi ser teikn til betring. Kva hjelpte?",
        "en": "We see signs of improvement. What helped?",
    },
    "unclear": {
        "nb": "Vi ser ingen tydelig endring. Hva hjalp, og hva hjalp ikke?",
        "nn": "Vi ser inga tydeleg endring. Kva hjelpte, og kva hjelpte ikkje?",
        "en": "We see no clear change. What helped, and what did not?",
    },
    "worse": {
        "nb": "Vi ser tegn til forverring. Hva hjalp likevel, og hva bør gjøres annerledes?",
        "nn": "Vi ser teikn til forverring. Kva hjelpte likevel, og kva bør gjerast annleis?",
        "en": "We see signs of worsening. What helped all the same, and what should be done differently?",
    },
    "too_early": {
        "nb": "Det er for tidlig, eller for få svar, til å si noe. Hva hjelper så langt?",
        "nn": "Det er for tidleg, eller for få svar, til å seie noko. Kva hjelper så langt?",
        "en": "It is too early, or there are too few answers, to say anything. What helps so far?",
    },
    # before the first round
    "enough": {
        "nb": "Dere kan vente tall i {rounds} av 11 målinger.",
        "nn": "De kan vente tal i {rounds} av 11 målingar.",
        "en": "You can expect figures in {rounds} of 11 measurements.",
    },
    "pulse_group": {
        "nb": "Alene ville dere fått tall i {rounds} av 11 målinger. Vi foreslår å måle sammen med {others}.",
        "nn": "Åleine ville de fått tal i {rounds} av 11 målingar. Vi foreslår å måle saman med {others}.",
        "en": "Alone you would get figures in {rounds} of 11 measurements. We suggest measuring with {others}.",
    },
    "dialogue": {
        "nb": "Dere er for få til at vi kan vise tall på en trygg måte. Vi foreslår en samtale i stedet for et skjema.",
        "nn": "De er for få til at vi kan vise tal på ein trygg måte. Vi foreslår ein samtale i staden for eit skjema.",
        "en": "You are too few for figures to be shown safely. We suggest a conversation instead of a form.",
    },
}
