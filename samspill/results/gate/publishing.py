"""What may be known of a round: protect, let the auditor look, withdraw what it objects to, look again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from samspill.insight.auditor import Objection, audit
from samspill.insight.drivers import Sums, drivers
from samspill.insight.publish import CellTally, Figure, Item, Publication, Reason, publish
from samspill.insight.tables import INDEX, Driver
from samspill.insight.tree import Tree

ATTEMPTS = 5
COMMENTS, RATE, DRIVERS = "comments", "rate", "drivers"
Refusable = tuple[str, str]
"""A unit, and the item, ``comments``, ``rate`` or ``drivers`` that would be told of it."""


class Auditor:
    """How ``release`` asks for objections: with what would be in ``results.json``, and nothing else."""

    def __init__(self, find: Callable[[Mapping[str, Any]], Sequence[Objection]] = audit) -> None:
        self.find = find

    def objections(self, publication: Publication, counted: Counted) -> Sequence[Objection]:
        return self.find(_as_results(publication, counted))


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


def release(counted: Counted, *, auditor: Auditor | None = None) -> Release:
    """Protect, audit, repair by unpublishing at most five times, then only the organisation's figures, else nothing."""
    auditor = auditor or Auditor()
    publication = publish(counted.tree, counted.tallies, counted.items, k=counted.k, comments=counted.comments)
    if counted.sums:
        told = drivers(publication.figures, counted.everybody, counted.items, counted.sums)
        publication = replace(publication, drivers=told)
    withdrawn: list[int] = []
    while objections := auditor.objections(publication, counted):
        if len(withdrawn) == ATTEMPTS:
            return _organisation_alone(counted, publication, auditor, tuple(withdrawn))
        refused = {(one.unit, one.item) for one in objections}
        publication = _without(publication, counted, refused.__contains__)
        withdrawn.append(len(refused))
    return Release(publication, tuple(withdrawn))


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
                "id": "this",
                "pulse": [one.id for one in counted.items if one.pulse],
                "cells": [{"id": one.cell, "unit": one.unit, "invited": one.invited} for one in everybody],
                "figures": [_as_row(one) for one in publication.figures if one.n is not None],
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


def _as_row(figure: Figure) -> dict[str, Any]:
    return {
        "unit": figure.unit,
        "parent": figure.parent,
        "item": figure.item,
        "n": figure.n,
        "covers": figure.covers,
        "mean": figure.mean,
        "band": figure.band,
        "decimals": figure.decimals,
        "hist": figure.hist,
    }
