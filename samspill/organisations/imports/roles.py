"""The columns leader_of and roles: «hr; safety_rep:nord+sor»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.documents.readers import Row
from samspill.organisations.imports.problems import Problems
from samspill.organisations.imports.units import WantedTree, unknown_unit
from samspill.organisations.models import Role
from samspill.organisations.rules import NEEDS_UNITS

NAMES = {
    "hr": Role.HR,
    "hms": Role.HR,
    "hr-rådgiver": Role.HR,
    "safety_rep": Role.SAFETY_REP,
    "verneombud": Role.SAFETY_REP,
    "chief_safety_rep": Role.CHIEF_SAFETY_REP,
    "hovedverneombud": Role.CHIEF_SAFETY_REP,
    "amu_member": Role.AMU_MEMBER,
    "amu": Role.AMU_MEMBER,
    "amu-medlem": Role.AMU_MEMBER,
    "union_rep": Role.UNION_REP,
    "tillitsvalgt": Role.UNION_REP,
    "general_manager": Role.GENERAL_MANAGER,
    "daglig leder": Role.GENERAL_MANAGER,
}


@dataclass(frozen=True, slots=True)
class RoleWish:
    role: Role
    unit_ids: tuple[str, ...] = ()


def leader_wish(row: Row, tree: WantedTree, problems: Problems) -> RoleWish | None:
    value = row.values.get("leader_of", "")
    units = _units(value, r"[;|,]", tree)
    if _known(units, row, "leader_of", tree, problems):
        return RoleWish(Role.LEADER, tuple(sorted(set(units))))
    return None


def read_roles(row: Row, main_unit: str, tree: WantedTree, problems: Problems) -> list[RoleWish]:
    """A safety representative without units represents the unit they work in."""
    wishes: dict[Role, set[str]] = {}
    for part in re.split(r"[;|,]", row.values.get("roles", "")):
        name, _colon, scope = part.strip().partition(":")
        if not name:
            continue
        role = _role(name.strip(), row, problems)
        if role is None:
            continue
        units = _units(scope, r"\+", tree) or [main_unit]
        if role not in NEEDS_UNITS:
            wishes.setdefault(role, set())
        elif not scope.strip() or _known(units, row, "roles", tree, problems):
            wishes.setdefault(role, set()).update(units)
    return [RoleWish(role, tuple(sorted(units))) for role, units in wishes.items()]


def _role(name: str, row: Row, problems: Problems) -> Role | None:
    plain = name.casefold()
    role = NAMES.get(plain)
    if role is None:
        problems.add(_why_not(plain, name), row=row.number, column="roles")
    return role


def _why_not(plain: str, name: str) -> str:
    if plain in {"leader", "leder"}:
        return _("Skriv enhetene personen leder i kolonnen leader_of, ikke som rolle.")
    if plain in {"consultant", "konsulent", "bht"}:
        return _("En konsulent har innsyn så lenge oppdraget varer. Gi rollen på personens side, med sluttdato.")
    return _("«%(role)s» er ikke en rolle. Skriv en eller flere av %(known)s, med semikolon mellom.") % {
        "role": name,
        "known": ", ".join(role.value for role in dict.fromkeys(NAMES.values())),
    }


def _units(value: str, separator: str, tree: WantedTree) -> list[str]:
    value = value.strip()
    if value in tree.lines:
        return [value]
    return [part.strip() for part in re.split(separator, value) if part.strip()]


def _known(units: list[str], row: Row, column: str, tree: WantedTree, problems: Problems) -> bool:
    unknown = [unit_id for unit_id in units if unit_id not in tree.lines]
    for unit_id in unknown:
        problems.add(unknown_unit(unit_id, tree.lines), row=row.number, column=column)
    return bool(units) and not unknown
