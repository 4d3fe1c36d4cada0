"""The content of results.json and members.csv, checked: a wrong file is named, never audited as if it were right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from samspill.insight.auditor.classes import Cell
from samspill.insight.auditor.objections import Shown, Terms
from samspill.insight.auditor.relations import Relation, read_relation
from samspill.insight.auditor.values import BadResults, Fault, Place, listed, number, people_in, required, text_or_none
from samspill.insight.errors import check_floor

FIGURE_FIELDS = {
    "unit", "parent", "hierarchy", "item", "n", "covers", "mean", "band", "decimals", "hist", "reason",
}  # fmt: skip
"""What is known about a figure's fields; anything else may tell what nobody has looked at."""

OTHER_KINDS = {"comments", "rate", "drivers"}
LARGEST_K = 1000


@dataclass(frozen=True, slots=True)
class Other:
    """Something else that was published about some cells: comments, a rate, what matters most.

    >>> Other("rate", "team", ("a",)).kind
    'rate'
    """

    kind: str
    unit: str
    covers: tuple[str, ...]
    relation: Relation | None = None


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
    samspill.insight.auditor.values.BadResults: results: 'rounds' is missing
    """
    top = Place()
    k = required(results, "k", top)
    check_floor(k)
    if k > LARGEST_K:
        raise BadResults(top.at("k"), Fault.PEOPLE, k)
    rows = listed(required(results, "rounds", top), top.at("rounds"))
    people = _people(members)
    read: dict[str, tuple[str, Published]] = {}
    for at, row in enumerate(rows):
        one = _round(row, (k, results.get("scale")), people, top.at("rounds").at(at))
        if one.id in read:
            raise BadResults(top.at("rounds").at(at), Fault.TWICE, one.id)
        read[one.id] = str(row.get("closed_on", "")), one
    if lost := set(people) - set(read):
        raise BadResults(Place("members"), Fault.ROUND, min(lost))
    return tuple(one for _, one in sorted(read.values(), key=lambda pair: pair[0]))


def _round(row: Any, usual: tuple[int, Any], people: Mapping[str, dict[str, set[str]]], where: Place) -> Published:
    name = str(required(row, "id", where))
    where = where.named(f"round {name!r}")
    low, high = _scale(row.get("scale") or usual[1], where.at("scale"))
    cells: dict[str, Cell] = {}
    for at, cell in enumerate(listed(row.get("cells") or (), where.at("cells"))):
        read = _cell(cell, where.at("cells").at(at))
        if read.id in cells:
            raise BadResults(where.at("cells").at(at), Fault.TWICE, read.id)
        cells[read.id] = read
    rows = listed(required(row, "figures", where), where.at("figures"))
    read_rows = [_figure(one, where.at("figures").at(at), high - low + 1) for at, one in enumerate(rows)]
    other = tuple(
        _other(one, where.at("other").at(at))
        for at, one in enumerate(listed(row.get("other") or (), where.at("other")))
    )
    here = people.get(name, {})
    used = {cell for figure in (*read_rows, *other) if figure for cell in figure.covers}
    used |= {cell for theirs in here.values() for cell in theirs}
    if cells and used - set(cells):
        raise BadResults(where, Fault.CELL, min(used - set(cells)))
    parents = {str(one.get("unit")): text_or_none(one.get("parent")) for one in rows}
    pulse = _names(row.get("pulse"), where.at("pulse"))
    figures = tuple(figure for figure in read_rows if figure)
    return Published(name, Terms(usual[0], low, high), figures, cells, parents, other, pulse, here)


def _figure(row: Any, where: Place, values: int) -> Shown | None:
    """A figure; ``None`` for one that is hidden."""
    unit, item = str(required(row, "unit", where)), str(required(row, "item", where))
    where = where.named(f"unit {unit!r}", f"item {item!r}")
    if unknown := set(row) - FIGURE_FIELDS:
        raise BadResults(where, Fault.FIELD, min(unknown))
    mean, band, hist = row.get("mean"), row.get("band"), row.get("hist")
    if row.get("n") is None:
        if any(told is not None for told in (mean, band, hist)):
            raise BadResults(where, Fault.MISSING, "n")
        return None
    decimals = people_in(row.get("decimals", 2), where.at("decimals"))
    if hist is not None and len(listed(hist, where.at("hist"))) != values:
        raise BadResults(where.at("hist"), Fault.COUNTS, (len(hist), values))
    return Shown(
        unit=unit,
        item=item,
        n=people_in(row["n"], where.at("n")),
        covers=_names(row.get("covers"), where.at("covers")),
        mean=None if mean is None else _rounded(mean, decimals, where.at("mean")),
        band=None if band is None else _band(band, decimals, where.at("band")),
        histogram=None if hist is None else tuple(people_in(count, where.at("hist")) for count in hist),
        hierarchy=str(row.get("hierarchy") or "unit"),
        decimals=decimals,
    )


def _rounded(value: Any, decimals: int, where: Place) -> float:
    """A mean with no more digits than it says: every digit more tells more."""
    mean = number(value, where)
    if abs(mean - round(mean, min(decimals, 12))) > 1e-12 * max(1.0, abs(mean)):
        raise BadResults(where, Fault.DIGITS, (value, decimals))
    return mean


def _band(value: Any, decimals: int, where: Place) -> tuple[float, float]:
    ends = listed(value, where)
    if len(ends) != 2:
        raise BadResults(where, Fault.BAND, value)
    return _rounded(ends[0], decimals, where), _rounded(ends[1], decimals, where)


def _cell(row: Any, where: Place) -> Cell:
    name = str(required(row, "id", where))
    invited, answered = (
        None if row.get(key) is None else people_in(row[key], where.named(f"cell {name!r}").at(key))
        for key in ("invited", "answered")
    )
    return Cell(name, str(row.get("unit", name)), text_or_none(row.get("attribute")), invited, answered)


def _other(row: Any, where: Place) -> Other:
    kind = str(required(row, "kind", where))
    if kind not in OTHER_KINDS:
        raise BadResults(where.at("kind"), Fault.FIELD, kind)
    relation = read_relation(row, where) if kind == "drivers" else None
    return Other(kind, str(row.get("unit", "")), _names(row.get("covers"), where.at("covers")), relation)


def _people(members: Iterable[Any]) -> dict[str, dict[str, set[str]]]:
    people: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for at, row in enumerate(members):
        where = Place("members").at(at)
        values = [required(row, key, where) for key in ("round", "person", "cell")] if isinstance(row, Mapping) else row
        if isinstance(values, str) or not isinstance(values, Sequence) or len(values) != 3:
            raise BadResults(where, Fault.MEMBER, row)
        name, person, cell = map(str, values)
        people[name][person].add(cell)
    return people


def _scale(scale: Any, where: Place) -> tuple[int, int]:
    if isinstance(scale, Mapping):
        scale = [scale.get("min"), scale.get("max")]
    whole = isinstance(scale, Sequence) and all(type(end) is int for end in scale)
    if not whole or len(scale) != 2 or scale[0] >= scale[1] or scale[1] - scale[0] > LARGEST_K:
        raise BadResults(where, Fault.SCALE, scale)
    return scale[0], scale[1]


def _names(value: Any, where: Place) -> tuple[str, ...]:
    names = tuple(str(name) for name in listed(value or (), where))
    if len(set(names)) < len(names):
        raise BadResults(where, Fault.TWICE, next(name for name in names if names.count(name) > 1))
    return names
