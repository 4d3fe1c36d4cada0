from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import translation

from samspill.audit.models import Event
from samspill.audit.rules import Refused
from samspill.organisations.models import Assignment, Measurement, Person, Post, Role, Unit
from samspill.organisations.rules import Worker
from samspill.pulses.actions import cancel_round, forget_round, open_round, stop_receiving
from samspill.pulses.keys import round_key
from samspill.pulses.models import Cell, Channel, Consultation, Participant, PulseRound, Token
from samspill.pulses.queries import locked_lines, token_state
from samspill.pulses.tests.rounds import a_planned_round, an_open_round, link_of, viewer_of
from samspill.sealing import CannotOpen
from tests.cast import give_role, make_person, make_unit


@pytest.fixture(autouse=True)
def consulted(cast, now):
    return Consultation.objects.create(
        organisation=cast.solvik,
        held_on=date(2026, 1, 8),
        participants="Per, Amina",
        recorded_by="Per Moe",
        recorded_at=now,
    )


def opened(cast, now, **fields):
    return open_round(pulse_round=a_planned_round(cast, now, **fields), by=Worker(cast.solvik.pk), now=now)


def let_nobody_approve():
    """Without a safety representative changes of membership are not asked about."""
    Assignment.objects.filter(role=Role.SAFETY_REP).delete()


def cell_of(person):
    return Participant.objects.get(person=person).cell


def test_everybody_is_in_exactly_one_cell_of_at_least_five(cast, now):
    pulse_round = opened(cast, now)
    cells = {cell.key: cell.invited for cell in Cell.objects.all()}
    # Kari, Amina and the crews of eight; Per, Siri and the two leaders are four at the root, and join the largest.
    assert cells == {"hjemmetjenesten-nord": 9 + 4, "hjemmetjenesten-sør": 9, "teknisk": 8}
    assert Cell.objects.get(includes_remainder=True).key == "hjemmetjenesten-nord"
    assert sum(cells.values()) == Participant.objects.count() == 30
    assert all(invited >= 5 for invited in cells.values())
    assert pulse_round.locked["invited"] == 30


def test_a_leader_answers_in_the_unit_above(cast, now):
    for number in range(5):
        make_person(cast.helse, f"Helsesjef {number}")
    opened(cast, now)
    assert Participant.objects.get(person=cast.jonas).home == cast.helse
    assert cell_of(cast.jonas).key == "helse:rest"


def test_the_top_leader_is_not_invited(cast, now):
    give_role(cast.per, Role.LEADER, cast.root)
    opened(cast, now)
    assert not Participant.objects.filter(person=cast.per).exists()


def test_hired_in_people_are_invited(cast, now):
    Person.objects.filter(pk=cast.crew[0].pk).update(is_hired_in=True)
    opened(cast, now)
    assert Participant.objects.filter(person=cast.crew[0]).exists()


def test_a_unit_that_answers_with_the_one_above_has_no_cell_of_its_own(cast, now):
    Unit.objects.filter(pk=cast.nord.pk).update(measurement=Measurement.WITH_PARENT)
    opened(cast, now)
    assert cell_of(cast.kari).key == "helse:rest"
    assert Participant.objects.get(person=cast.kari).home == cast.nord


def test_people_of_a_unit_in_dialogue_mode_are_not_invited(cast, now):
    Unit.objects.filter(pk=cast.nord.pk).update(measurement=Measurement.DIALOGUE)
    opened(cast, now)
    assert not Participant.objects.filter(person=cast.kari).exists()
    assert Participant.objects.filter(person=cast.jonas).exists()


def test_an_audience_is_whole_units(cast, now):
    pulse_round = a_planned_round(cast, now)
    pulse_round.audience.update(unit=cast.helse)
    open_round(pulse_round=pulse_round, by=Worker(cast.solvik.pk), now=now)
    homes = set(Participant.objects.values_list("home__name", flat=True))
    assert homes == {"Helse", "Hjemmetjenesten Nord", "Hjemmetjenesten Sør"}


