"""What may be known of a round: protect, let the auditor look, withdraw what it objects to, look again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from samspill.insight.auditor import Objection, audit
from samspill.insight.drivers import Sums, drivers
from samspill.insight.publish import (
    Attribute,
    AttributeFigure,
    CellTally,
    Figure,
    Item,
    Publication,
    Reason,
    Tables,
    publish_tables,
)
from samspill.insight.tables import INDEX, Driver
from samspill.insight.tree import Tree

ATTEMPTS = 5
COMMENTS, RATE, DRIVERS = "comments", "rate", "drivers"
THIS = "this"
"""The round, as the auditor is told of it."""
Refusable = tuple[str, str]
"""A unit, and the item, ``comments``, ``rate`` or ``drivers`` that would be told of it."""


class Auditor:
    """How ``release`` asks for objections: with what would be in ``results.json``, and nothing else."""

    def __init__(self, find: Callable[..., Sequence[Objection]] = audit) -> None:
        self.find = find

    def objections(self, publication: Publication, counted: Counted) -> Sequence[Objection]:
        """With an attribute it is also told who answered in which cells of both tables, so that it need not guess."""
        results = _as_results(publication, counted)
        if all(one.figure.n is None for one in publication.by_attribute):
            return self.find(results)
        members = list(_members(counted))
        answered = Counter(cell for _, _, cell in members)
        for cell in results["rounds"][0]["cells"]:
            cell["answered"] = answered[cell["id"]]
        return self.find(results, members)


@dataclass(frozen=True, slots=True)
class Release:
    """A publication the auditor has nothing against, or none; and how many figures were withdrawn each time."""

    publication: Publication | None
    withdrawn: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """One round, counted: the tree it was asked in, its cells, items and number of comments per cell."""

    tree: Tree
    tallies: Sequence[CellTally]
    items: Sequence[Item]
    k: int
    comments: Mapping[str, int] | None = None
    everybody: Sequence[CellTally] = ()
    """All cells, also those that are counted nowhere this time; needed where there are ``sums``."""
    sums: Mapping[str, Sums] = field(default_factory=dict)
    attribute: Attribute | None = None


def release(counted: Counted, *, auditor: Auditor | None = None) -> Release:
    """Protect, audit, repair by unpublishing at most five times, then only the organisation's figures, else nothing."""
    auditor = auditor or Auditor()
    tables = Tables(tuple(counted.tallies), counted.attribute)
    publication = publish_tables(counted.tree, tables, counted.items, k=counted.k, comments=counted.comments)
    if counted.sums:
        told = drivers(publication.figures, counted.everybody, counted.items, counted.sums)
        publication = replace(publication, drivers=told)
    withdrawn: list[int] = []
    while objections := auditor.objections(publication, counted):
        if len(withdrawn) == ATTEMPTS:
            return _organisation_alone(counted, publication, auditor, tuple(withdrawn))
        refused = _refused(publication, objections)
        publication = _without(publication, counted, refused.__contains__)
        withdrawn.append(len(refused))
    return Release(publication, tuple(withdrawn))


def _refused(publication: Publication, objections: Sequence[Objection]) -> set[Refusable]:
    """What is withdrawn: the groups by an attribute before anything of the units, where an item has both."""
    groups: dict[str, set[Refusable]] = {}
    for one in publication.by_attribute:
        if one.figure.n is not None:
            groups.setdefault(one.figure.item, set()).add((one.figure.unit, one.figure.item))
    refused: set[Refusable] = set()
    for objection in objections:
        refused |= groups.get(objection.item) or {(objection.unit, objection.item)}
    return refused


def _organisation_alone(
    counted: Counted, publication: Publication, auditor: Auditor, withdrawn: tuple[int, ...]
) -> Release:
    root = counted.tree.ids[counted.tree.root]
    alone = _without(publication, counted, lambda one: one[0] != root)
    number = sum(one.n is not None for one in publication.figures) - sum(one.n is not None for one in alone.figures)
    if auditor.objections(alone, counted):
        return Release(None, (*withdrawn, number))
    return Release(alone, (*withdrawn, number))


def _without(publication: Publication, counted: Counted, refused: Callable[[Refusable], bool]) -> Publication:
    """The publication with some of it hidden, and with it every index that was made of what is hidden."""
    kept = {one for one in publication.figures if one.n is not None and not refused((one.unit, one.item))}
    pulse = {item.id for item in counted.items if item.pulse}
    means = Counter(one.unit for one in kept if one.item in pulse and one.mean is not None)
    whole = {unit for unit, number in means.items() if number == len(pulse)}
    figures = tuple(
        one if one in kept and (one.item != INDEX or one.unit in whole) else _hidden(one) for one in publication.figures
    )
    return replace(
        publication,
        figures=figures,
        by_attribute=_groups_without(publication, pulse, refused),
        pools=tuple(one for one in publication.pools if not refused((one.unit, COMMENTS))),
        rates=tuple(one for one in publication.rates if not refused((one.unit, RATE))),
        drivers=_still_told(publication, counted, {(one.unit, one.item) for one in kept}, refused),
    )


