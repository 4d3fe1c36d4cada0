"""Every finding, in three languages, word for word."""

import doctest
import re
from dataclasses import replace
from datetime import date
from string import Formatter

import pytest

from samspill.insight import words
from samspill.insight.effect import Verdict
from samspill.insight.phrases import PHRASES
from samspill.insight.prognosis import Advice, Prognosis, Team, advise
from samspill.insight.tests.findings import CALM, FALL, LANGUAGES, RISE, SHORT, found, spoken
from samspill.insight.trends import Assessment, Point, Rhythm, State
from samspill.insight.words import (
    band_words,
    day_words,
    decimal,
    finding,
    interval_words,
    month_name,
    notes,
    prospect,
    verdict,
)

FINDINGS = [
    (
        CALM,
        "Ingen tydelig endring. Tallene svinger som vanlig.",
        "Inga tydeleg endring. Tala svingar som vanleg.",
        "No clear change. The figures vary as usual.",
    ),
    (
        found(State.PROVISIONAL),
        "Ingen tydelig endring så langt. Vi har foreløpig få målinger.",
        "Inga tydeleg endring så langt. Vi har førebels få målingar.",
        "No clear change so far. We have few measurements yet.",
    ),
    (
        SHORT,
        "For få målinger til å si noe om endring.",
        "For få målingar til å seie noko om endring.",
        "Too few measurements to say anything about change.",
    ),
    (
        FALL,
        "Tallene har ligget lavere enn før siden august. Det er mer enn vanlig variasjon.",
        "Tala har lege lågare enn før sidan august. Det er meir enn vanleg variasjon.",
        "Since August, the figures have been lower than before. That is more than the usual variation.",
    ),
    (
        RISE,
        "Tallene har ligget høyere enn før siden september. Det er mer enn vanlig variasjon.",
        "Tala har lege høgare enn før sidan september. Det er meir enn vanleg variasjon.",
        "Since September, the figures have been higher than before. That is more than the usual variation.",
    ),
    (
        found(State.FALL, since="r8", numbered=True),
        "Tallene har ligget lavere enn før over flere målinger. Det er mer enn vanlig variasjon.",
        "Tala har lege lågare enn før over fleire målingar. Det er meir enn vanleg variasjon.",
        "Over several measurements, the figures have been lower than before. That is more than the usual variation.",
    ),
    (
        found(State.ORDINARY, 4.6, banded=True),
        "Nesten alle svarte høyt.",
        "Nesten alle svarte høgt.",
        "Almost everyone answered high.",
    ),
    (
        found(State.TOO_SHORT, 1.6, banded=True),
        "Nesten alle svarte lavt.",
        "Nesten alle svarte lågt.",
        "Almost everyone answered low.",
    ),
    (
        found(State.ORDINARY, mostly_banded=True),
        "For få målinger til å si noe om endring.",
        "For få målingar til å seie noko om endring.",
        "Too few measurements to say anything about change.",
    ),
    (
        found(State.ORDINARY, rhythm=Rhythm.YEARLY),
        "Ingen tydelig endring fra forrige måling.",
        "Inga tydeleg endring frå førre måling.",
        "No clear change from the previous measurement.",
    ),
    (
        found(State.FALL, since="r11", rhythm=Rhythm.YEARLY),
        "Tallene er lavere enn ved forrige måling. Forskjellen er større enn usikkerheten.",
        "Tala er lågare enn ved førre måling. Skilnaden er større enn uvissa.",
        "Compared with the previous measurement, the figures are lower. The difference exceeds the uncertainty.",
    ),
    (
        found(State.RISE, since="r11", rhythm=Rhythm.YEARLY),
        "Tallene er høyere enn ved forrige måling. Forskjellen er større enn usikkerheten.",
        "Tala er høgare enn ved førre måling. Skilnaden er større enn uvissa.",
        "Compared with the previous measurement, the figures are higher. The difference exceeds the uncertainty.",
    ),
]


def test_the_examples_in_the_documentation_hold():
    result = doctest.testmod(words)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(("given", "language", "said"), spoken(FINDINGS))
def test_a_finding_has_its_sentence(given, language, said):
    assert finding(given, language) == said


@pytest.mark.parametrize(("language", "since"), [("nb", "august 2025"), ("nn", "august 2025"), ("en", "August 2025")])
def test_a_month_more_than_a_year_ago_has_its_year(language, since):
    points = (Point("then", "2025-08-20", 3.0, 9), Point("now", "2026-08-20", 3.0, 9))
    assert since in finding(Assessment("team", State.FALL, points, since="then"), language)


@pytest.mark.parametrize(
    ("language", "said"),
    [("nb", "over flere målinger"), ("nn", "over fleire målingar"), ("en", "Over several measurements")],
)
def test_a_change_of_which_nobody_knows_the_beginning_has_no_month(language, said):
    assert said in finding(replace(FALL, since=None), language)


