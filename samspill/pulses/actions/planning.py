from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.audit.actions import Actor, record
from samspill.audit.rules import Refused
from samspill.content.language import LANGUAGES
from samspill.content.rhythm import PlannedRound, rounds_for_year
from samspill.organisations.models import Organisation, Unit
from samspill.organisations.rules import Viewer
from samspill.pulses.models import AudienceUnit, PulseRound, Rhythm
from samspill.pulses.queries.audience import audience_of, grouping_of
from samspill.pulses.queries.definitions import definition_of_planned
from samspill.pulses.rules import check_can_group, check_can_plan, check_can_replan, check_plan

OPENS, CLOSES = time(7, 0), time(23, 59)


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A round as somebody wishes it. Whole units; a unit below another one that is chosen says nothing new."""

    kind: str
    definition: dict[str, Any]
    opens_on: date
    closes_on: date
    """The last day one can answer."""
    units: tuple[Unit, ...]
    languages: tuple[str, ...] = LANGUAGES
    has_comments: bool = True
    """Wished for; whether they are possible is decided at opening."""
    reminders_on: tuple[date, ...] = ()
    attribute: str = field(default="", kw_only=True)
    """The column of the register that results are also to be shown by."""
    rhythm_on: date | None = field(default=None, kw_only=True)


@transaction.atomic
def plan_round(*, plan: RoundPlan, organisation: Organisation, by: Actor, now: datetime) -> PulseRound:
    if isinstance(by, Viewer):
        check_can_plan(by)
    pulse_round = PulseRound(organisation=organisation, rhythm_on=plan.rhythm_on)
    _write(pulse_round, plan)
    _check_grouping(pulse_round, now)
    record("plan_round", by=by, now=now, subject=pulse_round, units=[unit.name for unit in plan.units])
    return pulse_round


@transaction.atomic
def replan_round(*, pulse_round: PulseRound, plan: RoundPlan, by: Viewer, now: datetime) -> PulseRound:
    """Change a round before it opens: days, questions, who is asked."""
    check_can_plan(by)
    pulse_round = (
        PulseRound.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=pulse_round.pk)
    )
    check_can_replan(pulse_round)
    _write(pulse_round, plan)
    _check_grouping(pulse_round, now)
    record("replan_round", by=by, now=now, subject=pulse_round, units=[unit.name for unit in plan.units])
    return pulse_round


def _write(pulse_round: PulseRound, plan: RoundPlan) -> None:
    opens_at, closes_at = _at(plan.opens_on, OPENS), _at(plan.closes_on, CLOSES)
    check_plan(opens_at=opens_at, closes_at=closes_at, languages=plan.languages, definition=plan.definition)
    units = _topmost(plan.units, pulse_round.organisation)
    pulse_round.kind, pulse_round.definition = plan.kind, plan.definition
    pulse_round.opens_at, pulse_round.closes_at = opens_at, closes_at
    pulse_round.minimum_group = pulse_round.organisation.minimum_group
    pulse_round.has_comments = plan.has_comments and plan.definition["open_question"] is not None
    pulse_round.languages = list(plan.languages)
    pulse_round.attribute = plan.attribute
    pulse_round.reminders_on = sorted(
        day.isoformat() for day in plan.reminders_on if plan.opens_on < day <= plan.closes_on
    )
    pulse_round.obstacle, pulse_round.tried_at = "", None
    pulse_round.save()
    pulse_round.audience.all().delete()
    AudienceUnit.objects.bulk_create(AudienceUnit(pulse_round=pulse_round, unit=unit) for unit in units)


def _check_grouping(pulse_round: PulseRound, now: datetime) -> None:
    """With the people of today: said while it can be mended, and asked again at opening."""
    if pulse_round.attribute:
        grouping = grouping_of(pulse_round, audience_of(pulse_round, timezone.localdate(now)))
        if grouping is not None:
            check_can_group(grouping, pulse_round.organisation.minimum_group)


def _at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def _topmost(units: tuple[Unit, ...], organisation: Organisation) -> list[Unit]:
    if not units:
        raise Refused(_("Velg minst én enhet som skal være med."))
    if any(unit.organisation_id != organisation.pk or unit.closed_on for unit in units):
        raise Refused(_("Velg blant enhetene som finnes i dag."))
    paths = {unit.path for unit in units}
    below = [unit for unit in units if any(unit.path.startswith(path) for path in paths - {unit.path})]
    return [unit for unit in units if unit not in below]


def plan_year(*, rhythm: Rhythm, year: int, by: Actor, now: datetime) -> list[PulseRound]:
    """The rounds of the rhythm that still lie ahead and are not planned; doing it twice adds nothing."""
    organisation = rhythm.organisation
    root = Unit.objects.filter(organisation=organisation, parent=None, closed_on=None).first()
    if not rhythm.is_active or root is None:
        return []
    earliest = max(rhythm.starts_on, timezone.localdate(now))
    known = set(PulseRound.objects.filter(organisation=organisation).values_list("rhythm_on", flat=True))
    ahead = [
        planned
        for planned in rounds_for_year(year, rhythm.variant, sector=rhythm.asks_about_violence)
        if planned.opens_on >= earliest and planned.opens_on not in known
    ]
    return [plan_round(plan=_plan(planned, root), organisation=organisation, by=by, now=now) for planned in ahead]


def _plan(planned: PlannedRound, root: Unit) -> RoundPlan:
    return RoundPlan(
        kind=planned.kind,
        definition=definition_of_planned(planned),
        opens_on=planned.opens_on,
        closes_on=planned.closes_on,
        units=(root,),
        reminders_on=planned.reminders_on,
        rhythm_on=planned.opens_on,
    )


@transaction.atomic
def choose_rhythm(*, wanted: Rhythm, by: Viewer, now: datetime) -> list[PulseRound]:
    """Take up a yearly rhythm: what an earlier one planned and has not opened gives way."""
    check_can_plan(by)
    rhythm, _new = Rhythm.objects.update_or_create(
        organisation_id=wanted.organisation_id,
        defaults={
            "variant": wanted.variant,
            "starts_on": wanted.starts_on,
            "asks_about_violence": wanted.asks_about_violence,
            "is_active": True,
        },
    )
    rounds = PulseRound.objects.filter(organisation_id=wanted.organisation_id, rhythm_on__isnull=False)
    rounds.filter(state=PulseRound.State.PLANNED, opens_at__gt=now).delete()
    record("choose_rhythm", by=by, now=now, subject=rhythm, variant=wanted.variant)
    year = timezone.localdate(now).year
    planned = [plan_year(rhythm=rhythm, year=each, by=by, now=now) for each in (year, year + 1)]
    return [pulse_round for rounds_of_year in planned for pulse_round in rounds_of_year]
