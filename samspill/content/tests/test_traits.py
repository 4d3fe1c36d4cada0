import pytest

from samspill.content.factors import characteristics, risks
from samspill.content.language import LANGUAGES
from samspill.content.measures import Level
from samspill.content.source import ContentError
from samspill.content.traits import trait, traits

every_trait = pytest.mark.parametrize("found", traits().values(), ids=traits())


def test_there_are_six_characteristics_and_then_six_risks():
    assert tuple(traits()) == (*characteristics(), *risks())
    assert [found.kind for found in traits().values()] == ["characteristic"] * 6 + ["risk"] * 6
    assert trait("K3").name == characteristics()["K3"]


@every_trait
def test_each_tells_what_it_looks_like_and_what_to_ask(found):
    assert len(found.good) >= 2
    assert len(found.poor) == 3
    assert len(found.questions) == 3
    assert all(question.nb.endswith("?") for question in found.questions)
    for language in LANGUAGES:
        assert len(found.explanation.in_language(language)) <= 240
        assert len(found.guidance.in_language(language)) <= 240


@every_trait
def test_each_is_asked_about_touches_the_law_and_comes_from_a_factor(found):
    assert found.factors()
    assert found.items()
    references = [provision.reference for provision in found.provisions()]
    assert references
    assert len(set(references)) == len(references)


@every_trait
def test_its_measures_begin_with_work_itself_and_concern_its_factors(found):
    levels = [measure.level for measure in found.suggested()]
    assert levels[0] is not Level.INDIVIDUAL
    assert len([level for level in levels if level is not Level.INDIVIDUAL]) >= 2
    codes = {factor.code for factor in found.factors()}
    for measure in found.suggested():
        assert codes & set(measure.factors), measure.id


def test_roles_are_asked_about_in_the_items_on_goals_and_on_conflicting_demands():
    assert [item.id for item in trait("K1").items()] == ["B01", "B02", "B03", "B04", "B05"]
    assert [each.reference for each in trait("K1").provisions()] == ["aml § 4-3 (2) a"]


def test_what_is_neither_is_refused_by_name():
    with pytest.raises(ContentError, match="K7"):
        trait("K7")