SENTENCE = {
    (State.TOO_SHORT, False): "For få målinger til å si noe om endring.",
    (State.PROVISIONAL, False): "Ingen tydelig endring så langt. Vi har foreløpig få målinger.",
    (State.ORDINARY, False): "Ingen tydelig endring. Tallene svinger som vanlig.",
    (State.FALL, False): "Tallene har ligget lavere enn før siden august. Det er mer enn vanlig variasjon.",
    (State.RISE, False): "Tallene har ligget høyere enn før siden august. Det er mer enn vanlig variasjon.",
    (State.TOO_SHORT, True): "For få målinger til å si noe om endring.",
    (State.PROVISIONAL, True): "Ingen tydelig endring så langt. Vi har foreløpig få målinger.",
    (State.ORDINARY, True): "Ingen tydelig endring fra forrige måling.",
    (State.FALL, True): "Tallene er lavere enn ved forrige måling. Forskjellen er større enn usikkerheten.",
    (State.RISE, True): "Tallene er høyere enn ved forrige måling. Forskjellen er større enn usikkerheten.",
}
"""By state and whether it is yearly: monthly and quarterly share their words."""
TALK, FEW = "Snakk om hva som har endret seg.", "Vi har foreløpig få målinger å sammenligne med."
SHARED = "Svingninger som er felles for alle, er ikke trukket fra. Det er for få andre å sammenligne med."


@pytest.mark.parametrize("used_month_effect", [True, False])
@pytest.mark.parametrize("firm", [True, False])
@pytest.mark.parametrize("rhythm", list(Rhythm))
@pytest.mark.parametrize("state", list(State))
def test_every_finding_there_can_be_has_its_sentence_and_its_reservations(
    state, rhythm, firm, used_month_effect
) -> None:
    signalled = state in (State.FALL, State.RISE)
    given = found(
        state, since="r8" if signalled else None, rhythm=rhythm, firm=firm, used_month_effect=used_month_effect
    )
    is_yearly = rhythm is Rhythm.YEARLY
    assert finding(given, "nb") == SENTENCE[state, is_yearly]
    expected = [TALK] * signalled + [FEW] * (signalled and not firm)
    expected += [SHARED] * (state is not State.TOO_SHORT and not is_yearly and not used_month_effect)
    assert notes(given, "nb") == tuple(expected)


# -- beside the finding ----------------------------------------------------------------------------

COVERED = replace(CALM, points=(*CALM.points[:7], replace(CALM.points[7], new_cover=True), *CALM.points[8:]))
NOTES = [
    (CALM, (), (), ()),
    (SHORT, (), (), ()),
    (
        RISE,
        ("Snakk om hva som har endret seg.",),
        ("Snakk om kva som har endra seg.",),
        ("Talk about what has changed.",),
    ),
    (
        replace(FALL, firm=False),
        ("Snakk om hva som har endret seg.", "Vi har foreløpig få målinger å sammenligne med."),
        ("Snakk om kva som har endra seg.", "Vi har førebels få målingar å samanlikne med."),
        ("Talk about what has changed.", "We have few measurements to compare with yet."),
    ),
    (
        replace(FALL, follows="department"),
        (
            "Snakk om hva som har endret seg.",
            "Endringen er den samme i enheten over, så den gjelder flere enn dere.",
        ),
        (
            "Snakk om kva som har endra seg.",
            "Endringa er den same i eininga over, så ho gjeld fleire enn dykk.",
        ),
        (
            "Talk about what has changed.",
            "The change is the same in the unit above, so it concerns more people than you.",
        ),
    ),
    (
        COVERED,
        ("Tallene omfatter fra august en annen gruppe enn før.",),
        ("Tala omfattar frå august ei anna gruppe enn før.",),
        ("From August the figures cover a different group than before.",),
    ),
    (
        replace(CALM, used_month_effect=False),
        ("Svingninger som er felles for alle, er ikke trukket fra. Det er for få andre å sammenligne med.",),
        ("Svingingar som er felles for alle, er ikkje trekte frå. Det er for få andre å samanlikne med.",),
        ("Ups and downs shared by all are not taken out. There are too few others to compare with.",),
    ),
]


@pytest.mark.parametrize(("given", "language", "said"), spoken(NOTES))
def test_reservations_stand_beside_the_finding(given, language, said):
    assert notes(given, language) == said


def test_the_organisation_itself_needs_no_word_on_what_is_shared():
    assert notes(replace(CALM, used_month_effect=False), "nb", root=True) == ()


def test_a_new_cover_in_numbered_rounds_is_told_without_a_month():
    points = (Point("r1", 1, 3.5, 8), Point("r2", 2, 3.5, 8, new_cover=True))
    assert notes(replace(CALM, points=points), "en") == ("The figures cover a different group than before.",)


