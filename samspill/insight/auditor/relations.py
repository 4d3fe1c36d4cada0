"""What goes together with how people are: of the whole organisation, of many, and in coarse steps, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samspill.insight.auditor.objections import Kind, Objection
from samspill.insight.auditor.values import BadResults, Fault, Place, listed, number, people_in, required

FEWEST, TENS = 50, 10
FIELDS = {"kind", "unit", "item", "n", "correlation", "or_more", "interval", "covers"}


@dataclass(frozen=True, slots=True)
class Relation:
    """A correlation of an item with the index: of ``n`` people, a tenth between -1 and 1 or none, with its interval.

    >>> Relation("trust", 140, 0.5, (0.3, 0.7)).n
    140
    """

    item: str
    n: int
    value: float | None
    interval: tuple[float, float] | None


def read_relation(row: Mapping[str, Any], where: Place) -> Relation:
    """The relation in a row of the kind ``drivers``.

    :raises BadResults: for anything missing, of the wrong kind, or unknown.

    >>> read_relation({"kind": "drivers", "item": "trust", "n": 140, "correlation": None}, Place()).value is None
    True
    """
    if unknown := set(row) - FIELDS:
        raise BadResults(where, Fault.FIELD, min(unknown))
    value, ends = row.get("correlation"), row.get("interval")
    interval = None
    if ends is not None:
        if len(listed(ends, where.at("interval"))) != 2:
            raise BadResults(where.at("interval"), Fault.BAND, ends)
        interval = number(ends[0], where.at("interval")), number(ends[1], where.at("interval"))
    return Relation(
        item=str(required(row, "item", where)),
        n=people_in(required(row, "n", where), where.at("n")),
        value=None if value is None else number(value, where.at("correlation")),
        interval=interval,
    )


def relation_objections(
    unit: str, relation: Relation, covers: frozenset[str], around: Surroundings
) -> Iterator[Objection]:
    """Every objection to one relation; withdrawing the unit's ``drivers`` lets them fall.

    >>> around = Surroundings("all", frozenset("ab"), {"trust": True, "joy": True}, ("joy",))
    >>> list(relation_objections("all", Relation("trust", 60, 0.4, (0.1, 0.7)), frozenset("ab"), around))
    []
    >>> list(relation_objections("team", Relation("trust", 60, 0.4, (0.1, 0.7)), frozenset("a"), around))[0].kind.value
    'relation'
    """
    is_whole = unit == around.top and covers == around.cells
    is_of_many = relation.n >= FEWEST and relation.n % TENS == 0
    stands_beside = all(around.exact.get(item, False) for item in (relation.item, *around.pulse))
    if not (is_whole and is_of_many and stands_beside and around.pulse and _is_coarse(relation)):
        yield Objection(unit, "drivers", Kind.RELATION, relation.n, tuple(sorted(covers)))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a relation stands among: the top unit, all cells, whether the top has an exact mean per item, the index.

    >>> Surroundings("all", frozenset(), {}, ()).top
    'all'
    """

    top: str
    cells: frozenset[str]
    exact: Mapping[str, bool]
    pulse: tuple[str, ...]


def _is_coarse(relation: Relation) -> bool:
    """Tenths alone, and an interval that has the value in it: a digit more would tell more."""
    if relation.value is None or relation.interval is None:
        return relation.value is None and relation.interval is None
    low, high = relation.interval
    tenths = all(abs(one * 10 - round(one * 10)) < 1e-9 for one in (low, relation.value, high))
    return tenths and -1 <= low <= relation.value <= high <= 1
