"""The year for the wall: one page, A4 or A3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.design.charts.styles import wheel_with_styles
from samspill.documents.pdf import render
from samspill.organisations.rules import Viewer
from samspill.yearwheel.queries.picture import picture_of, poster_of, ring_names, wheel_of
from samspill.yearwheel.queries.year import Item, MonthList, months_of

SIZES = ("a4", "a3")
JULY = 7


def poster(viewer: Viewer, items: Sequence[Item], year: int, *, paper: str) -> bytes:
    """A PDF with the wheel and beside it the whole list; without today, for it hangs there all year."""
    drawn = poster_of(wheel_of(viewer, items, year))
    return render("wheel", {**poster_data(viewer, items, year), "paper": paper, "svg": wheel_for_paper(drawn)})


def wheel_for_paper(drawn: Any) -> str:
    return wheel_with_styles(picture_of(drawn))


def poster_data(viewer: Viewer, items: Sequence[Item], year: int) -> dict[str, Any]:
    drawn = wheel_of(viewer, items, year)
    return {
        "title": _("Året vårt sammen, %(year)d") % {"year": year},
        "kicker": viewer.organisation_name,
        "organisation": viewer.organisation_name,
        "mark": "public",
        "made_on": date_format(viewer.today, _("j. F Y")),
        "alt": _("Årshjul %(year)d. Alt i det står i listen ved siden av.") % {"year": year},
        "rings": [list(each) for each in ring_names(drawn)],
        "months": [_month(one) for one in months_of(items, year)],
        "foot": _("Datoene kan endre seg. Siste utgave ligger i Samspill."),
    }


def _month(month: MonthList) -> dict[str, Any]:
    rest = _("Fellesferie. Ingen måling.") if month.first.month == JULY and not month.items else None
    return {
        "name": month.name.capitalize(),
        "rest": rest,
        "items": [{"ring": one.ring, "title": one.title, "days": _short_days(one)} for one in month.items],
    }


def _short_days(one: Item) -> str:
    """Within its month the name of the month need not be said again."""
    last = date_format(one.ends_on, _("j."))
    if one.starts_on == one.ends_on:
        return last
    same = one.starts_on.month == one.ends_on.month
    first = date_format(one.starts_on, _("j.") if same else _("j. N"))
    return _("%(first)s–%(last)s") % {"first": first, "last": last}
