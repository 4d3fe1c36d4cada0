"""Which roles go together, what they need, and that nobody sits on both sides of the table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.organisations.models import Role

ADMINISTRATORS = frozenset({Role.HR, Role.GENERAL_MANAGER})
NEEDS_UNITS = frozenset({Role.LEADER, Role.SAFETY_REP, Role.CONSULTANT})
LEADS = frozenset({Role.LEADER, Role.GENERAL_MANAGER})
REPRESENTS = frozenset({Role.SAFETY_REP, Role.CHIEF_SAFETY_REP})
EVERYWHERE = ("/",)
"""The scope of a role that is for the whole organisation: every path begins so."""


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody has or is to have, and where and when."""

    person: str
    """Whose: two roles meet only in the same person."""
    name: str
    role: str
    paths: tuple[str, ...]
    since: date
    until: date | None = None

    @property
    def scope(self) -> tuple[str, ...]:
        return self.paths if self.role in NEEDS_UNITS else EVERYWHERE


def _same_time(one: Held, other: Held) -> bool:
    return (one.until is None or other.since <= one.until) and (other.until is None or one.since <= other.until)


def _same_place(one: Held, other: Held) -> bool:
    """Each scope means its unit and all below, so two of them meet when one holds the other."""
    return any(a.startswith(b) or b.startswith(a) for a in one.scope for b in other.scope)


def check_nobody_leads_and_represents(held: Iterable[Held]) -> None:
    """A safety representative speaks for the employees to the leader: it cannot be the same person (aml § 6-1)."""
    for one in conflicts(held):
        raise Refused(
            _(
                "%(name)s kan ikke både lede og være verneombud for den samme enheten. "
                "Avslutt den ene rollen, eller velg et annet område."
            )
            % {"name": one.name}
        )


def conflicts(held: Iterable[Held]) -> list[Held]:
    """The leading roles that meet a representing one in the same person, place and time."""
    leading: dict[str, list[Held]] = defaultdict(list)
    representing: dict[str, list[Held]] = defaultdict(list)
    for one in held:
        if one.role in LEADS:
            leading[one.person].append(one)
        elif one.role in REPRESENTS:
            representing[one.person].append(one)
    return [
        one
        for person in leading.keys() & representing.keys()
        for one in leading[person]
        if any(_same_time(one, other) and _same_place(one, other) for other in representing[person])
    ]


def check_can_give_role(wanted: Held, *, already: Iterable[Held]) -> None:
    """``already``: what the person has or will have."""
    held = list(already)
    label = Role(wanted.role).label
    if wanted.role in NEEDS_UNITS and not wanted.paths:
        raise Refused(_("Velg hvilke enheter rollen «%(role)s» gjelder for.") % {"role": label})
    if wanted.until is not None and wanted.until < wanted.since:
        raise Refused(_("Rollen kan ikke slutte før den begynner. Velg en senere sluttdato."))
    if wanted.role == Role.CONSULTANT and wanted.until is None:
        raise Refused(_("En konsulent har innsyn så lenge oppdraget varer. Skriv når det er slutt."))
    if any(one.role == wanted.role and _same_time(one, wanted) and set(wanted.scope) <= set(one.scope) for one in held):
        raise Refused(_("%(name)s har allerede rollen «%(role)s» her.") % {"name": wanted.name, "role": label})
    check_nobody_leads_and_represents([*held, wanted])


def check_can_end_role(last_day: date, *, until: date | None) -> None:
    if until is not None and last_day > until:
        raise Refused(_("Rollen er allerede slutt før denne datoen. Gi rollen på nytt for å forlenge den."))


def check_somebody_administers(remaining: int) -> None:
    """``remaining``: others who administer without an end date."""
    if remaining < 1:
        raise Refused(
            _("Da kan ingen lenger administrere organisasjonen. Gi først en annen rollen som HR- og HMS-rådgiver.")
        )