def _still_told(
    publication: Publication,
    counted: Counted,
    kept: Collection[Refusable],
    refused: Callable[[Refusable], bool],
) -> tuple[Driver, ...]:
    """A relation goes with the organisation's figures of what it is between."""
    root = counted.tree.ids[counted.tree.root]
    if refused((root, DRIVERS)) or not all((root, item.id) in kept for item in counted.items if item.pulse):
        return ()
    return tuple(one for one in publication.drivers if (root, one.item) in kept)


def _groups_without(
    publication: Publication, pulse: Collection[str], refused: Callable[[Refusable], bool]
) -> tuple[AttributeFigure, ...]:
    gone = {(one.figure.unit, one.figure.item) for one in publication.by_attribute}
    gone = {place for place in gone if refused(place)}
    gone |= {(unit, INDEX) for unit, item in gone if item in pulse}
    return tuple(
        replace(one, figure=_hidden(one.figure)) if (one.figure.unit, one.figure.item) in gone else one
        for one in publication.by_attribute
    )


def _members(counted: Counted) -> Iterator[tuple[str, str, str]]:
    """Everybody who answered, under a number that means nothing, in the cells of both tables."""
    attribute = counted.attribute
    both = attribute.both if attribute else {}
    left = Counter({tally.cell: tally.respondents for tally in counted.tallies})
    number = 0
    for (unit_cell, cell), people in both.items():
        for _ in range(people):
            number += 1
            if unit_cell in left:
                yield THIS, str(number), unit_cell
            yield THIS, str(number), cell
        left[unit_cell] -= people
    for unit_cell, people in left.items():
        for _ in range(people):
            number += 1
            yield THIS, str(number), unit_cell


def _hidden(figure: Figure) -> Figure:
    reason = figure.reason or Reason.TOO_FEW_OR_EXTREME
    return replace(figure, n=None, covers=(), mean=None, band=None, hist=None, reason=reason)


def _as_results(publication: Publication, counted: Counted) -> dict[str, Any]:
    """What anybody could read afterwards, in the form the auditor of a finished file gets it in."""
    item, everybody = counted.items[0], counted.everybody or counted.tallies
    return {
        "k": counted.k,
        "scale": {"min": item.lo, "max": item.hi},
        "rounds": [
            {
                "id": THIS,
                "pulse": [one.id for one in counted.items if one.pulse],
                "cells": _cells(counted, everybody),
                "figures": [
                    *(_as_row(one, "unit") for one in publication.figures if one.n is not None),
                    *(_as_row(one.figure, "attribute") for one in publication.by_attribute if one.figure.n is not None),
                ],
                "other": [
                    *({"kind": COMMENTS, "unit": one.unit, "covers": one.cells} for one in publication.pools),
                    *({"kind": RATE, "unit": one.unit, "covers": one.covers} for one in publication.rates),
                    *_drivers_as_other(publication, counted),
                ],
            }
        ],
    }


def _drivers_as_other(publication: Publication, counted: Counted) -> list[dict[str, Any]]:
    """Of everybody: the cells are all there are, whether or not somebody in them answered."""
    covers = [one.cell for one in counted.everybody]
    return [
        {
            "kind": DRIVERS,
            "unit": counted.tree.ids[counted.tree.root],
            "item": one.item,
            "n": one.n,
            "correlation": one.r,
            "or_more": one.or_more,
            "interval": one.interval,
            "covers": covers,
        }
        for one in publication.drivers
    ]


def _cells(counted: Counted, everybody: Sequence[CellTally]) -> list[dict[str, Any]]:
    groups = counted.attribute.tallies if counted.attribute else ()
    return [
        *({"id": one.cell, "unit": one.unit, "invited": one.invited} for one in everybody),
        *({"id": one.cell, "unit": one.unit, "attribute": one.value, "invited": one.invited} for one in groups),
    ]


def _as_row(figure: Figure, hierarchy: str) -> dict[str, Any]:
    return {
        "unit": figure.unit,
        "hierarchy": hierarchy,
        "parent": figure.parent,
        "item": figure.item,
        "n": figure.n,
        "covers": figure.covers,
        "mean": figure.mean,
        "band": figure.band,
        "decimals": figure.decimals,
        "hist": figure.hist,
    }
