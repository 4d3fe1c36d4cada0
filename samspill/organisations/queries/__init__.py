"""Reading the workplace. The viewer comes first; what they may not know does not exist."""

from __future__ import annotations

from samspill.organisations.queries.browsing import organisation_of
from samspill.organisations.queries.membership import (
    ChangeKind,
    MembershipChange,
    home_units,
    membership_changes,
    people_by_unit,
)
from samspill.organisations.queries.readers import ReaderLine, people_with_role, readers_of
from samspill.organisations.queries.trees import UnitTree, tree_on
from samspill.organisations.queries.units import unit_for, units_for
from samspill.organisations.queries.viewers import hats_of, viewer_for, viewer_of

__all__ = [
    "ChangeKind",
    "MembershipChange",
    "ReaderLine",
    "UnitTree",
    "hats_of",
    "home_units",
    "membership_changes",
    "organisation_of",
    "people_by_unit",
    "people_with_role",
    "readers_of",
    "tree_on",
    "unit_for",
    "units_for",
    "viewer_for",
    "viewer_of",
]
