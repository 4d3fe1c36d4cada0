"""Who may do what in a committee. A truth table over how somebody stands to it; nothing here asks the database."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.amu.models import Committee, Side
from samspill.audit.rules import Refused, permits

VOTES = (Side.EMPLOYER, Side.EMPLOYEES)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one viewer stands to one committee on a day."""

    kind: str = Committee.Kind.AMU
    is_member: bool = False
    """Has a seat, deputies too."""
    side: str = ""
    is_deputy: bool = False
    is_chair: bool = False
    is_secretary: bool = False
    """Named, or HR/HMS where nobody is."""
    administers: bool = False
    """HR/HMS and the general manager: they look after who sits where."""
    works_here: bool = False
    """Any hat but a consultant's."""
    has_pledged: bool = False

    @property
    def is_formal(self) -> bool:
        """Sides, confidentiality and approval by both belong to the committee the law asks for."""
        return self.kind == Committee.Kind.AMU

    @property
    def runs(self) -> bool:
        """Calls, writes and sends: the chair, the secretary, and those who look after the committee."""
        return self.is_chair or self.is_secretary or self.administers

    @property
    def reads(self) -> bool:
        return self.is_member or self.runs

    @property
    def reads_open(self) -> bool:
        """Everybody who works here may know who sits in the committee and read what it has approved."""
        return self.reads or (self.is_formal and self.works_here)

    @property
    def sees_exempt(self) -> bool:
        """Members who have confirmed their confidentiality, and the one who writes. Nobody by office alone."""
        pledged = self.is_member and (self.has_pledged or not self.is_formal)
        return pledged or self.is_secretary

    @property
    def owes_pledge(self) -> bool:
        return self.is_formal and self.is_member and not self.has_pledged

    @property
    def approves(self) -> bool:
        if not self.is_formal:
            return self.is_member
        return self.is_member and self.side in VOTES and self.has_pledged


def check_can_look_after(standing: Standing) -> None:
    """Members, terms, chair and secretary: they come with a role, so those who give roles do it."""
    if not standing.administers:
        raise Refused(_("Medlemmer og leder føres av HR- og HMS-rådgiveren eller daglig leder."))


def can_look_after(standing: Standing) -> bool:
    return permits(check_can_look_after, standing)


def check_can_run(standing: Standing) -> None:
    if not standing.runs:
        raise Refused(_("Dette gjør lederen av utvalget eller sekretæren."))


def can_run(standing: Standing) -> bool:
    return permits(check_can_run, standing)


def check_can_propose(standing: Standing) -> None:
    if not standing.reads:
        raise Refused(_("Saker meldes inn av medlemmene. Snakk med verneombudet eller et medlem."))


def can_propose(standing: Standing) -> bool:
    return permits(check_can_propose, standing)


def check_can_pledge(standing: Standing) -> None:
    if not standing.owes_pledge:
        raise Refused(_("Taushetsplikten bekreftes én gang, av medlemmer og varamedlemmer."))


def check_can_see_exempt(standing: Standing) -> None:
    if not standing.sees_exempt:
        raise Refused(_("Saken er unntatt. Den leses av medlemmer som har bekreftet taushetsplikten."))
