"""Every page, for everybody: whatever they see with, and however narrow or dark their screen is."""

from __future__ import annotations

import pytest

from tests.browser.eyes import ALL_LOOKS, TWO_LOOKS, Room
from tests.browser.pages import MAIN, NOT_HERE, ON_THE_WAY, OTHER, Sight
from tests.house.test_doors import all_doors

main_page = pytest.mark.parametrize("sight", MAIN, ids=str)
other_page = pytest.mark.parametrize("sight", OTHER, ids=str)
any_page = pytest.mark.parametrize("sight", MAIN + OTHER, ids=str)


@main_page
def test_a_main_page_has_no_barriers_in_any_look(room: Room, sight: Sight) -> None:
    reader = room.reader(sight.who)
    reader.see(sight)
    found = reader.barriers(ALL_LOOKS)
    assert not found, "\n".join(found)


@other_page
def test_every_other_page_has_no_barriers(room: Room, sight: Sight) -> None:
    reader = room.reader(sight.who)
    reader.see(sight)
    found = reader.barriers(TWO_LOOKS)
    assert not found, "\n".join(found)


@any_page
def test_a_page_fits_the_narrowest_phone_and_keeps_the_policy(room: Room, sight: Sight) -> None:
    reader = room.reader(sight.who)
    reader.complaints.clear()
    reader.see(sight)
    assert not (wide := reader.misfits()), "\n".join(wide)
    assert not reader.complaints, "\n".join(reader.complaints)


@main_page
def test_what_one_can_hit_is_as_large_as_a_thumb(room: Room, sight: Sight) -> None:
    reader = room.reader(sight.who)
    reader.see(sight)
    assert not (small := reader.small_targets()), "\n".join(small)


def test_no_page_is_left_out() -> None:
    looked_at = {sight.name for sight in MAIN + OTHER} | ON_THE_WAY | set(NOT_HERE)
    assert {name for name, door in all_doors().items() if door.method == "get"} == looked_at
