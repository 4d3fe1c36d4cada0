"""What a page costs somebody with a poor connection: bytes over the wire, and round trips."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.eyes import Reader, Room
from tests.browser.pages import MAIN, Sight
from tests.browser.test_answering import answer_from_home


class Scales:
    """Counts what one page fetches when nothing is remembered from before."""

    def __init__(self, reader: Reader) -> None:
        self.bytes = self.requests = 0
        wire = reader.page.context.new_cdp_session(reader.page)
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
        wire.on("Network.requestWillBeSent", self._asked)
        wire.on("Network.loadingFinished", self._loaded)

    def _asked(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("data:"):
            return
        self.requests += 1
        self.bytes += event.get("redirectResponse", {}).get("encodedDataLength", 0)

    def _loaded(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]


def weigh(reader: Reader, path: str) -> Scales:
    scales = Scales(reader)
    reader.page.goto(reader.demo.address + path, wait_until="networkidle")
    return scales


def test_answering_costs_at_most_20_kilobytes_and_three_requests(room: Room) -> None:
    reader = room.reader("kari")
    answer_from_home(reader)
    [cookie] = [one for one in reader.page.context.cookies() if one.get("name") == "svar"]
    scales = weigh(room.newcomer(), f"/s/{cookie['value']}")
    assert scales.requests <= 3
    assert 0 < scales.bytes <= 20_000


@pytest.mark.parametrize("sight", MAIN, ids=str)
def test_a_first_visit_costs_at_most_120_kilobytes(room: Room, sight: Sight) -> None:
    scales = weigh(room.reader(sight.who), sight.path(room.demo.places))
    assert 0 < scales.bytes <= 120_000
