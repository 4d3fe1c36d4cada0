"""The content of results.json and members.csv, checked: a wrong file is named, never audited as if it were right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from samspill.insight.auditor.classes import Cell
from samspill.insight.auditor.objections import Shown, Terms
from samspill.insight.errors import BadInput, check_floor


class BadResults(BadInput):
    """The content of a results file is not what it must be; the message names the place and the value."""


@dataclass(frozen=True, slots=True)
class Other:
    """Something else that was published about some cells: comments, a rate, what matters most.

    >>> Other("rate", "team", ("a",)).kind
    'rate'
    """

    kind: str
    unit: str
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """One round as published. ``people`` are the cells of each person, where members are known.

    >>> Published("1", Terms(5, 1, 5), ()).invited
    {}
    """

    id: str
    terms: Terms
    figures: tuple[Shown, ...]
    cells: Mapping[str, Cell] = field(default_factory=dict)
    parents: Mapping[str, str | None] = field(default_factory=dict)
    other: tuple[Other, ...] = ()
    pulse: tuple[str, ...] = ()
    people: Mapping[str, set[str]] = field(default_factory=dict)

    @property
    def invited(self) -> dict[str, int]:
        """People invited per cell, where the file tells."""
        return {name: cell.invited for name, cell in self.cells.items() if cell.invited is not None}


def read_results(results: Mapping[str, Any], members: Iterable[Any] = ()) -> tuple[Published, ...]:
    """The rounds of a results file, oldest first.

    :param results: the content of results.json, as parsed.
    :param members: rows ``round, person, cell``, as triples or as mappings with those keys.
    :raises BadResults: for anything missing, of the wrong kind, or unknown.
    :raises BelowFloor: for k below five.

    >>> [one.id for one in read_results({"k": 5, "scale": {"min": 1, "max": 5}, "rounds": [{"id": 7, "figures": []}]})]
    ['7']
    >>> read_results({"k": 5})
    Traceback (most recent call last):
        ...
    samspill.insight.auditor.reading.BadResults: results: 'rounds' is missing
    """
    where = "results"
    k = _get(results, "k", where)
    check_floor(k)
    rounds = _list(_get(results, "rounds", where), "rounds")
    people = _people(members)
    read = [_round(one, k, results.get("scale"), people) for one in rounds]
    lost = set(people) - {one.id for one in read}
    if lost:
        raise BadResults(f"members: unknown round {min(lost)!r}")
    dates = [str(one.get("closed_on", "")) for one in rounds]
    return tuple(one for _, one in sorted(zip(dates, read, strict=True), key=lambda pair: pair[0]))


def _round(one: Any, k: int, scale: Any, people: Mapping[str, dict[str, set[str]]]) -> Published:
    name = str(_get(one, "id", "a round"))
    where = f"round {name!r}"
    low, high = _scale(one.get("scale") or scale, where)
    cells = {cell.id: cell for cell in (_cell(row, where) for row in one.get("cells") or ())}
    rows = _list(_get(one, "figures", where), where)
    figures = [_figure(row, where, high - low + 1) for row in rows if row.get("n") is not None]
    other = tuple(
        Other(str(row.get("kind", "")), str(row.get("unit", "")), _names(row.get("covers"), where))
        for row in one.get("other") or ()
    )
    here = people.get(name, {})
    used = {cell for figure in figures for cell in figure.covers} | {cell for part in other for cell in part.covers}
    used |= {cell for theirs in here.values() for cell in theirs}
    if cells and used - set(cells):
        raise BadResults(f"{where}: unknown cell {min(used - set(cells))!r}")
    parents = {str(row.get("unit")): _name(row.get("parent")) for row in rows}
    pulse = _names(one.get("pulse"), where)
    return Published(name, Terms(k, low, high), tuple(figures), cells, parents, other, pulse, here)


def _figure(row: Mapping[str, Any], where: str, values: int) -> Shown:
    unit, item = str(_get(row, "unit", where)), str(_get(row, "item", where))
    where = f"{where}, unit {unit!r}, item {item!r}"
    mean, band, hist = row.get("mean"), row.get("band"), row.get("hist")
    if band is not None and (not isinstance(band, Sequence) or len(band) != 2):
        raise BadResults(f"{where}: a band has two ends, not {band!r}")
    if hist is not None and len(_list(hist, where)) != values:
        raise BadResults(f"{where}: {len(hist)} counts for a scale of {values} values")
    return Shown(
        unit=unit,
        item=item,
        n=_whole(row["n"], f"{where}, n"),
        covers=_names(row.get("covers"), where),
        mean=None if mean is None else _number(mean, f"{where}, mean"),
        band=None if band is None else (_number(band[0], where), _number(band[1], where)),
        histogram=None if hist is None else tuple(_whole(count, f"{where}, hist") for count in hist),
        hierarchy=str(row.get("hierarchy") or "unit"),
        decimals=_whole(row.get("decimals", 2), f"{where}, decimals"),
    )


def _cell(row: Any, where: str) -> Cell:
    name = str(_get(row, "id", f"{where}, a cell"))
    invited = row.get("invited")
    number = None if invited is None else _whole(invited, f"{where}, cell {name!r}, invited")
    return Cell(name, str(row.get("unit", name)), _name(row.get("attribute")), number)


def _people(members: Iterable[Any]) -> dict[str, dict[str, set[str]]]:
    people: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in members:
        values = [_get(row, key, "members") for key in ("round", "person", "cell")] if isinstance(row, Mapping) else row
        if isinstance(values, str) or len(values) != 3:
            raise BadResults(f"members: a row is round, person and cell, not {row!r}")
        name, person, cell = map(str, values)
        people[name][person].add(cell)
    return people


def _scale(scale: Any, where: str) -> tuple[int, int]:
    if isinstance(scale, Mapping):
        scale = [scale.get("min"), scale.get("max")]
    if not isinstance(scale, Sequence) or len(scale) != 2 or not all(isinstance(end, int) for end in scale):
        raise BadResults(f"{where}: a scale has a lowest and a highest whole number, not {scale!r}")
    if scale[0] >= scale[1]:
        raise BadResults(f"{where}: a scale from {scale[0]!r} to {scale[1]!r} has no values")
    return scale[0], scale[1]


def _get(row: Any, key: str, where: str) -> Any:
    if not isinstance(row, Mapping):
        raise BadResults(f"{where}: {row!r} is not an object")
    if key not in row:
        raise BadResults(f"{where}: {key!r} is missing")
    return row[key]


def _list(value: Any, where: str) -> Sequence[Any]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise BadResults(f"{where}: {value!r} is not a list")
    return value


def _names(value: Any, where: str) -> tuple[str, ...]:
    names = tuple(str(name) for name in _list(value or (), where))
    if len(set(names)) < len(names):
        raise BadResults(f"{where}: a cell is covered twice in {value!r}")
    return names


def _name(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)


def _number(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # noqa: PLR0124 -- not a number
        raise BadResults(f"{where}: {value!r} is not a number")
    return float(value)


def _whole(value: Any, where: str) -> int:
    number = _number(value, where)
    if number < 0 or number != int(number):
        raise BadResults(f"{where}: {value!r} is not a whole number of people")
    return int(number)
