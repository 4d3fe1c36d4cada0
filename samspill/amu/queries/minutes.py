"""Minutes: what is being written, its editions, and what everybody may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.amu.models import Attendance, Case, Meeting, Minutes, Side
from samspill.amu.queries.access import MeetingPlace, Place, place_for
from samspill.amu.queries.lines import line_of
from samspill.amu.rules.meetings import clock
from samspill.amu.rules.minutes import MinutesText, PersonLine, shown_to
from samspill.audit.rules import Hidden
from samspill.measures.queries import offices_of
from samspill.organisations.rules import Viewer

State = Minutes.State
READ_BY_ALL = (State.APPROVED,)
"""What was replaced may have been replaced because it said too much."""


def text_of(meeting: Meeting, today: date) -> MinutesText:
    """As it would be sent now, whole: it is cut to its reader when it is read. Four statements."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    cases = list(meeting.cases.select_related("owner").prefetch_related("dissents").order_by("position", "pk"))
    roles = offices_of([one.owner_id for one in cases if one.owner_id], today)
    return MinutesText(
        committee=meeting.committee.name,
        number=f"{meeting.number}/{meeting.year % 100:02d}",
        on=starts.date().isoformat(),
        hours=f"{clock(starts)}–{clock(ends)}",
        place=meeting.place,
        people=tuple(_person(one) for one in meeting.attendance.all()),
        cases=tuple(line_of(one, today, owner_role=roles.get(one.owner_id or 0, "")) for one in cases),
    )


def _person(one: Attendance) -> PersonLine:
    return PersonLine(one.name, one.side, one.is_present, one.is_deputy, one.stands_in_for)


@dataclass(frozen=True, slots=True)
class EditionPage:
    """One edition as one viewer may read it."""

    minutes: Minutes
    place: Place
    text: MinutesText
    open_text: MinutesText
    """As everybody may read it, whoever asks."""
    approvals: tuple[str, ...]
    missing: tuple[str, ...]
    """The sides whose approval is waited for."""
    earlier: tuple[Minutes, ...]
    may_approve: bool = False


def edition_for(viewer: Viewer, minutes_id: int) -> tuple[Minutes, Place]:
    """Approved editions are read by everybody who works here; others by the members and those who run it."""
    found = Minutes.objects.filter(pk=minutes_id, meeting__committee__organisation_id=viewer.organisation_id)
    minutes = found.select_related("meeting__committee").first()
    if minutes is None:
        raise Hidden
    place = place_for(viewer, minutes.meeting.committee_id)
    if minutes.state not in READ_BY_ALL and not place.standing.reads:
        raise Hidden
    return minutes, place


def edition_page(viewer: Viewer, minutes_id: int) -> EditionPage:
    minutes, place = edition_for(viewer, minutes_id)
    given = list(minutes.approvals.all())
    sides = {one.side for one in given}
    wanted = (Side.EMPLOYER, Side.EMPLOYEES) if place.standing.is_formal else ("",)
    earlier = minutes.meeting.minutes.exclude(pk=minutes.pk).filter(edition__lt=minutes.edition)
    if not place.standing.reads:
        earlier = earlier.filter(state__in=READ_BY_ALL)
    side = place.standing.side if place.standing.is_formal else ""
    is_mine = minutes.state == State.WAITING and place.standing.approves and side not in sides
    whole = MinutesText.from_data(minutes.content)
    exempt = _exempt_now(minutes, whole)
    return EditionPage(
        minutes=minutes,
        place=place,
        text=shown_to(place.standing, whole, exempt=exempt),
        open_text=whole.open_to_all(exempt),
        approvals=tuple(_approval(one.name, one.side, timezone.localtime(one.at).date()) for one in given),
        missing=tuple(str(Side(one).label) if one else _("et medlem") for one in wanted if one not in sides)
        if minutes.state == State.WAITING
        else (),
        earlier=tuple(earlier.order_by("-edition")),
        may_approve=is_mine and not any(one.person_id == viewer.person_id for one in given),
    )


def _exempt_now(minutes: Minutes, text: MinutesText) -> set[int]:
    """A case found to be exempt afterwards is hidden in every edition, also where it has left the agenda since."""
    told = Case.objects.filter(committee=minutes.meeting.committee_id, pk__in=[one.id for one in text.cases])
    return set(told.filter(is_exempt=True).values_list("pk", flat=True))


def _approval(name: str, side: str, on: date) -> str:
    who = _("%(name)s for %(side)s") % {"name": name, "side": Side(side).label} if side else name
    return f"{who}, {date_format(on, _('j. F Y'))}"


def open_minutes_of(viewer: Viewer, meeting_id: int) -> Minutes:
    """What somebody who is no member is led to from a meeting: its approved minutes, where they may be read."""
    found = Minutes.objects.filter(meeting=meeting_id, state=State.APPROVED).first()
    if found is None:
        raise Hidden
    return edition_for(viewer, found.pk)[0]


def both_texts(viewer: Viewer, earlier_id: int, later_id: int) -> tuple[EditionPage, EditionPage]:
    earlier, later = edition_page(viewer, earlier_id), edition_page(viewer, later_id)
    if earlier.minutes.meeting_id != later.minutes.meeting_id:
        raise Hidden
    return earlier, later


def approved_of(place: Place) -> QuerySet[Minutes]:
    """The latest first; what everybody who works here may read."""
    approved = Minutes.objects.filter(meeting__committee=place.committee, state=State.APPROVED)
    return approved.select_related("meeting__committee").order_by("-meeting__starts_at")


def latest_edition(meeting: Meeting) -> Minutes | None:
    return meeting.minutes.order_by("-edition").first()


def editions_of(at: MeetingPlace) -> Sequence[Minutes]:
    return list(at.meeting.minutes.order_by("-edition"))


def attendance_rows(meeting: Meeting) -> list[tuple[int, str, list[str]]]:
    """Everybody with a seat; for a deputy also the members of the same side one may sit for."""
    rows = [one for one in meeting.attendance.all() if one.person_id is not None or one.side]
    return [(one.pk, _labelled(one), _sits_for(one, rows)) for one in rows]


def members_present(meeting: Meeting) -> int:
    """Members and deputies; a guest approves nothing."""
    return meeting.attendance.filter(is_present=True).exclude(person=None, side="").count()


def _labelled(one: Attendance) -> str:
    side = str(Side(one.side).label) if one.side else ""
    said = ", ".join(part for part in (one.name, side) if part)
    return _("%(name)s, vara") % {"name": said} if one.is_deputy else said


def _sits_for(deputy: Attendance, rows: Sequence[Attendance]) -> list[str]:
    if not deputy.is_deputy:
        return []
    return [one.name for one in rows if not one.is_deputy and one.side == deputy.side]


def guests_of(meeting: Meeting) -> dict[str, object]:
    """What a form of who was there begins with."""
    rows = list(meeting.attendance.all())
    guests = [one.name for one in rows if one.person_id is None and not one.side]
    begun: dict[str, object] = {f"for_{one.pk}": one.stands_in_for for one in rows if one.is_deputy}
    begun["present"] = [str(one.pk) for one in rows if one.is_present]
    return begun | {"guests": "\n".join(guests)}


def approved_edition(meeting: Meeting) -> Minutes | None:
    return meeting.minutes.filter(state=State.APPROVED).select_related("meeting__committee").first()
