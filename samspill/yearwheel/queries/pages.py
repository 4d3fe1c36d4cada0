"""One occurrence, and one milestone with all its units, ready for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from samspill.content.law import Provision, provisions
from samspill.content.rhythm import FIRST_YEAR, LAST_YEAR
from samspill.organisations.rules import Viewer
from samspill.yearwheel.models import Change, Evidence, Milestone, Occurrence
from samspill.yearwheel.queries.entries import Entry, days_text, entries_between
from samspill.yearwheel.queries.occurrences import changes_of, evidence_of, occurrences_for, whole
from samspill.yearwheel.queries.seats import Holders, Owner, holders_of, owner_of, seat_of
from samspill.yearwheel.rules import Status, can_change, status_of

State = Occurrence.State


@dataclass(frozen=True, slots=True)
class OccurrencePage:
    occurrence: Occurrence
    status: Status
    owner: Owner
    days: str
    planned: str
    """The days it was moved from; empty where it has not been."""
    law: tuple[Provision, ...]
    evidence: tuple[Evidence, ...]
    changes: tuple[Change, ...]
    may_change: bool

    @property
    def undoable(self) -> Change | None:
        """The last change, while nobody has undone it."""
        last = self.changes[0] if self.changes else None
        return last if last and last.undone_at is None and self.may_change else None


def occurrence_page(viewer: Viewer, occurrence: Occurrence) -> OccurrencePage:
    """``occurrence`` comes from ``occurrence_for(viewer, …)``. Three statements."""
    known, today = provisions(), viewer.today
    planned = days_text(occurrence.planned_starts_on, occurrence.planned_ends_on) if occurrence.is_moved else ""
    return OccurrencePage(
        occurrence=occurrence,
        status=status_of(occurrence.state, occurrence.starts_on, occurrence.ends_on, today),
        owner=owner_of(occurrence, holders_of(viewer.organisation_id, today), today),
        days=days_text(occurrence.starts_on, occurrence.ends_on),
        planned=planned,
        law=tuple(known[each] for each in occurrence.milestone.law if each in known),
        evidence=tuple(evidence_of(viewer, occurrence)),
        changes=tuple(changes_of(viewer, occurrence)),
        may_change=can_change(viewer, seat_of(occurrence, today)),
    )


@dataclass(frozen=True, slots=True)
class UnitLine:
    occurrence: Occurrence
    status: Status
    owner: str
    days: str

    @property
    def note(self) -> str:
        return f"{self.owner} · {self.days}" if self.owner else self.days


def entry_of(viewer: Viewer, milestone: Milestone, year: int) -> Entry | None:
    """The milestone as a whole in a year, none in one that no calendar has: two statements."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    around = (date(year - 1, 12, 1), date(year + 2, 1, 31))
    found = entries_between(viewer, *around, is_off_too=True)
    return next((one for one in found if one.milestone.pk == milestone.pk and one.year == year), None)


def of_milestone(viewer: Viewer, milestone: Milestone, year: int) -> QuerySet[Occurrence]:
    """Its occurrences in the units one may see, in the order of the tree."""
    found = occurrences_for(viewer).filter(milestone=milestone, year=year)
    return whole(found).order_by("unit__path", "pk")


def unit_lines(viewer: Viewer, occurrences: Sequence[Occurrence], holders: Holders) -> list[UnitLine]:
    return [_line(one, holders, viewer.today) for one in occurrences]


def _line(one: Occurrence, holders: Holders, today: date) -> UnitLine:
    status = status_of(one.state, one.starts_on, one.ends_on, today)
    return UnitLine(one, status, owner_of(one, holders, today).names, days_text(one.starts_on, one.ends_on))
