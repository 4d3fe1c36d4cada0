"""Single values of a results file, and how a wrong one is named: where it stands, what is wrong, what stands there."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from samspill.insight.errors import BadInput

LARGEST = 1e9
"""No number of people and no figure is larger."""


class Fault(StrEnum):
    """What is wrong with a value; the sentences stand in :mod:`samspill.insight.auditor.words`.

    >>> Fault("missing").english.format(value="'n'")
    "'n' is missing"
    """

    english: str

    def __new__(cls, value: str, english: str = "") -> Self:
        """A fault with its English sentence."""
        made = str.__new__(cls, value)
        made._value_ = value
        made.english = english
        return made

    MISSING = "missing", "{value} is missing"
    OBJECT = "object", "{value} is not an object"
    LIST = "list", "{value} is not a list"
    NUMBER = "number", "{value} is not a number"
    PEOPLE = "people", "{value} is not a whole number of people"
    TWICE = "twice", "{value} is there twice"
    CELL = "cell", "unknown cell {value}"
    ROUND = "round", "unknown round {value}"
    FIELD = "field", "unknown field or kind {value}, which may tell what nobody has looked at"
    DIGITS = "digits", "{value}: the first has more decimals than the second allows"
    COUNTS = "counts", "{value}: counts there, and values of the scale"
    BAND = "band", "a band has two ends, not {value}"
    SCALE = "scale", "a scale is a lowest and a larger highest whole number, not {value}"
    MEMBER = "member", "a row is round, person and cell, not {value}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands: the way there, and by which names a person finds it.

    >>> print(Place().at("rounds").at(0).named("round '7'").at("n"))
    rounds[0].n (round '7')
    """

    path: str = ""
    names: tuple[str, ...] = ()

    def at(self, key: str | int) -> Place:
        """A place within this one: a key of an object or a number in a list."""
        step = f"[{key}]" if isinstance(key, int) else f".{key}"
        return Place(f"{self.path}{step}".removeprefix("."), self.names)

    def named(self, *names: str) -> Place:
        """The same place with more names."""
        return Place(self.path, (*self.names, *names))

    def __str__(self) -> str:
        names = f" ({', '.join(self.names)})" if self.names else ""
        return f"{self.path or 'results'}{names}"


class BadResults(BadInput):
    """The content of a results file is not what it must be; the message names the place and the value.

    >>> str(BadResults(Place("rounds[0].n"), Fault.PEOPLE, -1))
    'rounds[0].n: -1 is not a whole number of people'
    """

    def __init__(self, place: Place, fault: Fault, value: object) -> None:
        self.place, self.fault, self.value = place, fault, value
        super().__init__(f"{place}: {fault.english.format(value=self.shown)}")

    @property
    def shown(self) -> str:
        """The offending value as it stood, shortened."""
        text = repr(self.value)
        return text if len(text) <= 80 else f"{text[:77]}..."


def required(row: Any, key: str, where: Place) -> Any:
    """The value of a key that must be there.

    >>> required({"n": 5}, "n", Place())
    5
    """
    if not isinstance(row, Mapping):
        raise BadResults(where, Fault.OBJECT, row)
    if key not in row:
        raise BadResults(where, Fault.MISSING, key)
    return row[key]


def listed(value: Any, where: Place) -> Sequence[Any]:
    """A list, as it is.

    >>> listed([1], Place())
    [1]
    """
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise BadResults(where, Fault.LIST, value)
    return value


def number(value: Any, where: Place) -> float:
    """A finite number of a believable size.

    >>> number(3, Place())
    3.0
    """
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not abs(value) <= LARGEST or not math.isfinite(value):
        raise BadResults(where, Fault.NUMBER, value)
    return float(value)


def people_in(value: Any, where: Place) -> int:
    """A whole number, zero or more.

    >>> people_in(6.0, Place())
    6
    """
    found = number(value, where)
    if found < 0 or found != int(found):
        raise BadResults(where, Fault.PEOPLE, value)
    return int(found)


def text_or_none(value: Any) -> str | None:
    """A name; an empty one is none.

    >>> text_or_none(""), text_or_none(7)
    (None, '7')
    """
    return None if value is None or value == "" else str(value)
