"""Every address has a row of expected answers per member of the cast; an address without a row fails."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import NAMES, Cast
from tests.doors import Door

APPS = (
    "accounts", "amu", "answers", "demo", "leadership", "measures", "notices", "organisations", "pulses", "results", "risk", "site", "yearwheel",
)  # fmt: skip


def all_doors() -> dict[str, Door]:
    doors: dict[str, Door] = {}
    for app in APPS:
        doors |= importlib.import_module(f"samspill.{app}.tests.doors").DOORS
    return doors


def named_patterns(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named_patterns(pattern)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield pattern.name


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert set(named_patterns(get_resolver())) == set(all_doors())


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(all_doors()))
def test_the_door_answers_each_of_the_cast_as_its_row_says(name: str, cast: Cast) -> None:
    door = all_doors()[name]
    args = dict(door.args(cast))
    missing = {"anonymous", *NAMES} - set(door.expect)
    assert not missing, f"no expectation for {sorted(missing)}"
    address = reverse(name, kwargs=args)
    got = {who: knock(cast, who, door, address) for who in door.expect}
    assert got == dict(door.expect)


def knock(cast: Cast, who: str, door: Door, address: str) -> int:
    client = Client()
    if who != "anonymous":
        client.force_login(cast.user(who))
    sent: dict[str, Any] = {"data": door.data} if door.data else {}
    return int(getattr(client, door.method)(address, **sent).status_code)