def test_who_has_e_mail_gets_a_link_and_the_others_codes(cast, now):
    opened(cast, now)
    by_link = Participant.objects.filter(channel=Channel.LINK)
    assert set(by_link.values_list("person__email", flat=True)) == {
        f"{name}@solvik.example" for name in ("kari", "jonas", "amina", "per", "tor")
    } | {"siri@bht.example"}
    assert Token.objects.count() == by_link.count() == 6
    assert Participant.objects.filter(channel=Channel.CODE).count() == 24


def test_the_link_works_as_soon_as_the_round_is_open(cast, now):
    pulse_round = opened(cast, now)
    assert token_state(link_of(cast.kari, pulse_round), now=now).kind == "ok"


def test_the_terms_are_locked_and_written_down(cast, now):
    locked = opened(cast, now).locked
    assert locked["k"] == 5
    assert locked["items"] == ["P1", "P2", "P3"]
    assert [unit["name"] for unit in locked["audience"]] == ["Solvik"]
    assert {"role": "hr", "label": "HR- og HMS-rådgiver", "count": 2, "names": ["Per Moe", "Tor Lie"]} in locked[
        "readers"
    ]
    assert locked["attribute"] is None


def test_the_locked_terms_are_told_in_words(cast, now):
    lines = dict(locked_lines(opened(cast, now)))
    assert lines["Hvem som er spurt"] == "Solvik. 30 er invitert."
    assert "verneombud (Amina Ali)" in lines["Hvem leser tallene"]
    assert lines["Kommentarer"] == "Ikke i denne målingen."


def test_all_the_locked_readers_are_told_in_the_readers_language(cast, now):
    pulse_round = opened(cast, now)
    with translation.override("en"):
        assert "everyone who works here (" in dict(locked_lines(pulse_round))["Who reads the figures"]


def test_the_organisations_higher_minimum_holds(cast, now):
    cast.solvik.minimum_group = 9
    cast.solvik.save()
    opened(cast, now)
    assert all(cell.invited >= 9 for cell in Cell.objects.all())


def test_opening_is_written_in_the_audit_with_counts_only(cast, now):
    opened(cast, now)
    line = Event.objects.get(action="open_round")
    assert (line.actor_name, line.detail) == ("Samspill", {"invited": 30, "cells": Cell.objects.count()})


def test_a_refused_opening_leaves_nothing_behind(cast, now):
    Consultation.objects.all().delete()
    with pytest.raises(Refused, match="drøftingsprotokollen"):
        opened(cast, now)
    assert not Participant.objects.exists()
    assert PulseRound.objects.get().state == "planned"


def test_a_workplace_of_four_is_offered_conversation_instead(cast, now):
    Post.objects.exclude(person__in=cast.crew[:4]).delete()
    with pytest.raises(Refused, match=r"Bare 4 kan inviteres.*samtale"):
        opened(cast, now)


def test_a_member_may_not_open_a_round(cast, now):
    with pytest.raises(Refused, match="HR"):
        open_round(pulse_round=a_planned_round(cast, now), by=viewer_of(cast.kari), now=now)


@pytest.mark.parametrize(("away", "refused"), [(0, False), (1, True), (4, True), (5, False)])
def test_an_audience_that_differs_by_a_few_within_a_fortnight_is_refused(cast, now, away, refused):
    opened(cast, now)
    soon = now + timedelta(days=13)
    for person in cast.crew[:away]:
        Post.objects.filter(person=person).update(valid_to=now.date())
    let_nobody_approve()
    if not refused:
        opened(cast, soon)
        return
    with pytest.raises(Refused, match="nesten de samme"):
        opened(cast, soon)


def test_after_a_fortnight_a_few_more_or_fewer_are_no_matter(cast, now):
    opened(cast, now)
    let_nobody_approve()
    Post.objects.filter(person=cast.crew[0]).update(valid_to=now.date())
    assert opened(cast, now + timedelta(days=15)).state == "open"


