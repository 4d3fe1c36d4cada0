"""The year as one person sees it: each milestone once, whether it is done by the whole or by every unit for itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.content.law import Provision, provisions
from samspill.organisations.models import Person, Role
from samspill.organisations.queries.viewers import here_on
from samspill.organisations.rules import Viewer
from samspill.yearwheel.models import Milestone, Occurrence
from samspill.yearwheel.queries.occurrences import occurrences_for
from samspill.yearwheel.rules import Status, status_of_many

State = Occurrence.State


@dataclass(frozen=True, slots=True)
class Entry:
    """A milestone in a year, in the units the viewer may see: ``total`` occurrences, of which so many each way."""

    milestone: Milestone
    year: int
    starts_on: date
    ends_on: date
    status: Status
    total: int
    done: int
    skipped: int
    late: int
    occurrence_id: int | None
    """The only one, where there is one."""
    owner: str
    is_moved: bool
    done_on: date | None
    sequence: int

    @property
    def key(self) -> str:
        """Stable over the years of the organisation and over being moved."""
        return f"{self.milestone.pk}-{self.year}"

    @property
    def title(self) -> str:
        return self.milestone.title

    @property
    def ring(self) -> str:
        return self.milestone.ring

    @property
    def days(self) -> str:
        return days_text(self.starts_on, self.ends_on)

    @property
    def remark(self) -> str:
        """«3 av 5 enheter er i mål»; nothing where there is only one."""
        if self.total == 1:
            return ""
        return _("%(n)d av %(all)d enheter er i mål") % {"n": self.done + self.skipped, "all": self.total}

    @property
    def law(self) -> tuple[Provision, ...]:
        known = provisions()
        return tuple(known[each] for each in self.milestone.law if each in known)


def days_text(first: date, last: date) -> str:
    """«9. desember», «7.–18. desember», «20. januar – 5. februar»."""
    if first == last:
        return date_format(first, _("j. F"))
    if (first.year, first.month) == (last.year, last.month):
        return _("%(first)s–%(last)s") % {"first": date_format(first, _("j.")), "last": date_format(last, _("j. F"))}
    return _("%(first)s – %(last)s") % {
        "first": date_format(first, _("j. F")),
        "last": date_format(last, _("j. F")),
    }


def entries_between(viewer: Viewer, start: date, end: date, *, is_off_too: bool = False) -> list[Entry]:
    """What ends between two days, both included, in order of time: two statements, however many units there are."""
    seen = occurrences_for(viewer).filter(ends_on__range=(start, end))
    return entries_of(viewer, seen if is_off_too else seen.exclude(state=State.OFF))


def entries_of(viewer: Viewer, occurrences: QuerySet[Occurrence]) -> list[Entry]:
    """These, each milestone and year once; ``occurrences`` begin with ``occurrences_for(viewer)``."""
    today = viewer.today
    undone, late = Q(state=State.OPEN), Q(state=State.OPEN, ends_on__lt=today)
    rows = (
        occurrences.order_by()
        .values("milestone_id", "year")
        .annotate(
            first=Min("starts_on"), last=Max("ends_on"), begins=Min("starts_on", filter=undone),
            total=Count("pk"),
            undone=Count("pk", filter=undone), late=Count("pk", filter=late),
            done=Count("pk", filter=Q(state=State.DONE)), skipped=Count("pk", filter=Q(state=State.SKIPPED)),
            off=Count("pk", filter=Q(state=State.OFF)), only=Min("pk"),
            moved=Count("pk", filter=~Q(ends_on=F("planned_ends_on")) | ~Q(starts_on=F("planned_starts_on"))),
            handed_to=Max("owner_id"), finished=Max("done_on"), sequence=Max("sequence"),
        )
    )  # fmt: skip
    found: list[dict[str, Any]] = [dict(row) for row in rows]
    milestones = Milestone.objects.select_related("owner").in_bulk({row["milestone_id"] for row in found})
    named = _named(viewer, {row["handed_to"] for row in found if row["total"] == 1 and row["handed_to"]})
    entries = [_entry(row, milestones[row["milestone_id"]], named, today) for row in found]
    return sorted(entries, key=lambda one: (one.ends_on, one.starts_on, one.milestone.pk))


def _named(viewer: Viewer, ids: set[int]) -> dict[int, str]:
    here = Person.objects.filter(here_on(viewer.today), organisation_id=viewer.organisation_id, pk__in=ids)
    return dict(here.values_list("pk", "name"))


def _entry(row: dict[str, Any], milestone: Milestone, named: dict[int, str], today: date) -> Entry:
    is_off = row["off"] == row["total"]
    status = status_of_many(
        undone=row["undone"], late=row["late"], done=row["done"], begins=row["begins"] or row["first"], today=today
    )
    return Entry(
        milestone=milestone,
        year=row["year"],
        starts_on=row["first"],
        ends_on=row["last"],
        status=Status.OFF if is_off else status,
        total=row["total"],
        done=row["done"],
        skipped=row["skipped"],
        late=row["late"],
        occurrence_id=row["only"] if row["total"] == 1 else None,
        owner=named.get(row["handed_to"], "") or _owner(milestone, today),
        is_moved=row["moved"] > 0,
        done_on=row["finished"],
        sequence=row["sequence"],
    )


def _owner(milestone: Milestone, today: date) -> str:
    person = milestone.owner
    if person is not None and (person.left_on is None or person.left_on >= today):
        return person.name
    return str(Role(milestone.owner_role).label)
