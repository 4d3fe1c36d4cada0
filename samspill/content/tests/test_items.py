import pytest

from samspill.content.factors import characteristics, factors, risks
from samspill.content.items import PULSE_ITEMS, item_bank
from samspill.content.law import link_to, provision, provisions
from samspill.content.source import ContentError

BANK = item_bank()


def test_the_bank_holds_three_pulse_items_twenty_seven_others_and_two_about_violence():
    numbered = tuple(f"B{number:02}" for number in range(1, 28))
    assert tuple(BANK.items) == (*PULSE_ITEMS, *numbered, "V1", "V2")


def test_the_bank_says_itself_that_it_is_original_open_and_not_yet_validated():
    assert BANK.licence == "CC BY 4.0"
    assert not BANK.validated
    assert "ikke validert" in BANK.statement.nb
    assert len(BANK.validation_plan) >= 4


def test_the_scale_has_a_word_for_each_of_five_steps():
    assert BANK.scale.values == (1, 2, 3, 4, 5)
    assert BANK.scale.label(1).nb == "Aldri eller nesten aldri"
    assert BANK.scale.label(5).en == "Always or almost always"


@pytest.mark.parametrize("item", BANK.items.values(), ids=BANK.items)
def test_every_item_has_its_texts_factor_law_frame_and_direction(item):
    assert not item.text.missing()
    assert not item.label.missing()
    assert len(item.label.nb) <= 40
    assert item.factor in factors()
    assert set(item.also) <= set(factors())
    assert item.law
    assert all(tag in provisions() for tag in item.law)
    assert item.direction in ("+", "-")
    assert item.frame in BANK.frames


def test_exactly_the_items_worded_against_us_are_turned_round():
    assert [item.id for item in BANK.items.values() if item.reversed] == ["B04", "B07", "B08", "B22", "B25"]


def test_what_tells_of_offensive_behaviour_or_violence_is_sensitive():
    assert [item.id for item in BANK.items.values() if item.sensitive] == ["B22", "V1", "V2"]


def test_pulse_items_ask_about_four_weeks_and_all_point_upwards():
    for item in BANK.chosen(PULSE_ITEMS):
        assert item.frame == "four_weeks"
        assert not item.reversed


def test_no_two_items_share_a_text_or_a_label():
    for language in ("nb", "nn", "en"):
        for texts in ("text", "label"):
            said = [getattr(item, texts).in_language(language) for item in BANK.items.values()]
            assert len(set(said)) == len(said)


def test_an_unknown_item_is_refused_by_name():
    with pytest.raises(ContentError, match="B99"):
        BANK.item("B99")


def test_there_are_seventeen_factors_each_with_questions_to_talk_about():
    assert len(factors()) == 17
    for factor in factors().values():
        assert 2 <= len(factor.questions) <= 3
        assert factor.explanation
        assert factor.provisions()


def test_every_factor_but_violence_is_asked_about_in_the_bank_and_violence_in_the_add_on():
    asked = {item.factor for item in BANK.items.values()} | {code for item in BANK.items.values() for code in item.also}
    assert asked == set(factors())


def test_the_six_characteristics_and_six_risks_are_all_covered_by_factors():
    assert {factor.characteristic for factor in factors().values()} - {""} == set(characteristics())
    assert {factor.risk for factor in factors().values()} - {""} == set(risks())


def test_all_four_letters_of_the_law_are_covered_by_the_bank():
    tags = {tag for item in BANK.items.values() for tag in item.law}
    assert {f"aml § 4-3 (2) {letter}" for letter in "abcd"} <= tags


def test_the_new_paragraph_counts_from_the_first_of_january_2026():
    for found in provisions().values():
        if found.in_4_3:
            assert str(found.valid_from) == "2026-01-01"


@pytest.mark.parametrize(
    ("reference", "link"),
    [
        ("aml § 4-3 (2) a", "https://lovdata.no/lov/2005-06-17-62/§4-3"),
        ("aml § 2 A-6", "https://lovdata.no/lov/2005-06-17-62/§2A-6"),
        ("aml kap. 10", "https://lovdata.no/lov/2005-06-17-62"),
        ("ldl § 26 a", "https://lovdata.no/lov/2017-06-16-51/§26a"),
        ("ldl § 26", "https://lovdata.no/lov/2017-06-16-51/§26"),
        ("internkontrollforskriften § 5", "https://lovdata.no/forskrift/1996-12-06-1127/§5"),
        ("GDPR art. 13", "https://lovdata.no/lov/2018-06-15-38"),
    ],
)
def test_a_reference_links_to_its_paragraph_at_lovdata(reference, link):
    assert provision(reference).link == link


def test_a_reference_to_an_unknown_law_is_refused():
    with pytest.raises(ContentError, match="vegloven"):
        link_to("vegloven § 1", {"aml": "https://lovdata.no/lov/2005-06-17-62"})
    with pytest.raises(ContentError, match="99-9"):
        provision("aml § 99-9")
