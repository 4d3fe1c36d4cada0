from __future__ import annotations

from datetime import timedelta

import pytest

from samspill.audit.models import Event
from samspill.audit.rules import Refused
from samspill.organisations.models import Assignment, Post, Role
from samspill.pulses.actions import approve_membership
from samspill.pulses.models import MembershipApproval
from samspill.pulses.queries import changed_units_for
from samspill.pulses.queries.memberships import unapproved_units
from samspill.pulses.tests.rounds import a_planned_round, viewer_of
from tests.cast import give_role, make_person


@pytest.fixture
def pulse_round(cast, now):
    return a_planned_round(cast, now, opens_at=now + timedelta(days=3))


@pytest.fixture
def newcomer(cast, now):
    return make_person(cast.nord, "Nils Ny", since=now.date() - timedelta(days=10))


def seen_by(person, pulse_round):
    return [unit.digest for unit in changed_units_for(viewer_of(person), pulse_round)]


def test_a_change_of_the_last_thirty_days_waits_for_the_safety_representative(cast, now, pulse_round, newcomer):
    assert unapproved_units(pulse_round, now.date()) == ("Hjemmetjenesten Nord",)
    (unit,) = changed_units_for(viewer_of(cast.amina), pulse_round)
    assert [(change.person_name, change.kind) for change in unit.changes] == [("Nils Ny", "came")]


def test_an_old_change_needs_nobodys_yes(cast, now, pulse_round):
    make_person(cast.nord, "Gro Gammel", since=now.date() - timedelta(days=40))
    assert unapproved_units(pulse_round, now.date()) == ()


def test_approving_is_remembered_and_audited(cast, now, pulse_round, newcomer):
    approve_membership(
        pulse_round=pulse_round, seen=seen_by(cast.amina, pulse_round), by=viewer_of(cast.amina), now=now
    )
    assert unapproved_units(pulse_round, now.date()) == ()
    assert MembershipApproval.objects.get().approved_by == cast.amina
    assert Event.objects.get(action="approve_membership").detail == {"units": ["Hjemmetjenesten Nord"]}


def test_a_later_change_asks_again(cast, now, pulse_round, newcomer):
    approve_membership(
        pulse_round=pulse_round, seen=seen_by(cast.amina, pulse_round), by=viewer_of(cast.amina), now=now
    )
    make_person(cast.nord, "Nora Nyere", since=now.date())
    assert unapproved_units(pulse_round, now.date()) == ("Hjemmetjenesten Nord",)


def test_a_list_that_has_changed_since_it_was_read_is_not_approved(cast, now, pulse_round, newcomer):
    seen = seen_by(cast.amina, pulse_round)
    Post.objects.filter(person=newcomer).update(unit=cast.sor)
    with pytest.raises(Refused, match="Les den på nytt"):
        approve_membership(pulse_round=pulse_round, seen=seen, by=viewer_of(cast.amina), now=now)


@pytest.mark.parametrize("name", ["kari", "jonas", "per", "tor"])
def test_nobody_else_is_asked_or_may_approve(cast, now, pulse_round, newcomer, name):
    assert changed_units_for(viewer_of(getattr(cast, name)), pulse_round) == []
    with pytest.raises(Refused):
        approve_membership(
            pulse_round=pulse_round, seen=seen_by(cast.amina, pulse_round), by=viewer_of(getattr(cast, name)), now=now
        )


def test_where_nobody_represents_the_unit_the_chief_is_asked_else_nobody(cast, now, pulse_round):
    make_person(cast.teknisk, "Tea Ny", since=now.date())
    assert unapproved_units(pulse_round, now.date()) == ()
    give_role(cast.crew[0], Role.CHIEF_SAFETY_REP)
    assert unapproved_units(pulse_round, now.date()) == ("Teknisk",)


def test_a_unit_outside_the_audience_is_not_asked_about(cast, now, pulse_round, newcomer):
    pulse_round.audience.update(unit=cast.teknisk)
    assert unapproved_units(pulse_round, now.date()) == ()


def test_a_new_leader_is_a_change_too(cast, now, pulse_round):
    role = give_role(cast.kari, Role.LEADER, cast.nord)
    Assignment.objects.filter(pk=role.pk).update(valid_from=now.date())
    assert unapproved_units(pulse_round, now.date()) == ("Hjemmetjenesten Nord",)
