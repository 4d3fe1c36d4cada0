"""Changes of who belongs where shortly before a round, and the safety representative's view of them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format

from samspill.organisations.models import Assignment, Role
from samspill.organisations.queries import MembershipChange, UnitTree, membership_changes, tree_on
from samspill.organisations.queries.viewers import here_on, valid_on
from samspill.organisations.rules import REPRESENTS, Viewer
from samspill.pulses.models import MembershipApproval, PulseRound
from samspill.pulses.rules.access import represents

DAYS_BEFORE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ChangedUnit:
    """A unit of the audience with fresh changes, and whether just these are approved."""

    unit_id: int
    name: str
    path: str
    changes: tuple[MembershipChange, ...]
    digest: str
    is_approved: bool
    has_representative: bool
    """Where nobody represents the unit and there is no chief, there is nobody to ask."""

    @property
    def said(self) -> str:
        """«Nils Ny kom til enheten 1. november; …»"""
        return "; ".join(
            f"{change.person_name} {change.kind.label} {date_format(change.on)}" for change in self.changes
        )


def changed_units(pulse_round: PulseRound, today: date) -> list[ChangedUnit]:
    """In the order of the tree. The window ends at the opening, and moves with it when that is late."""
    opens_on = timezone.localdate(pulse_round.opens_at)
    until = max(opens_on, today)
    changes: dict[int, list[MembershipChange]] = defaultdict(list)
    for change in membership_changes(pulse_round.organisation_id, opens_on - DAYS_BEFORE, until):
        changes[change.unit_id].append(change)
    if not changes:
        return []
    tree = tree_on(pulse_round.organisation_id, until)
    return _in_audience(pulse_round, tree, changes, today)


def _in_audience(
    pulse_round: PulseRound, tree: UnitTree, changes: dict[int, list[MembershipChange]], today: date
) -> list[ChangedUnit]:
    roots = tuple(pulse_round.audience.values_list("unit__path", flat=True))
    represented = _represented_paths(pulse_round.organisation_id, today)
    approved = dict(MembershipApproval.objects.filter(pulse_round=pulse_round).values_list("unit_id", "changes_digest"))
    found = []
    for unit_id, name, path in zip(tree.ids, tree.names, tree.paths, strict=True):
        if unit_id not in changes or not path.startswith(roots):
            continue
        listed = tuple(changes[unit_id])
        digest = digest_of_changes(listed)
        is_approved, has_one = approved.get(unit_id) == digest, path.startswith(represented)
        found.append(ChangedUnit(unit_id, name, path, listed, digest, is_approved, has_one))
    return found


def digest_of_changes(changes: tuple[MembershipChange, ...]) -> str:
    lines = sorted(f"{change.unit_id} {change.person_id} {change.kind} {change.on}" for change in changes)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _represented_paths(organisation_id: int, on: date) -> tuple[str, ...]:
    """Paths with a safety representative over them; with a chief, all."""
    rows = Assignment.objects.filter(
        valid_on(on),
        here_on(on, "person__"),
        person__organisation_id=organisation_id,
        role__in=REPRESENTS,
    ).values_list("role", F("units__path"))
    return tuple(
        "/" if role == Role.CHIEF_SAFETY_REP else path for role, path in rows if path or role != Role.SAFETY_REP
    )


def unapproved_units(pulse_round: PulseRound, today: date) -> tuple[str, ...]:
    units = changed_units(pulse_round, today)
    return tuple(unit.name for unit in units if unit.has_representative and not unit.is_approved)


def represents_somebody(viewer: Viewer) -> bool:
    return viewer.has(*REPRESENTS)


def changed_units_for(viewer: Viewer, pulse_round: PulseRound) -> list[ChangedUnit]:
    """What this safety representative is asked to approve, approved or not."""
    return [unit for unit in changed_units(pulse_round, viewer.today) if represents(viewer, unit.path)]
