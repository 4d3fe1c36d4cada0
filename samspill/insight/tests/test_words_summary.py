"""The sentences at the top of a page: what is strongest, what changed, and the rest."""

from dataclasses import replace

import pytest

from samspill.insight.phrases import PHRASES
from samspill.insight.tests.findings import CALM, FALL, LANGUAGES, SHORT, found, spoken
from samspill.insight.trends import State
from samspill.insight.words import Row, hidden, summary

SUPPORT = Row("Støtte", found(State.ORDINARY, 4.2))
CALM_LOAD = Row("Belastning", CALM)
SUMMARIES = [
    (
        [SUPPORT, CALM_LOAD],
        ("Støtte er det sterkeste hos dere.", "Ingen tydelig endring. Tallene svinger som vanlig."),
        ("Støtte er det sterkaste hos dykk.", "Inga tydeleg endring. Tala svingar som vanleg."),
        ("Støtte is strongest here.", "No clear change. The figures vary as usual."),
    ),
    (
        [SUPPORT, CALM_LOAD, Row("Ro", FALL)],
        (
            "Støtte er det sterkeste hos dere.",
            "Ro har ligget lavere enn før siden august. Det er mer enn vanlig variasjon.",
            "Resten svinger som vanlig.",
        ),
        (
            "Støtte er det sterkaste hos dykk.",
            "Ro har lege lågare enn før sidan august. Det er meir enn vanleg variasjon.",
            "Resten svingar som vanleg.",
        ),
        (
            "Støtte is strongest here.",
            "Since August, Ro has been lower than before. That is more than the usual variation.",
            "The rest varies as usual.",
        ),
    ),
    (
        [Row("A", found(State.FALL, 4.1, since="r8")), Row("B", found(State.FALL, 4.0, since="r9")), Row("C", SHORT)],
        (
            "A og B er det sterkeste hos dere.",
            "A og B har ligget lavere enn før over flere målinger. Det er mer enn vanlig variasjon.",
            "For resten har vi for få målinger til å si noe om endring.",
        ),
        (
            "A og B er det sterkaste hos dykk.",
            "A og B har lege lågare enn før over fleire målingar. Det er meir enn vanleg variasjon.",
            "For resten har vi for få målingar til å seie noko om endring.",
        ),
        (
            "A and B are strongest here.",
            "Over several measurements, A and B have been lower than before. That is more than the usual variation.",
            "For the rest we have too few measurements to say anything about change.",
        ),
    ),
    (
        [Row("A", CALM), Row("B", SHORT), Row("C", CALM)],
        ("Tallene er nokså like fra tema til tema.", PHRASES["all_partly"]["nb"]),
        ("Tala er nokså like frå tema til tema.", PHRASES["all_partly"]["nn"]),
        ("The figures are much the same from theme to theme.", PHRASES["all_partly"]["en"]),
    ),
    (
        [SUPPORT, Row("B", found(State.ORDINARY, 4.1)), Row("C", found(State.ORDINARY, 4.2)), Row("D", SHORT)],
        ("Støtte og B er blant det sterkeste hos dere.", PHRASES["all_partly"]["nb"]),
        ("Støtte og B er blant det sterkaste hos dykk.", PHRASES["all_partly"]["nn"]),
        ("Støtte and B are among the strongest here.", PHRASES["all_partly"]["en"]),
    ),
    (
        [Row("A", found(State.TOO_SHORT, 2.4))],
        ("Ingen av temaene ligger høyt nå.", "For få målinger til å si noe om endring."),
        ("Ingen av temaa ligg høgt no.", "For få målingar til å seie noko om endring."),
        ("None of the themes is high at present.", "Too few measurements to say anything about change."),
    ),
    (
        [Row("A", found(State.ORDINARY, None))],
        (hidden("nb"),),
        (hidden("nn"),),
        (hidden("en"),),
    ),
]


@pytest.mark.parametrize(("given", "language", "said"), spoken(SUMMARIES))
def test_a_page_begins_with_at_most_three_sentences(given, language, said):
    assert summary(given, language) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nb",
            "Tallene har ligget lavere enn før siden august. Det er mer enn vanlig variasjon. Det gjelder særlig Ro.",
        ),
        ("nn", "Tala har lege lågare enn før sidan august. Det er meir enn vanleg variasjon. Det gjeld særleg Ro."),
        (
            "en",
            (
                "Since August, the figures have been lower than before. That is more than the usual variation. "
                "It concerns Ro in particular."
            ),
        ),
    ],
)
def test_the_index_raises_and_the_themes_explain(language, said):
    rows = [SUPPORT, Row("Ro", found(State.ORDINARY, shift=-0.5))]
    assert summary(rows, language, index=FALL)[1] == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Det gjelder særlig Mening og Ro."),
        ("nn", "Det gjeld særleg Mening og Ro."),
        ("en", "It concerns Mening and Ro in particular."),
    ],
)
def test_the_two_themes_that_moved_most_are_named_and_no_more(language, said):
    rows = [
        Row(name, found(State.ORDINARY, 4.0, shift=shift))
        for name, shift in (("Ro", -0.6), ("X", -0.4), ("Mening", -0.8))
    ]
    assert summary(rows, language, index=FALL)[1].endswith(said)
    assert summary(rows, language, index=FALL)[2] == PHRASES["rest"][language]


@pytest.mark.parametrize(
    ("states", "phrase"),
    [
        ((State.PROVISIONAL, State.PROVISIONAL), "provisional"),
        ((State.PROVISIONAL, State.ORDINARY), "ordinary"),
        ((State.PROVISIONAL, State.TOO_SHORT), "all_partly"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_few_measurements_are_told_of_when_no_theme_has_more(states, phrase, language):
    rows = [Row(f"T{at}", found(state, 4.2)) for at, state in enumerate(states)]
    assert summary(rows, language)[-1] == PHRASES[phrase][language]


def test_two_tenths_are_a_difference_and_less_is_none():
    best, behind = Row("A", found(State.ORDINARY, 3.2)), Row("B", found(State.ORDINARY, 3.0))
    assert summary([best, behind], "nb")[0] == "A er det sterkeste hos dere."
    near = Row("B", found(State.ORDINARY, 3.01))
    assert summary([best, near], "nb")[0] == "A og B er det sterkeste hos dere."


def test_a_theme_does_not_raise_what_the_index_does_not():
    assert summary([SUPPORT, Row("Ro", FALL)], "nb", index=CALM)[1] == PHRASES["ordinary"]["nb"]


def test_what_is_strongest_may_be_told_by_its_meaning():
    row = replace(SUPPORT, meaning="De fleste får hjelp når de trenger det")
    assert summary([row], "nb")[0] == "Støtte er det sterkeste hos dere: De fleste får hjelp når de trenger det."
