"""A small workplace and the people every test knows.

Solvik kommune: Helse (Hjemmetjenesten Nord, Hjemmetjenesten Sør) and Teknisk. **Kari** is a member of Nord,
**Jonas** her leader, **Amina** safety representative for Helse (she works in Sør), **Per** HR/HMS, **Tor** leader
of Teknisk who is also HR, **Siri** a consultant here and in Annen AS, **Ola** HR in Annen AS, **Rut** runs the
installation and is nobody's colleague.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from samspill.accounts.models import User
from samspill.organisations.models import Assignment, Organisation, Person, Post, Role, Unit

SINCE = date(2024, 1, 1)


@dataclass
class Cast:
    solvik: Organisation
    other: Organisation
    root: Unit
    helse: Unit
    nord: Unit
    sor: Unit
    teknisk: Unit
    kari: Person
    jonas: Person
    amina: Person
    per: Person
    tor: Person
    siri: Person
    ola: Person
    rut: User
    crew: list[Person]

    def user(self, name: str) -> User:
        """The user behind a name, ``rut`` included."""
        if name == "rut":
            return self.rut
        user = getattr(self, name).user
        assert isinstance(user, User)
        return user


NAMES = ("kari", "jonas", "amina", "per", "tor", "siri", "ola", "rut")


def make_unit(organisation: Organisation, name: str, parent: Unit | None = None) -> Unit:
    unit = Unit.objects.create(
        organisation=organisation,
        external_id=name.lower().replace(" ", "-"),
        name=name,
        parent=parent,
        opened_on=SINCE,
    )
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    return unit


def make_person(unit: Unit, name: str, *, email: str | None = None, since: date = SINCE) -> Person:
    user = User.objects.create_user(email, name=name) if email else None
    person = Person.objects.create(
        organisation=unit.organisation,
        external_id=name.lower().replace(" ", "-"),
        name=name,
        email=email,
        user=user,
        joined_on=since,
    )
    Post.objects.create(person=person, unit=unit, valid_from=since, recorded_on=since)
    return person


def give_role(person: Person, role: Role, *units: Unit) -> Assignment:
    assignment = Assignment.objects.create(person=person, role=role, valid_from=SINCE)
    assignment.units.set(units)
    return assignment


def make_cast() -> Cast:
    solvik = Organisation.objects.create(name="Solvik kommune", slug="solvik", headcount=40, is_public=True)
    other = Organisation.objects.create(name="Annen AS", slug="annen", headcount=40)
    units, other_root = _make_units(solvik), make_unit(other, "Annen")
    named = _make_people(units, other_root)
    _give_roles(units, named)
    _make_guest(named["siri"], other_root)
    crew = [make_person(units[key], f"{units[key].name} {i}") for key in ("nord", "sor", "teknisk") for i in range(8)]
    rut = User.objects.create_user("rut@drift.example", name="Rut", is_administrator=True)
    known: dict[str, Any] = {**units, **named}
    return Cast(solvik=solvik, other=other, rut=rut, crew=crew, **known)


def _make_units(solvik: Organisation) -> dict[str, Unit]:
    root = make_unit(solvik, "Solvik")
    helse, teknisk = make_unit(solvik, "Helse", root), make_unit(solvik, "Teknisk", root)
    return {
        "root": root,
        "helse": helse,
        "teknisk": teknisk,
        "nord": make_unit(solvik, "Hjemmetjenesten Nord", helse),
        "sor": make_unit(solvik, "Hjemmetjenesten Sør", helse),
    }


def _make_people(units: dict[str, Unit], other_root: Unit) -> dict[str, Person]:
    return {
        "kari": make_person(units["nord"], "Kari Nes", email="kari@solvik.example"),
        "jonas": make_person(units["nord"], "Jonas Vik", email="jonas@solvik.example"),
        "amina": make_person(units["sor"], "Amina Ali", email="amina@solvik.example"),
        "per": make_person(units["root"], "Per Moe", email="per@solvik.example"),
        "tor": make_person(units["teknisk"], "Tor Lie", email="tor@solvik.example"),
        "siri": make_person(units["root"], "Siri Dahl", email="siri@bht.example"),
        "ola": make_person(other_root, "Ola Bakke", email="ola@annen.example"),
    }


def _give_roles(units: dict[str, Unit], named: dict[str, Person]) -> None:
    give_role(named["jonas"], Role.LEADER, units["nord"])
    give_role(named["amina"], Role.SAFETY_REP, units["helse"])
    give_role(named["per"], Role.HR)
    give_role(named["tor"], Role.LEADER, units["teknisk"])
    give_role(named["tor"], Role.HR)
    give_role(named["siri"], Role.CONSULTANT, units["helse"])
    give_role(named["ola"], Role.HR)


def _make_guest(siri: Person, other_root: Unit) -> None:
    """Siri again, in the other organisation she advises."""
    guest = Person.objects.create(
        organisation=other_root.organisation,
        external_id="siri",
        name=siri.name,
        email=siri.email,
        user=siri.user,
        joined_on=SINCE,
    )
    give_role(guest, Role.CONSULTANT, other_root)
