from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Unfit:
    """What in a draft everybody may not read."""

    empty: Sequence[str] = ()
    """The headings of sections without a word."""
    exempt: str = ""
    """The number of an exempt case that is told with its title, as it stood before it was found exempt."""
    is_taken_back: bool = False
    """A survey was withdrawn after the draft was made."""


def check_can_adopt(report: AnnualReport, meeting: Meeting, *, unfit: Unfit) -> None:
    check_can_edit_report(report)
    if meeting.committee_id != report.committee_id or meeting.state != Meeting.State.HELD:
        raise Refused(_("Årsrapporten vedtas i et møte utvalget har holdt."))
    if unfit.empty:
        raise Refused(
            _("Ingenting står under: %(which)s. Skriv litt, om så bare at det ikke er noe å melde.")
            % {"which": ", ".join(unfit.empty)}
        )
    if unfit.exempt:
        raise Refused(
            _("Sak %(sign)s er unntatt, men står i teksten. Ta den ut før rapporten vedtas.") % {"sign": unfit.exempt}
        )
    if unfit.is_taken_back:
        raise Refused(
            _("En måling er trukket tilbake etter at utkastet ble laget. Hent utkastet på nytt, og se over tallene.")
        )


def check_is_new(year: int, *, there: Collection[int]) -> None:
    if year in there:
        raise Refused(_("Årsrapporten for %(year)d finnes alt.") % {"year": year})


def without_cases(text: str, signs: Collection[str]) -> str:
    """A text in which each of these cases that has a line of its own is told by its number alone."""
    starts = [f"– {sign} " for sign in signs]
    return "\n".join(_without(line, starts) for line in text.split("\n"))


def _without(line: str, starts: Collection[str]) -> str:
    start = next((one for one in starts if line.strip().startswith(one)), "")
    return start + _("Unntatt sak") if start else line
