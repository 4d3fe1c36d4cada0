from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, QuerySet, Value
from django.db.models.functions import Concat, Length, Replace, Substr
from django.utils import timezone

from samspill.audit.actions import record
from samspill.organisations.actions.locking import Administrator, locked_organisation
from samspill.organisations.actions.numbering import free_external_id
from samspill.organisations.actions.scopes import end_scopes, held_by_leaders_and_representatives
from samspill.organisations.models import Measurement, Post, Unit, UnitEvent
from samspill.organisations.rules import (
    check_can_close_unit,
    check_can_date_change,
    check_can_merge_units,
    check_can_move_unit,
    check_can_number_unit,
    check_can_open_unit,
    check_can_reopen_unit,
    check_nobody_leads_and_represents,
)

Kind = UnitEvent.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    name: str
    name_nn: str = ""
    name_en: str = ""
    kind: str = ""
    external_id: str = ""
    """Made from the name when empty."""


@transaction.atomic
def create_unit(*, facts: UnitFacts, parent: Unit | None, on: date, by: Administrator, now: datetime) -> Unit:
    organisation = locked_organisation(by, parent)
    today = timezone.localdate(now)
    check_can_date_change(on, today=today, not_before=date.min)
    check_can_open_unit(parent, root=_open(organisation.pk).filter(parent=None).first(), on=on)
    is_taken = organisation.units.filter(external_id=facts.external_id).exists()
    check_can_number_unit(facts.external_id, is_taken=is_taken)
    unit = Unit.objects.create(
        organisation=organisation,
        external_id=facts.external_id or free_external_id(organisation.units.all(), facts.name, otherwise="enhet"),
        name=facts.name,
        name_nn=facts.name_nn,
        name_en=facts.name_en,
        kind=facts.kind,
        parent=parent,
        opened_on=on,
    )
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    _happened(unit, Kind.CREATED, on, now, after=unit.name)
    record("create_unit", by=by, now=now, subject=unit)
    return unit


def _open(organisation_id: int) -> QuerySet[Unit]:
    return Unit.objects.filter(organisation_id=organisation_id, closed_on=None)


def _happened(  # noqa: PLR0913 - the columns of one row
    unit: Unit,
    kind: UnitEvent.Kind,
    on: date,
    now: datetime,
    *,
    before: str = "",
    after: str = "",
    parent_before: Unit | None = None,
) -> None:
    UnitEvent.objects.create(
        unit=unit,
        kind=kind,
        on=on,
        before=before,
        after=after,
        parent_before=parent_before,
        recorded_on=timezone.localdate(now),
    )


def _check_date(unit: Unit, on: date, now: datetime) -> None:
    last = unit.events.aggregate(last=Max("on"))["last"]
    check_can_date_change(
        on, today=timezone.localdate(now), not_before=max(unit.opened_on, last) if last else unit.opened_on
    )


@transaction.atomic
def edit_unit(*, unit: Unit, facts: UnitFacts, on: date, by: Administrator, now: datetime) -> Unit:
    """Names and kind. A new name in bokmål is an event of the unit's history; its number stays."""
    locked_organisation(by, unit)
    before = unit.name
    if facts.name != before:
        _check_date(unit, on, now)
        _happened(unit, Kind.RENAMED, on, now, before=before, after=facts.name)
    unit.name, unit.name_nn, unit.name_en = facts.name, facts.name_nn, facts.name_en
    unit.kind = facts.kind
    unit.save(update_fields=["name", "name_nn", "name_en", "kind"])
    record("edit_unit", by=by, now=now, subject=unit, before=before)
    return unit


@transaction.atomic
def set_measurement(*, unit: Unit, measurement: Measurement, by: Administrator, now: datetime) -> Unit:
    """Whether a unit answers as a group of its own, with the one above, or talks instead."""
    locked_organisation(by, unit)
    unit.measurement = measurement
    unit.save(update_fields=["measurement"])
    record("set_measurement", by=by, now=now, subject=unit, measurement=measurement)
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit, on: date, by: Administrator, now: datetime) -> Unit:
    locked_organisation(by, unit, parent)
    check_can_move_unit(unit, parent, on=on, levels_below=_levels_below(unit))
    _check_date(unit, on, now)
    _place_under(unit, parent, on, now)
    check_nobody_leads_and_represents(held_by_leaders_and_representatives(unit.organisation_id))
    record("move_unit", by=by, now=now, subject=unit, to=parent.external_id)
    return unit


