"""Carrying out the plan for units, level by level and many rows at a time."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from datetime import date, timedelta

from django.db.models import QuerySet

from samspill.organisations.actions.posts import end_posts
from samspill.organisations.actions.scopes import end_scopes
from samspill.organisations.imports.plan import ImportPlan, UnitPlan
from samspill.organisations.imports.units import UnitLine
from samspill.organisations.models import Post, Unit, UnitEvent

Kind = UnitEvent.Kind
BATCH = 500


def carry_out_units(plan: ImportPlan) -> dict[str, Unit]:
    """Every unit of the file by its id. The root comes last: there is never more than one at a time."""
    units, today = plan.units, plan.today
    _write_events(plan)
    _close(units, today)
    by_id = dict(units.existing)
    _add(plan, by_id)
    _change(units, by_id)
    _crown(units, by_id)
    if units.added or units.moved:
        _rewrite_paths(Unit.objects.filter(organisation_id=plan.organisation.pk))
    return by_id


def _write_events(plan: ImportPlan) -> None:
    """Of what there already is; the events of new units are written when they have a row."""
    units, today = plan.units, plan.today
    lines = units.wanted.lines
    events = [
        UnitEvent(unit=change.unit, kind=Kind.RENAMED, on=today, before=change.unit.name, after=change.line.name)
        for change in units.renamed
    ]
    events += [
        UnitEvent(
            unit=change.unit,
            kind=Kind.MOVED,
            on=today,
            before=change.unit.parent.name if change.unit.parent else "",
            after=lines[change.line.parent_id].name if change.line.parent_id else "",
            parent_before=change.unit.parent,
        )
        for change in units.moved
    ]
    events += [
        UnitEvent(unit=change.unit, kind=Kind.REOPENED, on=today, after=change.line.name) for change in units.reopened
    ]
    events += [UnitEvent(unit=unit, kind=Kind.CLOSED, on=today, before=unit.name) for unit in units.closed]
    _save_events(events, today)


def _save_events(events: list[UnitEvent], today: date) -> None:
    for event in events:
        event.recorded_on = today
    UnitEvent.objects.bulk_create(events)


def _close(units: UnitPlan, today: date) -> None:
    if not units.closed:
        return
    ids = [unit.pk for unit in units.closed]
    end_scopes(ids, on=today, today=today)
    end_posts(Post.objects.filter(unit__in=ids, is_main=False), last_day=today - timedelta(days=1), today=today)
    Unit.objects.filter(pk__in=ids).update(closed_on=today)


def _add(plan: ImportPlan, by_id: dict[str, Unit]) -> None:
    fresh = {line.unit_id for line in plan.units.added}
    for level in plan.units.wanted.levels:
        rows = [_row(plan, line, by_id) for line in level if line.unit_id in fresh]
        for unit in Unit.objects.bulk_create(rows):
            by_id[unit.external_id] = unit
    created = [
        UnitEvent(unit=by_id[line.unit_id], kind=Kind.CREATED, on=plan.today, after=line.name)
        for line in plan.units.added
    ]
    _save_events(created, plan.today)


def _row(plan: ImportPlan, line: UnitLine, by_id: dict[str, Unit]) -> Unit:
    return Unit(
        organisation_id=plan.organisation.pk,
        external_id=line.unit_id,
        name=line.name,
        parent=by_id[line.parent_id] if line.parent_id else None,
        opened_on=plan.today,
        closed_on=None if line.parent_id else plan.today,
        **line.other,
    )


def _change(units: UnitPlan, by_id: dict[str, Unit]) -> None:
    changed: dict[int, Unit] = {}
    for change in (*units.renamed, *units.moved, *units.touched, *units.reopened):
        line = change.line
        # A copy: the plan goes on saying what was there before.
        unit = changed.setdefault(change.unit.pk, copy(change.unit))
        unit.name = line.name
        for column, value in line.other.items():
            setattr(unit, column, value)
        if line.parent_id:
            unit.parent = by_id[line.parent_id]
            unit.closed_on = None
    fields = ["name", "name_nn", "name_en", "kind", "parent", "closed_on"]
    Unit.objects.bulk_update(changed.values(), fields, batch_size=BATCH)


def _crown(units: UnitPlan, by_id: dict[str, Unit]) -> None:
    root = by_id[units.wanted.levels[0][0].unit_id]
    Unit.objects.filter(pk=root.pk).update(parent=None, closed_on=None)


def _rewrite_paths(units: QuerySet[Unit]) -> None:
    """Of closed units too: they keep their place under what they belonged to.

    Reckoned here and not in the database: right after a large import its planner knows nothing of the new rows,
    and a statement that asks each row for its parent's path took minutes on PostgreSQL.
    """
    rows = {unit.pk: unit for unit in units.only("pk", "parent_id", "path")}
    children: dict[int | None, list[int]] = defaultdict(list)
    for unit in rows.values():
        children[unit.parent_id].append(unit.pk)
    changed: list[Unit] = []
    waiting = [(pk, "/") for pk in children[None]]
    while waiting:
        pk, above = waiting.pop()
        path = f"{above}{pk}/"
        waiting += [(child, path) for child in children[pk]]
        if rows[pk].path != path:
            rows[pk].path = path
            changed.append(rows[pk])
    Unit.objects.bulk_update(changed, ["path"], batch_size=BATCH)