def test_a_published_round_still_guards_the_next(cast, now):
    """Who took part is forgotten at the close; who was invited is what the next round is compared with."""
    first = opened(cast, now)
    PulseRound.objects.filter(pk=first.pk).update(state="closing")
    forget_round(pulse_round=first)
    PulseRound.objects.filter(pk=first.pk).update(state="published", published_at=now)
    assert set(Participant.objects.values_list("has_answered", flat=True)) == {None}
    let_nobody_approve()
    Post.objects.filter(person=cast.crew[0]).update(valid_to=now.date())
    with pytest.raises(Refused, match="nesten de samme"):
        opened(cast, now + timedelta(days=10))


def test_forgetting_takes_tokens_and_key(cast, now):
    pulse_round = opened(cast, now)
    PulseRound.objects.update(state="closing")
    forget_round(pulse_round=pulse_round)
    assert not Token.objects.exists()
    with pytest.raises(CannotOpen):
        round_key(PulseRound.objects.get())


@pytest.mark.parametrize(("people", "curators", "on"), [(0, 2, True), (0, 1, False), (-8, 2, False)])
def test_comments_need_thirty_employees_and_two_curators_who_lead_nobody(cast, now, people, curators, on):
    """Per (HR) and Amina (safety representative) may curate; Tor is HR too, but leads Teknisk."""
    if curators < 2:
        Assignment.objects.filter(person=cast.amina).delete()
    for person in cast.crew[:-people] if people else []:
        Post.objects.filter(person=person).delete()
    assert opened(cast, now, has_comments=True).has_comments is on


def test_stopping_waits_for_the_time_and_then_takes_no_more(cast, now):
    pulse_round = an_open_round(cast, now)
    with pytest.raises(Refused):
        stop_receiving(pulse_round=pulse_round, by=Worker(cast.solvik.pk), now=now)
    stopped = stop_receiving(pulse_round=pulse_round, by=Worker(cast.solvik.pk), now=pulse_round.closes_at)
    assert stopped.state == "closing"
    assert Event.objects.filter(action="stop_receiving").count() == 1


def test_calling_off_an_open_round_destroys_everything_collected(cast, now):
    pulse_round = an_open_round(cast, now)
    tally = apps.get_model("answers", "Tally")
    tally.objects.create(pulse_round=pulse_round, cell=pulse_round.cells.get(), sealed=b"sealed")
    with pytest.raises(Refused, match="slettes"):
        cancel_round(pulse_round=pulse_round, by=viewer_of(cast.per), now=now)
    cancel_round(pulse_round=pulse_round, by=viewer_of(cast.per), now=now, destroys_answers=True)
    assert [model.objects.count() for model in (tally, Participant, Token, Cell)] == [0, 0, 0, 0]
    pulse_round.refresh_from_db()
    assert (pulse_round.state, pulse_round.sealed_key) == ("cancelled", None)
    assert Event.objects.get(action="cancel_round").detail == {"destroyed_answers": True}


def test_the_number_of_statements_does_not_grow_with_the_workplace(cast, now, django_assert_max_num_queries):
    for number in range(12):
        unit = make_unit(cast.solvik, f"Enhet {number}", cast.root)
        for person in range(6):
            make_person(unit, f"Person {number} {person}")
    planned = a_planned_round(cast, now)
    with django_assert_max_num_queries(36):
        open_round(pulse_round=planned, by=Worker(cast.solvik.pk), now=now)


def test_the_database_keeps_no_open_round_without_its_key_and_no_published_one_without_its_day(cast, now):
    pulse_round = a_planned_round(cast, now)
    for wrong in ({"state": "open"}, {"state": "published"}, {"state": "not_published"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PulseRound.objects.filter(pk=pulse_round.pk).update(**wrong)
    PulseRound.objects.filter(pk=pulse_round.pk).update(state="published", published_at=now)
