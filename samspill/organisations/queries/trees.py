"""The unit tree as it was on a day, also one long past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samspill.organisations.models import Unit, UnitEvent

Kind = UnitEvent.Kind


@dataclass(frozen=True, slots=True)
class UnitTree:
    """Open units of one day, every unit after the one above it, siblings by name."""

    ids: tuple[int, ...] = ()
    external_ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    parents: tuple[int, ...] = ()
    """Position of the unit above; -1 for the root."""
    paths: tuple[str, ...] = ()
    measurement: tuple[str, ...] = ()

    def positions(self) -> dict[int, int]:
        """Unit id to position."""
        return {unit_id: position for position, unit_id in enumerate(self.ids)}


@dataclass(slots=True)
class _Node:
    pk: int
    external_id: str
    name: str
    parent_id: int | None
    measurement: str
    is_open: bool


def tree_on(organisation_id: int, on: date) -> UnitTree:
    """Two statements: today's rows, and what has happened since ``on``, which is then undone."""
    nodes = {
        pk: _Node(pk, external_id, name, parent_id, measurement, closed_on is None or closed_on > on)
        for pk, external_id, name, parent_id, measurement, closed_on in Unit.objects.filter(
            organisation_id=organisation_id, opened_on__lte=on
        ).values_list("pk", "external_id", "name", "parent_id", "measurement", "closed_on")
    }
    later = UnitEvent.objects.filter(unit__organisation_id=organisation_id, on__gt=on).order_by("-on", "-pk")
    for unit_id, kind, before, parent_id in later.values_list("unit_id", "kind", "before", "parent_before_id"):
        if unit_id in nodes:
            _undo(nodes[unit_id], kind, before, parent_id)
    return _ordered(nodes)


def _undo(node: _Node, kind: str, before: str, parent_id: int | None) -> None:
    if kind == Kind.MOVED:
        node.parent_id = parent_id
    elif kind == Kind.RENAMED:
        node.name = before
    elif kind in {Kind.CLOSED, Kind.MERGED}:
        node.is_open = True
    elif kind == Kind.REOPENED:
        node.is_open = False


def _ordered(nodes: dict[int, _Node]) -> UnitTree:
    children: dict[int | None, list[_Node]] = {}
    for node in sorted(nodes.values(), key=lambda node: (node.name.casefold(), node.pk), reverse=True):
        if node.is_open:
            children.setdefault(_open_parent(nodes, node), []).append(node)
    found: list[_Node] = []
    parents: list[int] = []
    paths: list[str] = []
    waiting = [(node, -1) for node in children.get(None, [])]
    while waiting:
        node, parent = waiting.pop()
        waiting += [(child, len(found)) for child in children.get(node.pk, [])]
        parents.append(parent)
        paths.append(f"{paths[parent] if parent >= 0 else '/'}{node.pk}/")
        found.append(node)
    return UnitTree(
        ids=tuple(node.pk for node in found),
        external_ids=tuple(node.external_id for node in found),
        names=tuple(node.name for node in found),
        parents=tuple(parents),
        paths=tuple(paths),
        measurement=tuple(node.measurement for node in found),
    )


def _open_parent(nodes: dict[int, _Node], node: _Node) -> int | None:
    """The nearest unit above that was open that day: a back-dated closing may have left a gap."""
    parent = nodes.get(node.parent_id) if node.parent_id else None
    while parent is not None and not parent.is_open:
        parent = nodes.get(parent.parent_id) if parent.parent_id else None
    return parent.pk if parent else None
