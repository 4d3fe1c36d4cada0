from __future__ import annotations

from samspill.organisations.models import Unit
from samspill.organisations.queries import ReaderLine, readers_of, units_for
from samspill.organisations.rules import Viewer

MOST_UNITS = 12


def readers_for(viewer: Viewer) -> list[tuple[Unit, list[ReaderLine]]]:
    """The viewer's own units and the whole organisation, each with who reads its figures today."""
    own = {unit_id for hat in viewer.hats for unit_id in hat.unit_ids}
    mine = list(units_for(viewer).filter(pk__in=own).order_by("-path")[:MOST_UNITS])
    roots = [] if any(unit.path == viewer.root_path for unit in mine) else [_root(viewer)]
    return [(unit, readers_of(unit, viewer.today)) for unit in [*mine, *roots] if unit]


def _root(viewer: Viewer) -> Unit | None:
    """The whole organisation's figure, for those who may see it; a consultant is lent a part."""
    return units_for(viewer).filter(path=viewer.root_path).first()
