"""The workplace as the two files it is imported from: the same road as everybody's."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from samspill.demo.workplace import FIRST, JOB, JOBS, KNOWN, LAST, LEADERS, PLACES

Row = tuple[str, ...]


def units_csv() -> bytes:
    head = ("unit_id", "parent_id", "name", "name_nn", "name_en")
    return _csv([head, *((p.id, p.parent, p.name, p.name_nn or p.name, p.name_en) for p in PLACES)])


def people_csv() -> bytes:
    head = ("person_id", "name", "email", "unit_id", "leader_of", "roles", "language", JOB)
    return _csv([head, *_known(), *_leaders(), *_others()])


def _csv(rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _known() -> Iterator[Row]:
    for one in KNOWN:
        leads = one.unit if LEADERS.get(one.unit) == one.name else ""
        # A safety representative's area is a set of units and is given as a role afterwards.
        roles = "" if one.area else one.roles
        yield one.id, one.name, one.email, one.unit, leads, roles, "nb", "leder" if leads else JOBS[0]


def _leaders() -> Iterator[Row]:
    known = {one.name for one in KNOWN}
    for unit, name in LEADERS.items():
        if name not in known:
            yield f"leder-{unit}", name, _address(name), unit, unit, "", "nb", "leder"


def _others() -> Iterator[Row]:
    number = 0
    taken = {one.unit for one in KNOWN if LEADERS.get(one.unit) != one.name}
    for place in PLACES:
        for _ in range(place.people - (1 if place.id in taken else 0)):
            name = f"{FIRST[number % len(FIRST)]} {LAST[(number * 7 + number // len(LAST)) % len(LAST)]}"
            email = "" if place.without_email else f"a{number}.{_address(name)}"
            language = "nn" if number % 9 == 4 else "en" if number % 31 == 7 else "nb"
            yield f"p{number}", name, email, place.id, "", "", language, JOBS[number % len(JOBS)]
            number += 1


def _address(name: str) -> str:
    plain = name.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a").replace(" ", ".")
    return f"{plain}@solvik.example"
