"""What a conversation leaves behind: what the group agreed on, in one version, by whoever may lead it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused, permits
from samspill.content.conversation import dialogue_conversation, result_conversation
from samspill.content.factors import factors
from samspill.measures.actions.conversations import (
    Beginning,
    Written,
    begin_conversation,
    drop_conversation,
    finish_conversation,
    save_step,
)
from samspill.measures.models import Choice, Conversation, Measure, OwnMeasure, Proposal
from samspill.measures.queries.conversations import (
    agreed,
    conversation_for,
    conversations_for,
    own_measures_for,
    people_of,
    suggestions,
    to_change,
    under_way_for,
)
from samspill.measures.rules.conversations import (
    Pick,
    Point,
    can_lead,
    check_can_begin,
    check_cards,
    check_causes,
    check_picks,
    check_points,
)
from samspill.measures.tests.conversations import about_figures, brought_to_agreement, with_cards
from samspill.measures.tests.plans import TODAY, a_plan
from samspill.pulses.tests.rounds import viewer_of
from tests.cast import Cast

LATER = timedelta(minutes=20)
KNOWN = set(factors())


@pytest.mark.parametrize(
    ("who", "leads_nord"),
    [("kari", False), ("jonas", True), ("amina", True), ("per", True), ("tor", True), ("siri", False)],
)
def test_leader_safety_representative_and_hr_may_lead_and_nobody_else(
    cast: Cast, who: str, *, leads_nord: bool
) -> None:
    assert can_lead(viewer_of(getattr(cast, who)), cast.nord.path) is leads_nord


def test_a_leader_leads_no_conversation_in_another_unit(cast: Cast) -> None:
    assert not can_lead(viewer_of(cast.jonas), cast.sor.path)


@pytest.mark.parametrize(
    ("facts", "is_fine"),
    [
        ({}, True),
        ({"kind": "dialogue", "has_figures": False}, True),
        ({"has_figures": False}, False),
        ({"is_under_way": True}, False),
        ({"minutes": 30}, False),
        ({"kind": "survey"}, False),
    ],
)
def test_how_a_conversation_may_begin(facts: dict[str, object], *, is_fine: bool) -> None:
    given = {"kind": "result", "minutes": 60, "has_figures": True, "is_under_way": False} | facts
    assert permits(check_can_begin, **given) is is_fine


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ([Point("MENGDE"), Point(), Point(text="Ro")], None),
        ([Point("MENGDE"), Point("FOKUS"), Point("ROLLE")], "Stopp ved 2"),
        ([Point("VÆRET")], "Velg en faktor"),
        ([Point(text="x" * 301)], "Skriv det kortere"),
    ],
)
def test_two_things_are_enough(points: list[Point], sentence: str | None) -> None:
    if sentence is None:
        check_points(points, kind="keep", most=2, known=KNOWN)
        return
    with pytest.raises(Refused, match=sentence):
        check_points(points, kind="keep", most=2, known=KNOWN)


@pytest.mark.parametrize(
    ("picks", "sentence"),
    [
        ([], "Velg minst ett"),
        ([Pick("a"), Pick("b"), Pick("c")], "høyst 2"),
        ([Pick("Ro", library_id="T99")], "fra listen"),
        ([Pick("x" * 121)], "høyst 120"),
        ([Pick("Ro"), Pick("ro")], "to ganger"),
    ],
)
def test_what_cannot_be_tried_is_said(picks: list[Pick], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        check_picks(picks, most=2)


def test_a_text_of_a_hundred_kilobytes_is_refused_with_its_length() -> None:
    with pytest.raises(Refused, match="100000 tegn"):
        check_causes("x" * 100_000)


def test_offensive_behaviour_is_not_laid_on_the_table_in_a_group() -> None:
    with pytest.raises(Refused, match="fra listen"):
        check_cards(["KRENK"])
    with pytest.raises(Refused, match="høyst 8"):
        check_cards([*list(factors())[:6], "RETTFERD", "TRYGG", "SAMSPILL"])


def test_a_conversation_goes_from_the_figures_to_the_plan(cast: Cast, now: datetime) -> None:
    jonas = viewer_of(cast.jonas)
    conversation = brought_to_agreement(about_figures(cast, by=jonas, now=now), by=jonas, now=now)
    plan = a_plan(cast.nord, title="Stilleblokker", conversation=conversation, responsible=cast.jonas)
    [measure] = finish_conversation(conversation=conversation, plans=[plan], by=jonas, now=now + LATER)
    conversation.refresh_from_db()
    assert (measure.status, measure.conversation) == ("decided", conversation)
    assert (conversation.finished_at, Choice.objects.count()) == (now + LATER, 0)
    found = conversation_for(jonas, conversation.pk)
    assert [str(one) for one in agreed(found, "keep", "nb")] == ["Støtte fra kolleger: Vi hjelper hverandre"]
    assert to_change(found) == ["FOKUS"]
    said = Event.objects.filter(action__in=["begin_conversation", "save_step", "finish_conversation"])
    assert said.count() == 7
    assert "Telefonen" not in str(list(said.values("detail", "subject_name")))


def test_what_a_safety_representative_leads_to_is_put_forward_for_the_leader_to_decide(
    cast: Cast, now: datetime
) -> None:
    amina = viewer_of(cast.amina)
    conversation = brought_to_agreement(with_cards(cast.sor, by=amina, now=now), by=amina, now=now)
    plan = a_plan(cast.sor, conversation=conversation)
    [measure] = finish_conversation(conversation=conversation, plans=[plan], by=amina, now=now)
    assert (measure.status, measure.proposed_by) == ("proposed", cast.amina)


def test_saving_a_step_again_replaces_what_it_said(cast: Cast, now: datetime) -> None:
    jonas = viewer_of(cast.jonas)
    conversation = with_cards(cast.nord, by=jonas, now=now)
    for text in ("Kaffen", "Morgenmøtet"):
        conversation = save_step(
            conversation=conversation,
            step_id="keep",
            written=Written(points=[Point(text=text)]),
            by=jonas,
            now=now,
        )
    assert [one.text for one in Proposal.objects.all()] == ["Morgenmøtet"]


def test_a_member_cannot_write_and_nobody_writes_in_a_finished_one(cast: Cast, now: datetime) -> None:
    jonas = viewer_of(cast.jonas)
    conversation = with_cards(cast.nord, by=jonas, now=now)
    with pytest.raises(Refused, match="Du kan følge den"):
        save_step(conversation=conversation, step_id="keep", written=Written(), by=viewer_of(cast.kari), now=now)
    finish_conversation(conversation=conversation, plans=[], by=jonas, now=now)
    with pytest.raises(Refused, match="ferdig"):
        save_step(conversation=conversation, step_id="keep", written=Written(), by=jonas, now=now)
    with pytest.raises(Refused, match="blir stående"):
        drop_conversation(conversation=conversation, by=jonas, now=now)


def test_a_plan_that_is_refused_leaves_the_conversation_as_it_was(cast: Cast, now: datetime) -> None:
    jonas = viewer_of(cast.jonas)
    conversation = brought_to_agreement(with_cards(cast.nord, by=jonas, now=now), by=jonas, now=now)
    good, late = a_plan(cast.nord), a_plan(cast.nord, due_on=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="Fristen"):
        finish_conversation(conversation=conversation, plans=[good, late], by=jonas, now=now)
    conversation.refresh_from_db()
    assert (conversation.finished_at, Measure.objects.count(), Choice.objects.count()) == (None, 0, 1)


def test_a_unit_has_one_conversation_at_a_time_and_another_when_it_is_dropped(cast: Cast, now: datetime) -> None:
    jonas = viewer_of(cast.jonas)
    conversation = with_cards(cast.nord, by=jonas, now=now)
    with pytest.raises(Refused, match="ikke er ferdig"):
        with_cards(cast.nord, by=jonas, now=now)
    drop_conversation(conversation=conversation, by=viewer_of(cast.amina), now=now)
    assert not Conversation.objects.exists()
    assert Event.objects.filter(action="drop_conversation").count() == 1
    with_cards(cast.nord, by=jonas, now=now)


def test_the_database_holds_one_at_a_time_and_what_each_kind_is_about(cast: Cast, now: datetime) -> None:
    with_cards(cast.nord, by=viewer_of(cast.jonas), now=now)
    row = {"organisation": cast.solvik, "unit": cast.nord, "kind": "dialogue", "began_at": now}
    for wrong in ({}, {"unit": cast.sor, "kind": "result"}, {"unit": cast.sor, "minutes": 30}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Conversation.objects.create(**row | wrong)


def test_only_those_who_may_see_the_unit_may_follow(cast: Cast, now: datetime) -> None:
    conversation = with_cards(cast.nord, by=viewer_of(cast.jonas), now=now)
    assert conversation_for(viewer_of(cast.kari), conversation.pk) == conversation
    assert list(conversations_for(viewer_of(cast.kari))) == [conversation]
    for stranger in (cast.ola, cast.crew[8]):
        with pytest.raises(Hidden):
            conversation_for(viewer_of(stranger), conversation.pk)
    assert under_way_for(viewer_of(cast.kari)) == []
    assert under_way_for(viewer_of(cast.amina)) == [conversation]


def test_dialogue_works_for_a_workplace_of_four_that_has_never_measured(cast: Cast, now: datetime) -> None:
    jonas = viewer_of(cast.jonas)
    conversation = begin_conversation(unit=cast.nord, how=Beginning("dialogue", 60), by=jonas, now=now)
    assert (conversation.pulse_round, conversation.step) == (None, 0)


def test_suggestions_begin_with_the_organisation_and_give_each_factor_its_turn() -> None:
    found = suggestions(["FOKUS", "RETTFERD"])
    levels = [str(one.level) for one in found]
    assert levels == sorted(levels, key=["organisation", "team", "individual"].index)
    assert any("FOKUS" in one.factors for one in found)
    assert any("RETTFERD" in one.factors for one in found)
    assert len(found) <= 6
    assert suggestions([]) == []


def test_own_measures_are_offered_for_their_factors(cast: Cast) -> None:
    own = OwnMeasure.objects.create(
        organisation=cast.solvik, title="Vakttelefon", summary="Én tar den", level="team", factors=["FOKUS"], effort="S"
    )
    assert own_measures_for(viewer_of(cast.jonas), ["FOKUS"]) == [own]
    assert own_measures_for(viewer_of(cast.jonas), ["TRYGG"]) == []
    assert own_measures_for(viewer_of(cast.ola), ["FOKUS"]) == []


def test_responsible_is_somebody_of_the_unit_its_leader_or_oneself(cast: Cast) -> None:
    names = [one.name for one in people_of(viewer_of(cast.amina), cast.nord, TODAY)]
    assert {"Kari Nes", "Jonas Vik", "Amina Ali"} <= set(names)
    assert "Tor Lie" not in names
    assert names == sorted(set(names))
    cast.kari.left_on = date(2026, 1, 1)
    cast.kari.save()
    assert "Kari Nes" not in [one.name for one in people_of(viewer_of(cast.jonas), cast.nord, TODAY)]


@pytest.mark.parametrize("script", [result_conversation(), dialogue_conversation()])
def test_every_step_of_the_shipped_scripts_can_be_saved(cast: Cast, now: datetime, script) -> None:
    jonas = viewer_of(cast.jonas)
    is_cards = script.steps[0].id == "cards"
    conversation = with_cards(cast.nord, by=jonas, now=now) if is_cards else about_figures(cast, by=jonas, now=now)
    done = brought_to_agreement(conversation, by=jonas, now=now)
    assert script.steps[done.step].output == "responsible"
    with pytest.raises(LookupError):
        save_step(conversation=done, step_id="dance", written=Written(), by=jonas, now=now)
