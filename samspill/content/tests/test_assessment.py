import pytest

from samspill.content.assessment import (
    band_of,
    band_words,
    change_questions,
    coverage_provisions,
    evidence_sources,
    facts,
    internal_control,
    prompts,
    steps_of,
)
from samspill.content.factors import factors
from samspill.content.source import ContentError


@pytest.mark.parametrize("scale", ["probability", "consequence"])
def test_each_scale_has_a_word_and_a_description_for_four_steps(scale):
    steps = steps_of(scale)
    assert tuple(steps) == (1, 2, 3, 4)
    assert len({step.name.nb for step in steps.values()}) == 4
    assert all(step.description for step in steps.values())


@pytest.mark.parametrize(
    ("probability", "consequence", "band"),
    [(1, 1, "low"), (1, 4, "low"), (2, 2, "low"), (2, 3, "medium"), (4, 2, "medium"), (3, 3, "high"), (4, 4, "high")],
)
def test_a_risk_falls_in_one_of_three_bands(probability, consequence, band):
    assert band_of(probability, consequence) == band
    assert band_of(consequence, probability) == band
    assert "risiko" in band_words()[band].nb


@pytest.mark.parametrize(("probability", "consequence"), [(0, 1), (5, 1), (1, 0), (1, 5)])
def test_a_risk_outside_the_scales_is_refused(probability, consequence):
    with pytest.raises(ContentError, match="no risk"):
        band_of(probability, consequence)


def test_absence_is_a_figure_for_ten_people_or_more_and_the_other_facts_for_any_unit():
    assert len(facts()) == 10
    assert {fact.id: fact.minimum for fact in facts().values() if fact.minimum} == {"short_absence": 10}
    assert "minst ti" in evidence_sources()["absence"].hint.nb


def test_every_fact_tells_of_factors_that_exist_and_says_what_it_is_counted_in():
    for fact in facts().values():
        assert fact.factors
        assert set(fact.factors) <= set(factors())
        assert fact.unit


def test_internal_control_has_its_eight_points_and_says_which_are_written():
    headings = internal_control()
    assert [heading.number for heading in headings] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [heading.number for heading in headings if heading.written] == [4, 5, 6, 7, 8]
    assert all(heading.guidance.nb.endswith("?") for heading in headings)


def test_the_coverage_goes_through_the_four_letters_first_and_touches_every_factor():
    references = [found.reference for found in coverage_provisions()]
    assert references[:4] == [f"aml § 4-3 (2) {letter}" for letter in "abcd"]
    assert len(set(references)) == len(references)
    for factor in factors().values():
        assert set(factor.law) & set(references), factor.code


def test_a_change_is_thought_through_before_it_and_looked_at_after_it():
    assert [question.id for question in change_questions()] == [
        "what",
        "who",
        "heard",
        "worse",
        "better",
        "when",
        "review",
    ]
    assert all(question.name.nb.endswith("?") for question in change_questions())


def test_the_questions_of_an_assessment_ask_for_the_whole_and_for_who_took_part():
    assert {"reasoning", "combined", "participation", "residual", "not_relevant"} <= set(prompts())
    assert "sammen" in prompts()["combined"].nb
    assert "verneombudet" in prompts()["participation"].nb
