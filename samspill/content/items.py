"""The item bank: every question Samspill ships, its scale, and what is known about its quality."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from samspill.content.language import LocalText
from samspill.content.source import ContentError, shipped_data

Direction = Literal["+", "-"]
Frame = Literal["four_weeks", "three_months", ""]

PULSE_ITEMS = ("P1", "P2", "P3")


@dataclass(frozen=True, slots=True)
class Scale:
    """An answer scale of whole numbers. `labels`: one text per value, empty where the number stands alone."""

    min: int
    max: int
    labels: tuple[LocalText, ...]
    skip: LocalText

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(range(self.min, self.max + 1))

    def label(self, value: int) -> LocalText:
        return self.labels[value - self.min]


@dataclass(frozen=True, slots=True)
class Item:
    """One question. With direction "-" it is asked as it stands and turned round before it is averaged."""

    id: str
    text: LocalText
    label: LocalText
    factor: str
    law: tuple[str, ...]
    direction: Direction
    sensitive: bool
    frame: Frame
    also: tuple[str, ...] = ()

    @property
    def reversed(self) -> bool:
        return self.direction == "-"


@dataclass(frozen=True, slots=True)
class ItemBank:
    version: str
    licence: str
    validated: bool
    statement: LocalText
    validation_plan: tuple[LocalText, ...]
    scale: Scale
    frames: Mapping[str, LocalText]
    items: Mapping[str, Item]

    def item(self, item_id: str) -> Item:
        if item_id not in self.items:
            raise ContentError(f"no item {item_id!r} in the bank")
        return self.items[item_id]

    def chosen(self, item_ids: tuple[str, ...] | list[str]) -> tuple[Item, ...]:
        return tuple(self.item(item_id) for item_id in item_ids)


@cache
def item_bank() -> ItemBank:
    raw = shipped_data("items.yaml")
    return ItemBank(
        version=raw["version"],
        licence=raw["licence"],
        validated=raw["validated"],
        statement=LocalText.of(raw["statement"]),
        validation_plan=tuple(map(LocalText.of, raw["validation_plan"])),
        scale=_scale(raw["scale"]),
        frames=MappingProxyType({key: LocalText.of(text) for key, text in raw["frames"].items()}),
        items=MappingProxyType({each["id"]: _item(each) for each in raw["items"]}),
    )


def _scale(raw: dict[str, Any]) -> Scale:
    return Scale(raw["min"], raw["max"], tuple(map(LocalText.of, raw["labels"])), LocalText.of(raw["skip"]))


def _item(raw: dict[str, Any]) -> Item:
    return Item(
        id=raw["id"],
        text=LocalText.of(raw["text"]),
        label=LocalText.of(raw["label"]),
        factor=raw["factor"],
        law=tuple(raw["law"]),
        direction=raw["direction"],
        sensitive=raw.get("sensitive", False),
        frame=raw["frame"],
        also=tuple(raw.get("also", ())),
    )
