"""The sealed form of answers: a tally is a fixed-length block of counts, a shard one of sums, a comment a padded page.

Only this module knows the bytes. A tally holds ``respondents`` and, for each item, how many chose each value, as
little-endian 32-bit counts, so its length depends on the questionnaire alone and never on what was answered. So does
the length of a shard: six sums for each item that is held against the index. A comment page has the same length whether
something is written on it or not.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from samspill.content.items import PULSE_ITEMS
from samspill.insight.drivers import Sums
from samspill.pulses.keys import round_key
from samspill.pulses.models import PulseRound
from samspill.sealing import open_sealed, seal

COMMENT_CHARACTERS = 400
PAGE_BYTES = 2048
SUMS = 6


@dataclass(frozen=True, slots=True)
class Layout:
    """Which items a tally counts, on which scale."""

    items: tuple[str, ...]
    lo: int
    hi: int

    @property
    def width(self) -> int:
        return self.hi - self.lo + 1


@dataclass(frozen=True, slots=True)
class Counts:
    """How many took part, and per item how many chose each value from lowest to highest, as asked (not turned)."""

    respondents: int
    counts: dict[str, tuple[int, ...]]


def layout_of(definition: Mapping[str, Any]) -> Layout:
    scale = definition["scale"]
    return Layout(tuple(item["id"] for item in definition["items"]), int(scale["min"]), int(scale["max"]))


@lru_cache(maxsize=64)
def _packing(layout: Layout) -> struct.Struct:
    return struct.Struct(f"<{1 + len(layout.items) * layout.width}I")


def empty(layout: Layout) -> bytes:
    return bytes(_packing(layout).size)


def add(block: bytes, layout: Layout, answers: Mapping[str, int | None]) -> bytes:
    """``block`` with one respondent more; an item that was not answered adds nothing."""
    packing, width = _packing(layout), layout.width
    numbers = list(packing.unpack(block))
    numbers[0] += 1
    for index, item in enumerate(layout.items):
        value = answers.get(item)
        if value is not None:
            numbers[1 + index * width + (value - layout.lo)] += 1
    return packing.pack(*numbers)


def read(block: bytes, layout: Layout) -> Counts:
    numbers = _packing(layout).unpack(block)
    width = layout.width
    counts = {item: numbers[1 + i * width : 1 + (i + 1) * width] for i, item in enumerate(layout.items)}
    return Counts(numbers[0], counts)


@dataclass(frozen=True, slots=True)
class PairLayout:
    """Which items are held against the index, which items it is made of, and which of both are turned round."""

    items: tuple[str, ...]
    index: tuple[str, ...]
    turned: frozenset[str]
    lo: int
    hi: int

    @property
    def format(self) -> str:
        return f"<{SUMS * len(self.items)}I"

    def above(self, item: str, value: int) -> int:
        """How far an answer lies from the end of the scale that is not good."""
        return self.hi - value if item in self.turned else value - self.lo


def pair_layout_of(definition: Mapping[str, Any]) -> PairLayout | None:
    """Nothing where no more is asked than the three monthly items, or not all of them."""
    asked, scale = definition["items"], definition["scale"]
    items = tuple(one["id"] for one in asked if one["id"] not in PULSE_ITEMS and not one.get("sensitive"))
    if not items or not set(PULSE_ITEMS) <= {one["id"] for one in asked}:
        return None
    turned = frozenset(one["id"] for one in asked if one["direction"] == "-")
    return PairLayout(items, PULSE_ITEMS, turned, int(scale["min"]), int(scale["max"]))


def no_pairs(layout: PairLayout) -> bytes:
    return bytes(struct.calcsize(layout.format))


def add_pairs(block: bytes, layout: PairLayout, answers: Mapping[str, int | None]) -> bytes:
    """``block`` with one respondent more: a pair for each item answered, and none without the whole of the index."""
    index = 0
    for item in layout.index:
        value = answers.get(item)
        if value is None:
            return block
        index += layout.above(item, value)
    numbers = list(struct.unpack(layout.format, block))
    for place, item in enumerate(layout.items):
        value = answers.get(item)
        if value is not None:
            x, at = layout.above(item, value), place * SUMS
            numbers[at] += 1
            numbers[at + 1] += x
            numbers[at + 2] += index
            numbers[at + 3] += x * x
            numbers[at + 4] += index * index
            numbers[at + 5] += x * index
    return struct.pack(layout.format, *numbers)


def read_pairs(block: bytes, layout: PairLayout) -> dict[str, Sums]:
    numbers = struct.unpack(layout.format, block)
    return {item: Sums(*numbers[i * SUMS : (i + 1) * SUMS]) for i, item in enumerate(layout.items)}


def seal_shard(block: bytes, *, pulse_round: PulseRound, number: int) -> bytes:
    return seal(block, key=round_key(pulse_round), context=f"shard:{pulse_round.pk}:{number}")


def open_shard(sealed: bytes | memoryview, *, pulse_round: PulseRound, number: int) -> bytes:
    return open_sealed(sealed, key=round_key(pulse_round), context=f"shard:{pulse_round.pk}:{number}")


def tally_context(round_id: int, table: str, cell_id: int) -> str:
    return f"tally:{round_id}:{table}:{cell_id}"


def seal_tally(block: bytes, *, pulse_round: PulseRound, table: str, cell_id: int) -> bytes:
    return seal(block, key=round_key(pulse_round), context=tally_context(pulse_round.pk, table, cell_id))


def open_tally(sealed: bytes | memoryview, *, pulse_round: PulseRound, table: str, cell_id: int) -> bytes:
    return open_sealed(sealed, key=round_key(pulse_round), context=tally_context(pulse_round.pk, table, cell_id))


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote, and the widest reader they chose."""

    text: str
    reader: str
    language: str


def seal_comment(written: Written, *, pulse_round: PulseRound, cell_id: int) -> bytes:
    content = json.dumps([written.text, written.reader, written.language], ensure_ascii=False).encode()
    if len(content) > PAGE_BYTES:
        raise ValueError(f"A comment has at most {COMMENT_CHARACTERS} characters.")
    page = content.ljust(PAGE_BYTES)
    return seal(page, key=round_key(pulse_round), context=f"comment:{pulse_round.pk}:{cell_id}")


def open_comment(sealed: bytes | memoryview, *, pulse_round: PulseRound, cell_id: int) -> Written | None:
    """What is written on the page, or nothing if it was left blank."""
    page = open_sealed(sealed, key=round_key(pulse_round), context=f"comment:{pulse_round.pk}:{cell_id}")
    text, reader, language = json.loads(page)
    return Written(text, reader, language) if text else None
