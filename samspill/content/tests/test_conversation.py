import pytest

from samspill.content.conversation import dialogue_conversation, factor_card, factor_cards, result_conversation
from samspill.content.factors import factors
from samspill.content.source import ContentError

BOTH = (result_conversation(), dialogue_conversation())


@pytest.mark.parametrize("conversation", BOTH, ids=["result", "dialogue"])
@pytest.mark.parametrize("length", [45, 60])
def test_the_steps_fill_the_meeting_to_the_minute(conversation, length):
    assert conversation.minutes(length) == length


@pytest.mark.parametrize("conversation", BOTH, ids=["result", "dialogue"])
def test_a_conversation_goes_from_what_is_to_what_is_agreed(conversation):
    outputs = [step.output for step in conversation.steps]
    assert outputs == ["", "keep", "change", "causes", "measures", "responsible"]
    most = {step.output: step.most for step in conversation.steps}
    assert (most["keep"], most["change"], most["measures"]) == (2, 2, 2)


@pytest.mark.parametrize("conversation", BOTH, ids=["result", "dialogue"])
def test_every_step_is_a_question_with_words_for_whoever_leads(conversation):
    for step in conversation.steps:
        assert step.question.nb.endswith("?")
        assert len(step.how.nb) <= 240
        assert len(step.say.nb) <= 160


def test_in_a_group_nobody_is_asked_what_they_answered_and_serious_matters_are_taken_elsewhere():
    rules = " ".join(rule.nb for rule in result_conversation().ground_rules)
    assert "hvem som svarte hva" in rules
    for conversation in BOTH:
        assert "alvorlig mellom personer" in " ".join(rule.nb for rule in conversation.ground_rules)


def test_dialogue_mode_says_that_only_what_is_agreed_on_is_stored():
    assert "lagrer bare det dere blir enige om" in dialogue_conversation().introduction.nb


def test_there_is_a_card_for_every_factor_but_what_is_not_for_a_group():
    assert set(factors()) - set(factor_cards()) == {"KRENK", "VOLD"}
    for code, card in factor_cards().items():
        assert card.factor.code == code
        assert len({card.good.nb, card.strained.nb, card.keep.nb, card.change.nb}) == 4
    with pytest.raises(ContentError, match="VOLD"):
        factor_card("VOLD")
