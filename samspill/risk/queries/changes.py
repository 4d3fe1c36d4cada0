"""Planned changes and what was thought of them beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language

from samspill.audit.rules import Hidden
from samspill.organisations.models import Role
from samspill.organisations.queries import people_with_role, readers_of
from samspill.organisations.queries.readers import ReaderLine
from samspill.organisations.rules import MEMBER, Viewer
from samspill.risk.models import ChangeAssessment
from samspill.risk.queries.factors import known_factors
from samspill.risk.queries.scopes import READS_ALL, read_by, units_where, within
from samspill.risk.rules import can_assess, reads_change
from samspill.risk.rules.access import DISCUSSES

State = ChangeAssessment.State


def changes_for(viewer: Viewer, *, sought: str = "") -> QuerySet[ChangeAssessment]:
    """The same answer as ``reads_change``, in one statement; two with their units."""
    found = ChangeAssessment.objects.filter(organisation_id=viewer.organisation_id)
    if sought:
        found = found.filter(title__icontains=sought)
    found = found.prefetch_related("units")
    if viewer.has(*READS_ALL, *DISCUSSES):
        return found
    about = ChangeAssessment.units.through.objects.filter(changeassessment=OuterRef("pk"))
    mine = about.filter(unit__in=units_where(within(viewer, Role.LEADER, Role.SAFETY_REP), viewer))
    concerned = about.filter(unit__in=units_where(read_by(viewer), viewer))
    return found.filter(Exists(mine)) | found.filter(Exists(concerned)).exclude(state=State.DRAFT)


def change_for(viewer: Viewer, change_id: int) -> ChangeAssessment:
    rows = ChangeAssessment.objects.filter(organisation_id=viewer.organisation_id, pk=change_id)
    found = rows.select_related("responsible").prefetch_related("units").first()
    if found is None:
        raise Hidden
    paths = [unit.path for unit in found.units.all()]
    if not reads_change(viewer, paths, is_draft=found.state == State.DRAFT):
        raise Hidden
    return found


def writes_change(viewer: Viewer, change: ChangeAssessment) -> bool:
    """Everywhere it is about, not in one place of several."""
    return all(can_assess(viewer, unit.path) for unit in change.units.all())


def is_late(change: ChangeAssessment, today: date) -> bool:
    """The day has come, and nothing is decided: it was to be assessed before."""
    return change.state == State.DRAFT and change.change_on <= today


@dataclass(frozen=True, slots=True)
class Expected:
    """A factor the change touches."""

    name: str
    expected: str
    measure: str


def expected_of(change: ChangeAssessment) -> list[Expected]:
    known = known_factors(change.organisation_id, get_language() or "nb")
    return [
        Expected(
            known[row["factor"]].name if row["factor"] in known else row["factor"], row["expected"], row["measure"]
        )
        for row in change.factors
    ]


def readers_of_change(change: ChangeAssessment, today: date) -> list[ReaderLine]:
    """Whoever reads what is about one of its units; those who only work there, not before it is settled."""
    lines: dict[str, ReaderLine] = {}
    for unit in change.units.all():
        for line in readers_of(unit, today):
            if line.role != MEMBER or change.state != State.DRAFT:
                there = lines.get(line.role)
                lines[line.role] = _joined(there, line) if there else line
    for role in DISCUSSES:
        names = tuple(person.name for person in people_with_role(change.organisation_id, role, on=today))
        if names and role not in lines:
            lines[role] = ReaderLine(role, str(Role(role).label), names, len(names))
    return list(lines.values())


def _joined(one: ReaderLine, other: ReaderLine) -> ReaderLine:
    names = tuple(dict.fromkeys([*one.names, *other.names]))
    return ReaderLine(one.role, one.label, names, len(names) or one.count + other.count)


def changes_due_between(viewer: Viewer, start: date, end: date) -> Sequence[ChangeAssessment]:
    """Changes the viewer is responsible for whose day of looking back is in these days, both included."""
    rows = ChangeAssessment.objects.filter(
        organisation_id=viewer.organisation_id,
        responsible_id=viewer.person_id,
        state=State.DECIDED,
        evaluated_on=None,
        evaluate_on__range=(start, end),
    )
    return list(rows.order_by("evaluate_on", "pk"))