def _levels_below(unit: Unit) -> int:
    below = Unit.objects.filter(organisation_id=unit.organisation_id, path__startswith=unit.path)
    slashes = Length("path") - Length(Replace("path", Value("/")))
    deepest = below.aggregate(deepest=Max(slashes))["deepest"]
    return int(deepest) - unit.path.count("/")


def _place_under(unit: Unit, parent: Unit, on: date, now: datetime) -> None:
    above = unit.parent
    _happened(
        unit,
        Kind.MOVED,
        on,
        now,
        before=above.name if above else "",
        after=parent.name,
        parent_before=above,
    )
    old, unit.path, unit.parent = unit.path, f"{parent.path}{unit.pk}/", parent
    unit.save(update_fields=["parent"])
    # The whole subtree in one statement, closed units too: they keep their place under what they belonged to.
    Unit.objects.filter(organisation_id=unit.organisation_id, path__startswith=old).update(
        path=Concat(Value(unit.path), Substr("path", len(old) + 1))
    )


@transaction.atomic
def merge_units(*, unit: Unit, into: Unit, on: date, by: Administrator, now: datetime) -> Unit:
    """``unit`` becomes a part of ``into``: its people and the units under it move there, its own roles end.

    Both get the event, since neither trend goes on as before.
    """
    locked_organisation(by, unit, into)
    check_can_merge_units(unit, into, on=on)
    _check_date(unit, on, now)
    _check_date(into, on, now)
    for child in _open(unit.organisation_id).filter(parent=unit).select_related("parent"):
        _check_date(child, on, now)
        _place_under(child, into, on, now)
    _move_posts(unit, into, on, timezone.localdate(now))
    end_scopes([unit.pk], on=on, today=timezone.localdate(now))
    unit.closed_on, unit.merged_into = on, into
    unit.save(update_fields=["closed_on", "merged_into"])
    _happened(unit, Kind.MERGED, on, now, after=into.name)
    _happened(into, Kind.MERGED, on, now, before=unit.name)
    check_nobody_leads_and_represents(held_by_leaders_and_representatives(unit.organisation_id))
    record("merge_units", by=by, now=now, subject=unit, into=into.external_id)
    return unit


def _move_posts(unit: Unit, into: Unit, on: date, today: date) -> None:
    """Posts that go on are ended here and begun there; those that had not begun begin there at once."""
    going_on = Post.objects.filter(unit=unit, valid_from__lt=on)
    going_on = going_on.filter(valid_to=None) | going_on.filter(valid_to__gte=on)
    already = set(Post.objects.filter(unit=into, valid_to=None).values_list("person_id", flat=True))
    ended = list(going_on)
    going_on.update(valid_to=on - timedelta(days=1), end_recorded_on=today)
    Post.objects.bulk_create(
        Post(
            person_id=post.person_id,
            unit=into,
            is_main=post.is_main,
            valid_from=on,
            valid_to=post.valid_to,
            recorded_on=today,
        )
        for post in ended
        if post.is_main or post.person_id not in already
    )
    Post.objects.filter(unit=unit, valid_from__gte=on).update(unit=into, recorded_on=today)


@transaction.atomic
def close_unit(*, unit: Unit, on: date, by: Administrator, now: datetime) -> Unit:
    """``on`` is the first day without it."""
    locked_organisation(by, unit)
    staying = Post.objects.filter(unit=unit).exclude(valid_to__lt=on)
    check_can_close_unit(
        unit,
        children=_open(unit.organisation_id).filter(parent=unit).count(),
        people=staying.values("person_id").distinct().count(),
    )
    _check_date(unit, on, now)
    end_scopes([unit.pk], on=on, today=timezone.localdate(now))
    unit.closed_on = on
    unit.save(update_fields=["closed_on"])
    _happened(unit, Kind.CLOSED, on, now, before=unit.name)
    record("close_unit", by=by, now=now, subject=unit)
    return unit


@transaction.atomic
def reopen_unit(*, unit: Unit, on: date, by: Administrator, now: datetime) -> Unit:
    locked_organisation(by, unit)
    check_can_reopen_unit(unit, parent=unit.parent, merged_into=unit.merged_into)
    _check_date(unit, on, now)
    unit.closed_on = None
    unit.save(update_fields=["closed_on"])
    _happened(unit, Kind.REOPENED, on, now, after=unit.name)
    record("reopen_unit", by=by, now=now, subject=unit)
    return unit
