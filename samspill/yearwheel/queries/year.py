"""A year ready for a page: milestones and rounds in one list, month by month, and the sentence over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspill.content.language import LocalText
from samspill.content.rhythm import FIRST_YEAR, LAST_YEAR, rounds_for_year
from samspill.content.yearwheel import wheel_note
from samspill.organisations.models import Role
from samspill.organisations.rules import Viewer
from samspill.pulses.models import Kind, PulseRound
from samspill.pulses.queries import rhythm_for, rounds_for
from samspill.yearwheel.models import Ring
from samspill.yearwheel.queries.entries import Entry, days_text, entries_between
from samspill.yearwheel.rules import Status

SHORT = {
    Kind.MONTHLY: LocalText("Puls", "Puls", "Pulse"),
    Kind.QUARTERLY: LocalText("Kvartal", "Kvartal", "Quarter"),
    Kind.YEARLY: LocalText("Bred", "Brei", "Broad"),
    Kind.OWN: LocalText("Egen", "Eiga", "Own"),
}
State = PulseRound.State
ASKED = (State.CLOSING, State.PUBLISHED, State.NOT_PUBLISHED)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the year as the wheel and every list of it say it."""

    title: str
    short: str
    ring: str
    starts_on: date
    ends_on: date
    status: Status
    owner: str
    remark: str
    url: str
    law: str = ""
    is_moved: bool = False

    @property
    def days(self) -> str:
        return days_text(self.starts_on, self.ends_on)

    @property
    def note(self) -> str:
        """«Daglig leder · aml § 3-1 · 3 av 5 enheter er i mål»."""
        moved = _("flyttet") if self.is_moved else ""
        parts = [self.owner[:1].upper() + self.owner[1:], self.law, moved, self.remark]
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class MonthList:
    """What one month of the year has, as a list."""

    first: date
    items: tuple[Item, ...]

    @property
    def name(self) -> str:
        return date_format(self.first, "F")


def item_of(entry: Entry) -> Item:
    if entry.occurrence_id is not None:
        url = reverse("occurrence", args=[entry.occurrence_id])
    else:
        url = reverse("milestone_year", args=[entry.milestone.pk, entry.year])
    return Item(
        title=entry.title,
        short=entry.milestone.short,
        ring=entry.ring,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        status=entry.status,
        owner=entry.owner,
        remark=entry.remark,
        url=url,
        law=entry.law[0].in_one_piece if entry.law else "",
        is_moved=entry.is_moved,
    )


def items_between(viewer: Viewer, start: date, end: date) -> list[Item]:
    """Milestones and rounds that end in these days, in order of time: five statements."""
    found = [item_of(entry) for entry in entries_between(viewer, start, end)]
    found += rounds_between(viewer, start, end)
    return sorted(found, key=lambda one: (one.ends_on, one.starts_on, one.title))


def rounds_between(viewer: Viewer, start: date, end: date) -> list[Item]:
    """Those that are planned or held, and after them those the rhythm will give: two statements."""
    rows = list(rounds_for(viewer).exclude(state=State.CANCELLED).filter(closes_at__date__range=(start, end)))
    found = [_round(one, viewer.today) for one in rows]
    rhythm = rhythm_for(viewer)
    if rhythm is None:
        return found
    known = {one.rhythm_on for one in rows}
    last = max([*(one.starts_on for one in found), viewer.today])
    years = range(max(start.year, FIRST_YEAR), min(end.year, LAST_YEAR) + 1)
    planned = [one for year in years for one in rounds_for_year(year, rhythm.variant)]
    return found + [
        _to_come(one.kind, one.opens_on, one.closes_on)
        for one in planned
        if one.opens_on > last and one.opens_on not in known and start <= one.closes_on <= end
    ]


def _round(one: PulseRound, today: date) -> Item:
    opens, closes = timezone.localdate(one.opens_at), timezone.localdate(one.closes_at)
    coming = Status.DUE if opens <= today else Status.PLANNED
    return Item(
        title=one.title,
        short=_short(one.kind),
        ring=Ring.ROUNDS,
        starts_on=opens,
        ends_on=closes,
        status=Status.DONE if one.state in ASKED else coming,
        owner=str(Role.HR.label),
        remark="",
        url=reverse("pulse_round", args=[one.pk]),
    )


def _to_come(kind: str, opens: date, closes: date) -> Item:
    return Item(
        title=str(Kind(kind).label).capitalize(),
        short=_short(kind),
        ring=Ring.ROUNDS,
        starts_on=opens,
        ends_on=closes,
        status=Status.PLANNED,
        owner=str(Role.HR.label),
        remark="",
        url=reverse("pulse_home"),
    )


def _short(kind: str) -> str:
    return SHORT[Kind(kind)].in_language(get_language() or "nb")


def year_named(text: str, today: date) -> int:
    """«2027»; this year where there is no such."""
    is_year = text.isdecimal() and len(text) == 4
    return int(text) if is_year and today.year - 20 <= int(text) <= today.year + 1 else today.year


def months_of(items: Sequence[Item], year: int) -> list[MonthList]:
    """All twelve, July too: that it is empty is the point."""
    return [
        MonthList(
            date(year, number, 1),
            tuple(one for one in items if (one.ends_on.year, one.ends_on.month) == (year, number)),
        )
        for number in range(1, 13)
    ]


def year_days(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def now_and_next(items: Sequence[Item], today: date, *, most: int) -> list[Item]:
    """What is under way, what was left, and what comes: never more than fits beside the wheel."""
    waiting = [one for one in items if one.status in {Status.DUE, Status.OVERDUE, Status.PLANNED}]
    return [one for one in waiting if one.ends_on >= today - timedelta(days=60)][:most]


def sentence_of(items: Sequence[Item]) -> str:
    """«Tre ting er i gang nå. Neste er «Puls» 7.–18. desember. Alt til nå er på plass.»"""
    now = sum(one.status == Status.DUE for one in items)
    coming = sorted((one for one in items if one.status == Status.PLANNED), key=lambda one: one.starts_on)
    late = sum(one.status == Status.OVERDUE for one in items)
    said = []
    if now:
        said.append(ngettext("Én ting er i gang nå.", "%(n)d ting er i gang nå.", now) % {"n": now})
    if coming:
        names = [_("«%(title)s» %(days)s") % {"title": one.title, "days": one.days} for one in coming[:2]]
        said.append(_("Neste er %(what)s.") % {"what": _(" og ").join(names)})
    if late:
        text = ngettext(
            "Én milepæl er passert uten at noen har ført hvordan det gikk.",
            "%(n)d milepæler er passert uten at noen har ført hvordan det gikk.",
            late,
        )
        said.append(text % {"n": late})
    elif any(one.status == Status.DONE for one in items):
        said.append(_("Alt til nå er på plass."))
    return " ".join(said)


def note_text() -> str:
    return wheel_note().in_language(get_language() or "nb")
