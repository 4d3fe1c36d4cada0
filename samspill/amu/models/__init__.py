"""Who sits in a committee, what it meets about, what it decides, and what it reports."""

from samspill.amu.models.committees import Chair, Committee, Pledge, Seat, Side
from samspill.amu.models.meetings import Attendance, Case, Dissent, Meeting
from samspill.amu.models.minutes import Approval, Minutes
from samspill.amu.models.reports import AnnualReport, ReportSection

__all__ = [
    "AnnualReport",
    "Approval",
    "Attendance",
    "Case",
    "Chair",
    "Committee",
    "Dissent",
    "Meeting",
    "Minutes",
    "Pledge",
    "ReportSection",
    "Seat",
    "Side",
]
