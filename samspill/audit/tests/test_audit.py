"""One line for each thing somebody did, kept when what it tells of is gone; and how a rule says no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest
from django.db import transaction

from samspill.audit.actions import record
from samspill.audit.models import Event
from samspill.audit.queries import events_for
from samspill.audit.rules import Refused, permits
from tests.cast import Cast, make_unit


@dataclass(frozen=True)
class Worker:
    organisation_id: int
    user_id: None = None
    name: str = "Samspill"


def test_a_line_tells_who_did_what_to_what_and_outlives_it(cast: Cast, now: datetime) -> None:
    unit = make_unit(cast.solvik, "Kortlevd", cast.root)
    record("close_unit", by=Worker(cast.solvik.pk), now=now, subject=unit, why="flyttet")
    key = unit.pk
    unit.delete()
    line = Event.objects.get()
    assert (line.organisation_id, line.actor_id, line.actor_name) == (cast.solvik.pk, None, "Samspill")
    assert (line.subject_type, line.subject_id, line.subject_name) == ("Unit", str(key), "Kortlevd")
    assert (line.at, line.action, line.detail) == (now, "close_unit", {"why": "flyttet"})


def test_a_line_goes_with_the_change_it_tells_of(cast: Cast, now: datetime) -> None:
    with transaction.atomic():
        record("close_unit", by=Worker(cast.solvik.pk), now=now)
        transaction.set_rollback(True)
    assert not Event.objects.exists()


def test_an_organisation_reads_its_own_lines_the_newest_first(cast: Cast, now: datetime) -> None:
    for action, organisation in (("first", cast.solvik), ("elsewhere", cast.other), ("second", cast.solvik)):
        record(action, by=Worker(organisation.pk), now=now)
    assert [line.action for line in events_for(cast.solvik.pk)] == ["second", "first"]


def test_a_rule_that_raises_something_else_is_not_a_no() -> None:
    def refuses() -> None:
        raise Refused("Nei.")

    def breaks() -> None:
        raise ZeroDivisionError

    assert permits(lambda: None)
    assert not permits(refuses)
    with pytest.raises(ZeroDivisionError):
        permits(breaks)
