"""The year as the wheel draws it, the same on the page, on paper and in the committee's pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.design.charts.wheel import MonthName, Segment, YearWheel, rings_drawn, year_wheel
from samspill.organisations.rules import Viewer
from samspill.yearwheel.models import Ring
from samspill.yearwheel.queries.year import Item
from samspill.yearwheel.rules import Status


def wheel_of(viewer: Viewer, items: Sequence[Item], year: int) -> YearWheel:
    """With addresses and today: for a page."""
    return YearWheel(
        year=year,
        organisation=viewer.organisation_name,
        months=tuple(_month(number, items, year) for number in range(1, 13)),
        segments=tuple(_segment(one) for one in items if one.status != Status.OFF and one.ends_on.year == year),
        rest=(_("Fellesferie"), _("ingen måling")),
        today=viewer.today if viewer.today.year == year else None,
        today_words=_("I dag, %(day)s") % {"day": date_format(viewer.today, _("j. F"))},
    )


def poster_of(wheel: YearWheel) -> YearWheel:
    """For the wall: without today and how it stands, which a wall does not know, and with the numbers of the weeks."""
    return replace(
        wheel,
        months=tuple(replace(one, url="") for one in wheel.months),
        segments=tuple(replace(one, url="", status="planned") for one in wheel.segments if one.status != "skipped"),
        today=None,
        has_weeks=True,
    )


def picture_of(wheel: YearWheel) -> SafeString:
    title = _("Årshjul %(year)d for %(organisation)s") % {"year": wheel.year, "organisation": wheel.organisation}
    names = ", ".join(str(Ring(ring).label) for ring in rings_drawn(wheel.segments))
    description = _("Ringene utenfra og inn: %(rings)s. Alt står også i listen.") % {"rings": names}
    return year_wheel(wheel, title=title, description=description)


def ring_names(wheel: YearWheel) -> list[tuple[str, str]]:
    return [(ring, str(Ring(ring).label)) for ring in rings_drawn(wheel.segments)]


def _month(number: int, items: Sequence[Item], year: int) -> MonthName:
    """One hears of a month what one sees in its wedge: each thing by its name."""
    first = date(year, number, 1)
    here = [one.title for one in items if (one.ends_on.year, one.ends_on.month) == (year, number)]
    return MonthName(
        name=date_format(first, "F"),
        heard=_("%(month)s: %(what)s")
        % {"month": date_format(first, "F Y"), "what": ", ".join(here) or _("ingenting")},
        url=f"{reverse('wheel_month')}?maned={first:%Y-%m}",
    )


def _segment(one: Item) -> Segment:
    return Segment(
        month=one.ends_on.month,
        ring=one.ring,
        short=one.short,
        status=one.status.value,
        heard=f"{one.title}, {one.days}: {one.status.label}",
        url=one.url,
    )
