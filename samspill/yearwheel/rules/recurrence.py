"""Days that come back every year: which there are, and when one is reminded of them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.content.holidays import working_day_on_or_after

JULY = 7
FEBRUARY = 2
SHORTEST_FEBRUARY = 28
MOST_LEAD = 90
A_YEAR = 2027
"""Any that is no leap year: a milestone comes in all of them."""


@dataclass(frozen=True, slots=True)
class Window:
    """From the first to the last day, both included, every year."""

    first_month: int
    first_day: int
    last_month: int
    last_day: int

    def in_year(self, year: int) -> tuple[date, date]:
        """The first working day in the window, and its last day."""
        first, last = date(year, self.first_month, self.first_day), date(year, self.last_month, self.last_day)
        return min(working_day_on_or_after(first), last), last


def check_can_recur(window: Window) -> None:
    """Every year has the days, the end comes after the beginning, and July is left in peace."""
    _check_day(window.first_month, window.first_day)
    _check_day(window.last_month, window.last_day)
    first, last = (window.first_month, window.first_day), (window.last_month, window.last_day)
    if last < first:
        raise Refused(
            _("Siste dag kommer før første dag. Går den over nyttår, legg den inn som to milepæler, én på hver side.")
        )
    if window.first_month <= JULY <= window.last_month:
        raise Refused(_("Juli er fri for milepæler. La den slutte senest 30. juni, eller begynne tidligst 1. august."))


def _check_day(month: int, day: int) -> None:
    if not 1 <= month <= 12:
        raise Refused(_("Velg en måned."))
    longest = monthrange(A_YEAR, month)[1]
    if 1 <= day <= longest:
        return
    name = str(MONTHS[month]).lower()
    if (month, day) == (FEBRUARY, SHORTEST_FEBRUARY + 1):
        raise Refused(_("29. februar kommer bare hvert fjerde år. Velg 28. februar."))
    raise Refused(
        _("%(day)d. %(month)s finnes ikke. Velg en dag fra 1 til %(longest)d.")
        % {"day": day, "month": name, "longest": longest}
    )


def check_title(title: str) -> None:
    if not title.strip():
        raise Refused(_("Gi milepælen et navn."))


def remind_day(starts_on: date, lead_days: int) -> date:
    """So many days before it begins; on a working day, and never in July."""
    day = working_day_on_or_after(starts_on - timedelta(days=min(lead_days, MOST_LEAD)))
    if day.month == JULY:
        day = working_day_on_or_after(date(day.year, JULY + 1, 1))
    return min(day, starts_on)
