"""What may be known of a round: protect, let the auditor look, withdraw what it objects to, look again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from samspill.insight.auditor import Objection, audit
from samspill.insight.publish import CellTally, Figure, Item, Publication, Reason, publish
from samspill.insight.tables import INDEX
from samspill.insight.tree import Tree

ATTEMPTS = 5
COMMENTS, RATE = "comments", "rate"
Refusable = tuple[str, str]
"""A unit, and the item, ``comments`` or ``rate`` that would be told of it."""


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


def release(counted: Counted, *, auditor: Auditor | None = None) -> Release:
    """Protect, audit, repair by unpublishing at most five times, then only the organisation's figures, else nothing."""
    auditor = auditor or Auditor()
    publication = publish(counted.tree, counted.tallies, counted.items, k=counted.k, comments=counted.comments)
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
    )


def _hidden(figure: Figure) -> Figure:
    reason = figure.reason or Reason.TOO_FEW_OR_EXTREME
    return replace(figure, n=None, covers=(), mean=None, band=None, hist=None, reason=reason)


def _as_results(publication: Publication, counted: Counted) -> dict[str, Any]:
    """What anybody could read afterwards, in the form the auditor of a finished file gets it in."""
    item = counted.items[0]
    return {
        "k": counted.k,
        "scale": {"min": item.lo, "max": item.hi},
        "rounds": [
            {
                "id": "this",
                "pulse": [one.id for one in counted.items if one.pulse],
                "cells": [{"id": one.cell, "unit": one.unit, "invited": one.invited} for one in counted.tallies],
                "figures": [_as_row(one) for one in publication.figures if one.n is not None],
                "other": [
                    *({"kind": COMMENTS, "unit": one.unit, "covers": one.cells} for one in publication.pools),
                    *({"kind": RATE, "unit": one.unit, "covers": one.covers} for one in publication.rates),
                ],
            }
        ],
    }


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
