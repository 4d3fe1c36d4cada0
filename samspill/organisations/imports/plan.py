"""What an import will do, before it does it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from samspill.organisations.imports.people import PersonLine, WantedPeople
from samspill.organisations.imports.roles import RoleWish
from samspill.organisations.imports.units import UnitLine, WantedTree
from samspill.organisations.models import Organisation, Role, Unit


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of change, for the preview and the command line."""

    heading: str
    lines: list[str]

    @property
    def count(self) -> int:
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class UnitChange:
    unit: Unit
    line: UnitLine


@dataclass(frozen=True, slots=True)
class UnitPlan:
    wanted: WantedTree
    existing: dict[str, Unit]
    added: list[UnitLine] = field(default_factory=list)
    renamed: list[UnitChange] = field(default_factory=list)
    moved: list[UnitChange] = field(default_factory=list)
    touched: list[UnitChange] = field(default_factory=list)
    """Other names or kind only: no event."""
    reopened: list[UnitChange] = field(default_factory=list)
    closed: list[Unit] = field(default_factory=list)

    def sections(self) -> Iterator[Section]:
        yield Section(_("Nye enheter"), [f"{line.name} ({line.unit_id})" for line in self.added])
        yield Section(
            _("Enheter som får nytt navn"), [f"{change.unit.name} → {change.line.name}" for change in self.renamed]
        )
        yield Section(_("Enheter som flyttes"), [self._move(change) for change in self.moved])
        yield Section(_("Enheter som åpnes igjen"), [change.line.name for change in self.reopened])
        yield Section(_("Enheter som legges ned"), [f"{unit.name} ({unit.external_id})" for unit in self.closed])

    def _move(self, change: UnitChange) -> str:
        above = change.unit.parent
        now_above = self.wanted.lines.get(change.line.parent_id)
        return _("%(unit)s: fra %(before)s til %(after)s") % {
            "unit": change.line.name,
            "before": above.name if above else _("toppen"),
            "after": now_above.name if now_above else _("toppen"),
        }


@dataclass(frozen=True, slots=True)
class Known:
    """A person as the register has them."""

    pk: int
    external_id: str
    name: str
    email: str | None
    language: str
    is_hired_in: bool
    attributes: dict[str, str]
    joined_on: date
    left_on: date | None
    post_id: int | None = None
    unit_id: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class PersonChange:
    known: Known
    line: PersonLine


@dataclass(frozen=True, slots=True)
class RoleGiven:
    person_id: str
    name: str
    wish: RoleWish


@dataclass(frozen=True, slots=True)
class RoleEnded:
    assignment_id: int
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class PeoplePlan:
    wanted: WantedPeople
    known: dict[str, Known]
    added: list[PersonLine] = field(default_factory=list)
    returned: list[PersonChange] = field(default_factory=list)
    changed: list[PersonChange] = field(default_factory=list)
    renumbered: list[PersonChange] = field(default_factory=list)
    moved: list[PersonChange] = field(default_factory=list)
    left: list[Known] = field(default_factory=list)
    given: list[RoleGiven] = field(default_factory=list)
    ended: list[RoleEnded] = field(default_factory=list)

    @property
    def new_numbers(self) -> dict[str, str]:
        return {change.known.external_id: change.line.person_id for change in self.renumbered}

    def sections(self) -> Iterator[Section]:
        yield Section(_("Nye personer"), [f"{line.name} ({line.unit_id})" for line in self.added])
        yield Section(_("Personer som er tilbake"), [change.line.name for change in self.returned])
        yield Section(
            _("Personer som bytter enhet"),
            [f"{change.line.name}: {change.known.unit_id} → {change.line.unit_id}" for change in self.moved],
        )
        yield Section(
            _("Personer som får nytt nummer"),
            [f"{change.line.name}: {change.known.external_id} → {change.line.person_id}" for change in self.renumbered],
        )
        yield Section(_("Personer med nye opplysninger"), [change.line.name for change in self.changed])
        yield Section(_("Personer som har sluttet"), [known.name for known in self.left])
        yield Section(_("Roller som gis"), [self._given(given) for given in self.given])
        yield Section(_("Roller som avsluttes"), [f"{ended.name}: {ended.role.label}" for ended in self.ended])

    @staticmethod
    def _given(given: RoleGiven) -> str:
        units = ", ".join(given.wish.unit_ids)
        return f"{given.name}: {given.wish.role.label}" + (f" ({units})" if units else "")


@dataclass(frozen=True, slots=True)
class ImportPlan:
    organisation: Organisation
    today: date
    units: UnitPlan
    people: PeoplePlan | None = None
    warnings: list[str] = field(default_factory=list)

    def sections(self) -> list[Section]:
        """The kinds of change there are any of."""
        both = [*self.units.sections(), *(self.people.sections() if self.people else ())]
        return [section for section in both if section.lines]

    @property
    def digest(self) -> str:
        """Of what the preview says: what is confirmed is what was seen."""
        text = "\n".join(line for section in self.sections() for line in (section.heading, *section.lines))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def changes_nothing(self) -> bool:
        return not self.sections() and not self.units.touched
