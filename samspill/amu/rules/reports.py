from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from samspill.amu.models import AnnualReport, Meeting
from samspill.audit.rules import Refused

FIRST_YEAR = 2000


def check_can_draft(year: int, *, this_year: int) -> None:
    if not FIRST_YEAR <= year <= this_year:
        raise Refused(
            _("Årsrapporten skrives for et år som er begynt. Velg %(year)d eller tidligere.") % {"year": this_year}
        )


def check_can_edit_report(report: AnnualReport) -> None:
    if report.state == AnnualReport.State.ADOPTED:
        raise Refused(_("Årsrapporten er vedtatt og kan ikke endres."))


def check_can_adopt(report: AnnualReport, meeting: Meeting, *, empty: int) -> None:
    check_can_edit_report(report)
    if meeting.committee_id != report.committee_id or meeting.state != Meeting.State.HELD:
        raise Refused(_("Årsrapporten vedtas i et møte utvalget har holdt."))
    if empty:
        raise Refused(_("Noen avsnitt er tomme. Skriv litt i hvert, om så bare at det ikke er noe å melde."))


def check_is_new(year: int, *, there: Collection[int]) -> None:
    if year in there:
        raise Refused(_("Årsrapporten for %(year)d finnes alt.") % {"year": year})
