import pytest

from samspill.content.factors import factors
from samspill.content.items import item_bank
from samspill.content.law import provisions
from samspill.content.measures import (
    Effort,
    Grade,
    Level,
    effort_words,
    grade_words,
    library,
    library_measure,
    measures_for_factor,
    short_grade_words,
)
from samspill.content.references import reference, references
from samspill.content.source import ContentError

every_measure = pytest.mark.parametrize("measure", library().values(), ids=library())


def test_the_library_has_twelve_measures_on_each_level_and_begins_with_the_organisation():
    assert tuple(library()) == tuple(f"{letter}{number}" for letter in "OTI" for number in range(1, 13))
    assert [measure.level for measure in library().values()] == [level for level in Level for _ in range(12)]


@every_measure
def test_a_measure_names_factors_law_items_and_references_that_exist(measure):
    assert measure.factors
    assert set(measure.factors) <= set(factors())
    assert measure.law
    assert set(measure.law) <= set(provisions())
    assert set(measure.evaluation.items) <= set(item_bank().items)
    assert all(found.id in references() for found in measure.references())


@every_measure
def test_a_measure_can_be_evaluated_by_an_item_or_a_fact_unless_it_is_kept_outside(measure):
    assert bool(measure.evaluation.items or measure.evaluation.facts) == (measure.id != "I10")


@every_measure
def test_an_individual_measure_goes_with_one_on_work_itself(measure):
    partners = [library_measure(each) for each in measure.pair_with]
    assert bool(partners) == (measure.level is Level.INDIVIDUAL)
    assert all(partner.level is not Level.INDIVIDUAL for partner in partners)


@pytest.mark.parametrize("code", factors())
def test_every_factor_has_two_measures_on_work_itself_and_they_come_first(code):
    levels = [measure.level for measure in measures_for_factor(code)]
    assert len([level for level in levels if level is not Level.INDIVIDUAL]) >= 2
    assert levels == sorted(levels, key=list(Level).index)


def test_what_concerns_every_factor_is_offered_last():
    assert measures_for_factor("ROLLE")[-1].id == "I10"
    assert library_measure("I10").concerns_every_factor


def test_duties_and_measures_that_can_do_harm_alone_are_marked():
    assert {each.id for each in library().values() if each.is_duty} == {"O9", "O10", "O11", "O12", "I10", "I12"}
    assert {each.id for each in library().values() if each.can_backfire} == {"T8", "I5", "I11"}


def test_a_measure_graded_twice_says_what_each_grade_is_about():
    for measure in library().values():
        if len(measure.evidence) > 1:
            assert all(evidence.about for evidence in measure.evidence)
    assert [each.grade for each in library_measure("O7").evidence] == [Grade.A, Grade.C]


def test_every_grade_and_effort_is_explained():
    assert set(grade_words()) == set(short_grade_words()) == set(Grade)
    assert set(effort_words()) == set(Effort)


def test_a_reference_with_a_doi_links_to_it():
    assert reference("aust_2023").link == "https://doi.org/10.5271/sjweh.4097"
    assert reference("bht_mapping").link == ""


@pytest.mark.parametrize(("ask", "name"), [(library_measure, "O99"), (reference, "nobody_1999")])
def test_what_does_not_exist_is_refused_by_name(ask, name):
    with pytest.raises(ContentError, match=name):
        ask(name)
