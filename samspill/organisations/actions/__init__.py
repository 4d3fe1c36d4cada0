"""Changing the workplace: every change in one transaction, with its date and one audit line."""

from __future__ import annotations

from samspill.organisations.actions.organisations import (
    OrganisationFacts,
    change_organisation,
    change_safety,
    create_organisation,
)
from samspill.organisations.actions.people import (
    PersonFacts,
    add_person,
    join_user,
    register_departure,
    register_return,
    update_person,
)
from samspill.organisations.actions.posts import add_further_post, change_main_post, end_post
from samspill.organisations.actions.roles import RoleTerm, end_role, give_role
from samspill.organisations.actions.units import (
    UnitFacts,
    close_unit,
    create_unit,
    edit_unit,
    merge_units,
    move_unit,
    reopen_unit,
    set_measurement,
)

__all__ = [
    "OrganisationFacts",
    "PersonFacts",
    "RoleTerm",
    "UnitFacts",
    "add_further_post",
    "add_person",
    "change_main_post",
    "change_organisation",
    "change_safety",
    "close_unit",
    "create_organisation",
    "create_unit",
    "edit_unit",
    "end_post",
    "end_role",
    "give_role",
    "join_user",
    "merge_units",
    "move_unit",
    "register_departure",
    "register_return",
    "reopen_unit",
    "set_measurement",
    "update_person",
]
