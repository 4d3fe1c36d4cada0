from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.audit.actions import Actor, record
from samspill.measures.models import Measure, Note, SharedPlan
from samspill.measures.queries.homes import leaders_of, left_behind, successors
from samspill.organisations.models import Unit


def move_plans(*, organisation_id: int, by: Actor, now: datetime) -> int:
    """The plan of a unit that is no longer there goes on in its successor, and says where it came from."""
    homes = successors(organisation_id, timezone.localdate(now))
    units = Unit.objects.in_bulk({*homes, *homes.values()})
    for closed, home in homes.items():
        _move_plan(units[closed], units[home], by, now)
    return len(homes)


@transaction.atomic
def _move_plan(closed: Unit, home: Unit, by: Actor, now: datetime) -> None:
    plan = Measure.objects.filter(unit=closed)
    plan.filter(moved_from=None).update(moved_from=closed)
    plan.update(unit=home)
    SharedPlan.objects.filter(unit=closed).delete()
    record("move_plan", by=by, now=now, subject=closed, unit=home.name)


def hand_over_measures(*, organisation_id: int, by: Actor, now: datetime) -> int:
    """What somebody who has left was responsible for falls to the unit's leader, and a note says so."""
    today = timezone.localdate(now)
    measures = left_behind(organisation_id, today)
    leaders = leaders_of([measure.unit for measure in measures], today)
    handed = [measure for measure in measures if measure.unit_id in leaders]
    for measure in handed:
        _hand_over(measure, leaders[measure.unit_id].pk, leaders[measure.unit_id].name, by=by, now=now)
    return len(handed)


@transaction.atomic
def _hand_over(measure: Measure, leader: int, name: str, *, by: Actor, now: datetime) -> None:
    words = {"left": measure.responsible.name if measure.responsible else "", "leader": name}
    text = _("%(left)s har sluttet. Ansvaret ligger nå hos %(leader)s.") % words
    Measure.objects.filter(pk=measure.pk).update(responsible=leader, reminded_on=None)
    Note.objects.create(measure=measure, text=text, written_at=now)
    record("hand_over_measure", by=by, now=now, subject=measure)
