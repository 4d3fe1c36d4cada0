"""The words of the library: complete, short, honest about what is known, and the same in three languages."""

import re
from itertools import combinations

import pytest

from samspill.content.language import LANGUAGES
from samspill.content.measures import Grade, Level, library

every_measure = pytest.mark.parametrize("measure", library().values(), ids=library())
FORBIDDEN = re.compile(
    r"u?lovlig|u?lovleg|unlawful|illegal|garanti|guarantee|fører til|leads? to|beviser|proves|optimaliser|implementer",
    re.IGNORECASE,
)
# What the best grade of a measure must be heard as.
HEARD = {
    Grade.A: r"flere kontrollerte|best støtte",
    Grade.B: r"\bgode?\b|noen studier|studier tyder|oversikt",
    Grade.C: r"\bfå\b|indirekte|svært lav",
    Grade.D: r"vi kjenner ingen studier",
}
MOST = {"title": 90, "summary": 240, "known": 300, "unknown": 300, "backfires": 300, "evaluation": 300}


def texts_of(measure):
    yield from (getattr(measure, name) for name in MOST if name != "evaluation")
    yield measure.evaluation.text
    yield from measure.steps


@every_measure
def test_every_text_is_there_in_three_languages_and_differs_between_them(measure):
    for text in texts_of(measure):
        assert not text.missing(), text
        for one, other in combinations(LANGUAGES, 2):
            assert text.in_language(one) != text.in_language(other), text


@every_measure
def test_there_are_four_to_seven_steps_each_short_enough_to_read_aloud(measure):
    assert 4 <= len(measure.steps) <= 7
    for step in measure.steps:
        for language in LANGUAGES:
            assert len(step.in_language(language)) <= 240
            assert step.in_language(language).endswith((".", "?", "»."))


@every_measure
def test_the_other_texts_keep_to_their_length(measure):
    for name, most in MOST.items():
        text = measure.evaluation.text if name == "evaluation" else getattr(measure, name)
        for language in LANGUAGES:
            assert len(text.in_language(language)) <= most, name


@every_measure
def test_nothing_promises_judges_or_claims_a_cause(measure):
    for text in texts_of(measure):
        for language in LANGUAGES:
            assert not FORBIDDEN.search(text.in_language(language)), text


@every_measure
def test_what_is_said_to_be_known_agrees_with_the_grade(measure):
    said = measure.known.nb.lower()
    grade = measure.evidence[0].grade
    assert re.search(HEARD[grade], said), (grade, said)
    assert ("vi kjenner ingen" in said) == (grade is Grade.D)


def test_the_weaker_half_of_leader_training_is_said_where_the_unknown_is():
    assert "ikke vist sikker virkning på plagene" in library()["O7"].unknown.nb


@every_measure
def test_a_figure_is_one_that_a_source_of_the_measure_gives(measure):
    given = " ".join(reference.found.nb for reference in measure.references())
    for figure in re.findall(r"\d+,\d+|\b\d{2,}\b", measure.known.nb + measure.unknown.nb):
        assert figure in given, figure


@every_measure
def test_a_duty_points_to_the_paragraphs_and_nothing_else_speaks_of_the_law(measure):
    assert ("se paragraf" in measure.known.nb) == measure.is_duty
    everything = " ".join(text.nb for text in texts_of(measure))
    assert measure.is_duty or "loven" not in everything.lower()


@pytest.mark.parametrize(
    "measure", [each for each in library().values() if each.level is Level.INDIVIDUAL], ids=lambda each: each.id
)
def test_an_individual_measure_says_what_it_cannot_do_while_the_work_stays_the_same(measure):
    assert re.search(
        r"uendre|for alle, ikke bare|må samtalen gi endringer|organiseringen som er uklar", measure.unknown.nb
    )


@every_measure
def test_nothing_is_judged_before_eight_weeks(measure):
    assert not re.search(
        r"(?:etter|om) (?:en|én|to|tre|fire|fem|seks|sju) (?:uker?|måned)\b", measure.evaluation.text.nb
    )


def test_no_two_measures_share_a_text():
    for language in LANGUAGES:
        said = [text.in_language(language) for measure in library().values() for text in texts_of(measure)]
        assert len(set(said)) == len(said)


def test_sensitive_items_are_said_to_be_shown_for_the_whole_workplace_only():
    for measure_id in ("T7", "I12"):
        assert "bare for hele virksomheten" in library()[measure_id].evaluation.text.nb