# -- numbers, dates, measures, prospects -----------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (decimal, (2.9,), ("2,9", "2,9", "2.9")),
        (decimal, (2.85,), ("2,9", "2,9", "2.9")),
        (decimal, (3,), ("3,0", "3,0", "3.0")),
        (interval_words, (2.5, 3.3), ("mellom 2,5 og 3,3", "mellom 2,5 og 3,3", "between 2.5 and 3.3")),
        (interval_words, (3.01, 3.02), ("om lag 3,0", "om lag 3,0", "about 3.0")),
        (band_words, (4.6154, 5.0), ("4,6–5", "4,6–5", "4.6–5")),
        (band_words, (1.0, 1.41), ("1–1,5", "1–1,5", "1–1.5")),
        (band_words, (4.0, 4.69), ("4–4,7", "4–4,7", "4–4.7")),
        (day_words, ("2026-11-22",), ("22. november 2026", "22. november 2026", "22 November 2026")),
        (day_words, (date(2026, 5, 1),), ("1. mai 2026", "1. mai 2026", "1 May 2026")),
        (month_name, (1,), ("januar", "januar", "January")),
        (month_name, (12,), ("desember", "desember", "December")),
    ],
)
def test_numbers_and_dates_follow_the_language(words, given, said):
    assert tuple(words(*given, language) for language in LANGUAGES) == said


@pytest.mark.parametrize("month", [0, 13])
def test_a_month_that_is_none_is_refused(month):
    with pytest.raises(ValueError, match=str(month)):
        month_name(month, "nb")


@pytest.mark.parametrize(
    ("given", "language", "said"),
    spoken(
        [
            (
                Verdict.BETTER,
                "Vi ser tegn til bedring. Hva hjalp?",
                "Vi ser teikn til betring. Kva hjelpte?",
                "We see signs of improvement. What helped?",
            ),
            (
                Verdict.TOO_EARLY,
                "Det er for tidlig, eller for få svar, til å si noe. Hva hjelper så langt?",
                "Det er for tidleg, eller for få svar, til å seie noko. Kva hjelper så langt?",
                "It is too early, or there are too few answers, to say anything. What helps so far?",
            ),
        ]
    ),
)
def test_a_measure_gets_its_sentence_and_its_question(given, language, said):
    assert verdict(given, language) == said


@pytest.mark.parametrize("given", list(Verdict))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_asks_what_helped(given, language):
    assert re.search(r"(Hva hj|Kva hj|What help)\w*.*\?$", verdict(given, language))


def test_the_guide_says_what_a_small_unit_can_expect():
    guide = advise([Team("a", "x", 6), Team("b", "x", 5), Team("c", "x", 14)])
    names = {"a": "Nord", "b": "Sør", "c": "Øst"}
    assert prospect(guide["a"], "nb", names=names) == (
        "Alene ville dere fått tall i om lag 5 av 11 målinger. Vi foreslår å måle sammen med Sør."
    )
    assert prospect(guide["c"], "nn", names=names) == "De kan vente tal i om lag 11 av 11 målingar."
    few = Prognosis("a", Advice.PULSE_GROUP, 0.0, 0.0, ("a", "b"))
    assert prospect(few, "nn", names=names) == (
        "Åleine ville de fått tal i nesten ingen av 11 målingar. Vi foreslår å måle saman med Sør."
    )
    group = Prognosis("a", Advice.PULSE_GROUP, 0.5, 5.5, ("a", "b", "c", "d"))
    for language, others in (("nb", "Sør, Øst og Vest"), ("nn", "Sør, Øst og Vest"), ("en", "Sør, Øst and Vest")):
        assert f" {others}." in prospect(group, language, names={**names, "d": "Vest"})
    assert "conversation" in prospect(Prognosis("a", Advice.DIALOGUE, 0.0, 0.0), "en", names=names)


# -- the table itself ------------------------------------------------------------------------------


def placeholders(sentence):
    return {field for _, field, _, _ in Formatter().parse(sentence) if field}


@pytest.mark.parametrize("phrase", sorted(PHRASES))
def test_every_phrase_exists_in_three_languages_with_the_same_blanks(phrase):
    row = PHRASES[phrase]
    assert tuple(row) == LANGUAGES
    assert placeholders(row["nb"]) == placeholders(row["nn"]) == placeholders(row["en"]) - {"have", "are"}


@pytest.mark.parametrize("phrase", sorted(PHRASES))
def test_no_phrase_points_ranks_shouts_or_claims_a_cause(phrase):
    said = " ".join(PHRASES[phrase].values())
    assert not re.search(r"[↑↓→↗↘!%]", said)
    assert not re.search(
        r"\b(fordi|skyldes|førte til|because|caused|led to|best|verst|worst|rank)\b", said, re.IGNORECASE
    )


@pytest.mark.parametrize("phrase", sorted(PHRASES))
def test_nynorsk_is_not_bokmal(phrase):
    bokmal = r"\b(ikke|noe|mer|vanlig|målinger|tallene|fra|hva|lavere|høyere|siden|flere|en|dere|jeg|forskjell\w*)\b"
    assert not re.search(bokmal, PHRASES[phrase]["nn"], re.IGNORECASE)
