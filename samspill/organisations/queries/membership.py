"""Who counts where, and what has changed about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from samspill.organisations.models import Assignment, Post, Role
from samspill.organisations.queries.trees import UnitTree, tree_on
from samspill.organisations.queries.viewers import here_on, valid_on


def home_units(organisation_id: int, on: date) -> dict[int, int | None]:
    """Each person with a valid main post, and the unit their answer counts in.

    A leader's own answer counts in the nearest unit above everything they lead; who leads the root (``None``)
    is not invited.
    """
    tree = tree_on(organisation_id, on)
    positions = tree.positions()
    led = _led_units(organisation_id, tree, on)
    posts = Post.objects.filter(
        valid_on(on), here_on(on, "person__"), is_main=True, person__organisation_id=organisation_id
    ).values_list("person_id", "unit_id")
    return {
        person_id: _home(tree, positions[unit_id], led.get(person_id, frozenset()))
        for person_id, unit_id in posts
        if unit_id in positions
    }


def people_by_unit(organisation_id: int, on: date) -> dict[int, int]:
    """How many have their main post in each unit, leaders where they sit: what ``home_units`` costs too much for."""
    posts = Post.objects.filter(
        valid_on(on), here_on(on, "person__"), is_main=True, person__organisation_id=organisation_id
    )
    return dict(posts.values("unit_id").annotate(people=Count("pk")).values_list("unit_id", "people"))


def _led_units(organisation_id: int, tree: UnitTree, on: date) -> dict[int, frozenset[int]]:
    """The general manager leads the whole, also where nobody has written it as a leader's role."""
    leading = Q(role=Role.LEADER) | Q(role=Role.GENERAL_MANAGER)
    rows = Assignment.objects.filter(leading, valid_on(on), person__organisation_id=organisation_id).values_list(
        "person_id", "role", "units__pk"
    )
    roots = [unit for unit, parent in zip(tree.ids, tree.parents, strict=True) if parent < 0]
    led: dict[int, set[int]] = defaultdict(set)
    for person_id, role, unit_id in rows:
        led[person_id].update(roots if role == Role.GENERAL_MANAGER else [unit_id])
    return {person_id: frozenset(units) for person_id, units in led.items()}


def _home(tree: UnitTree, position: int, led: frozenset[int]) -> int | None:
    """The unit itself, or the one above the highest led unit on the way up."""
    home, at = position, position
    while at >= 0:
        if tree.ids[at] in led:
            home = tree.parents[at]
        at = tree.parents[at]
    return tree.ids[home] if home >= 0 else None


_Row = tuple[int, str, int, date, date | None, date, date | None]


class ChangeKind(models.TextChoices):
    CAME = "came", _("kom til enheten")
    WENT = "went", _("gikk ut av enheten")
    LEADS = "leads", _("ble leder for enheten")
    LEADS_NO_MORE = "leads_no_more", _("er ikke lenger leder for enheten")


@dataclass(frozen=True, slots=True)
class MembershipChange:
    person_id: int
    person_name: str
    unit_id: int
    kind: ChangeKind
    on: date
    """The first day it holds."""


def membership_changes(organisation_id: int, since: date, until: date) -> list[MembershipChange]:
    """Everything that changes who counts in a unit and either took effect or was entered in ``since``..``until``.

    What was entered counts too: a change dated back past the window would otherwise escape the approval.
    """
    window = (since, until)
    return sorted(
        [*_post_changes(organisation_id, window), *_leader_changes(organisation_id, window)],
        key=lambda change: (change.on, change.unit_id, change.person_name, change.kind),
    )


def _post_changes(organisation_id: int, window: tuple[date, date]) -> list[MembershipChange]:
    posts = Post.objects.filter(
        _started(window) | _ended(window), is_main=True, person__organisation_id=organisation_id
    ).annotate(entered_on=Coalesce("recorded_on", "valid_from"))
    rows = posts.values_list(
        "person_id", "person__name", "unit_id", "valid_from", "valid_to", "entered_on", "end_recorded_on"
    )
    return _changes(rows, window, (ChangeKind.CAME, ChangeKind.WENT))


def _leader_changes(organisation_id: int, window: tuple[date, date]) -> list[MembershipChange]:
    given = Assignment.objects.filter(
        _started(window) | _ended(window), role=Role.LEADER, person__organisation_id=organisation_id
    ).exclude(units=None)
    rows = given.annotate(entered_on=Coalesce("recorded_on", "valid_from")).values_list(
        "person_id", "person__name", "units__pk", "valid_from", "valid_to", "entered_on", "end_recorded_on"
    )
    return _changes(rows, window, (ChangeKind.LEADS, ChangeKind.LEADS_NO_MORE))


def _started(window: tuple[date, date]) -> Q:
    return Q(valid_from__range=window) | Q(recorded_on__range=window)


def _ended(window: tuple[date, date]) -> Q:
    day_before = timedelta(days=1)
    return Q(valid_to__range=(window[0] - day_before, window[1] - day_before)) | Q(end_recorded_on__range=window)


def _changes(
    rows: Iterable[_Row], window: tuple[date, date], kinds: tuple[ChangeKind, ChangeKind]
) -> list[MembershipChange]:
    begins, ends = kinds
    since, until = window
    found = []
    for person_id, name, unit_id, valid_from, valid_to, entered_on, end_entered_on in rows:
        if since <= valid_from <= until or since <= entered_on <= until:
            found.append(MembershipChange(person_id, name, unit_id, begins, valid_from))
        if valid_to is None:
            continue
        gone_on = valid_to + timedelta(days=1)
        if since <= gone_on <= until or (end_entered_on and since <= end_entered_on <= until):
            found.append(MembershipChange(person_id, name, unit_id, ends, gone_on))
    return found
