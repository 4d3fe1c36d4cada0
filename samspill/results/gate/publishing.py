"""What may be known of a round: protect, let the auditor look, withdraw what it objects to, look again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from samspill.insight.auditor import Objection, Shown
from samspill.insight.auditor import audit as standard_audit
from samspill.insight.publish import CellTally, Figure, Item, Publication, Reason, publish
from samspill.insight.tables import INDEX
from samspill.insight.tree import Tree

ATTEMPTS = 5


class Auditor:
    """How ``release`` asks for objections; tests and later families of units bring another."""

    def __init__(self, find: Callable[..., Sequence[Objection]] = standard_audit) -> None:
        self.find = find

    def objections(self, figures: Iterable[Figure], items: Sequence[Item], k: int) -> tuple[Objection, ...]:
        """The index is left out: it is made of published means alone, and its sums are no whole numbers."""
        by_scale: dict[tuple[int, int], set[str]] = {}
        for item in items:
            by_scale.setdefault((item.lo, item.hi), set()).add(item.id)
        shown = [one for one in map(_as_shown, figures) if one is not None]
        found = (
            self.find([one for one in shown if one.item in ids], k=k, scale=scale) for scale, ids in by_scale.items()
        )
        return tuple(chain.from_iterable(found))


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
    while objections := auditor.objections(publication.figures, counted.items, counted.k):
        if len(withdrawn) == ATTEMPTS:
            return _organisation_alone(counted, publication, auditor, tuple(withdrawn))
        refused = {(one.unit, one.item) for one in objections}
        publication = _without(publication, counted, lambda one, refused=refused: (one.unit, one.item) in refused)
        withdrawn.append(len(refused))
    return Release(publication, tuple(withdrawn))


def _organisation_alone(
    counted: Counted, publication: Publication, auditor: Auditor, withdrawn: tuple[int, ...]
) -> Release:
    root = counted.tree.ids[counted.tree.root]
    alone = _without(publication, counted, lambda one: one.unit != root)
    number = sum(one.n is not None for one in publication.figures) - sum(one.n is not None for one in alone.figures)
    if auditor.objections(alone.figures, counted.items, counted.k):
        return Release(None, (*withdrawn, number))
    return Release(alone, (*withdrawn, number))


def _without(publication: Publication, counted: Counted, refused: Callable[[Figure], bool]) -> Publication:
    """The publication with some figures hidden, and with them every index that was made of them."""
    kept = {one for one in publication.figures if one.n is not None and not refused(one)}
    pulse = {item.id for item in counted.items if item.pulse}
    means = Counter(one.unit for one in kept if one.item in pulse and one.mean is not None)
    whole = {unit for unit, number in means.items() if number == len(pulse)}
    figures = tuple(
        one if one in kept and (one.item != INDEX or one.unit in whole) else _hidden(one) for one in publication.figures
    )
    return replace(publication, figures=figures)


def _hidden(figure: Figure) -> Figure:
    reason = figure.reason or Reason.TOO_FEW_OR_EXTREME
    return replace(figure, n=None, covers=(), mean=None, band=None, hist=None, reason=reason)


def _as_shown(figure: Figure) -> Shown | None:
    if figure.n is None:
        return None
    return Shown(
        unit=figure.unit,
        item=figure.item,
        n=figure.n,
        covers=figure.covers,
        mean=figure.mean,
        band=figure.band,
        histogram=figure.hist,
    )
