"""Who may see, change, propose, carry out and comment: truth tables over the cast."""

from __future__ import annotations

import pytest

from samspill.audit.rules import Refused
from samspill.measures.models import Measure
from samspill.measures.rules import (
    can_carry_out,
    can_change_plan,
    can_comment,
    can_edit_library,
    can_propose,
    check_can_change_plan,
    sees_plan,
)
from samspill.organisations.models import Role
from samspill.pulses.tests.rounds import viewer_of
from tests.cast import Cast, give_role

STAFF = ("kari", "jonas", "amina", "per", "tor", "siri")


@pytest.mark.parametrize(
    ("unit", "see"),
    [
        ("nord", {"kari", "jonas", "amina", "per", "tor", "siri"}),
        ("sor", {"amina", "per", "tor", "siri"}),
        ("teknisk", {"per", "tor"}),
        ("root", {"kari", "jonas", "amina", "per", "tor", "siri"}),
    ],
)
def test_who_sees_the_plan_of_a_unit(unit: str, see: set[str], cast: Cast) -> None:
    path = getattr(cast, unit).path
    assert {name for name in STAFF if sees_plan(viewer_of(getattr(cast, name)), path)} == see


def test_a_shared_plan_is_for_everybody_here(cast: Cast) -> None:
    assert all(sees_plan(viewer_of(getattr(cast, name)), cast.teknisk.path, is_shared=True) for name in STAFF)


@pytest.mark.parametrize(
    ("unit", "change"),
    [
        ("nord", {"jonas", "per", "tor"}),
        ("sor", {"per", "tor"}),
        ("teknisk", {"per", "tor"}),
        ("root", {"per", "tor"}),
    ],
)
def test_who_changes_the_plan_of_a_unit(unit: str, change: set[str], cast: Cast) -> None:
    path = getattr(cast, unit).path
    assert {name for name in STAFF if can_change_plan(viewer_of(getattr(cast, name)), path)} == change


def test_a_leader_above_and_the_general_manager_change_it_too(cast: Cast) -> None:
    above, manager = cast.crew[0], cast.crew[1]
    give_role(above, Role.LEADER, cast.helse)
    give_role(manager, Role.GENERAL_MANAGER)
    assert can_change_plan(viewer_of(above), cast.nord.path)
    assert not can_change_plan(viewer_of(above), cast.teknisk.path)
    assert can_change_plan(viewer_of(manager), cast.teknisk.path)


def test_the_refusal_says_who_decides(cast: Cast) -> None:
    with pytest.raises(Refused, match="lederen for enheten"):
        check_can_change_plan(viewer_of(cast.kari), cast.nord.path)


def test_the_safety_representative_proposes_in_her_area_and_nowhere_else(cast: Cast) -> None:
    amina = viewer_of(cast.amina)
    assert can_propose(amina, cast.nord.path)
    assert not can_propose(amina, cast.teknisk.path)
    assert not can_propose(viewer_of(cast.kari), cast.nord.path)
    assert not can_propose(viewer_of(cast.siri), cast.nord.path)


def test_the_one_responsible_says_how_far_it_has_come(cast: Cast) -> None:
    kari, measure = viewer_of(cast.kari), Measure(responsible=cast.kari, status="decided")
    assert can_carry_out(kari, measure, cast.nord.path)
    assert not can_carry_out(kari, Measure(responsible=cast.jonas), cast.nord.path)
    assert not can_carry_out(kari, Measure(responsible=None), cast.nord.path)


def test_but_does_not_decide_what_was_only_proposed(cast: Cast) -> None:
    proposed = Measure(responsible=cast.kari, status="proposed")
    assert not can_carry_out(viewer_of(cast.kari), proposed, cast.nord.path)
    assert can_carry_out(viewer_of(cast.jonas), proposed, cast.nord.path)


@pytest.mark.parametrize(("name", "may"), [("kari", True), ("jonas", True), ("amina", True), ("siri", False)])
def test_who_writes_notes(name: str, *, may: bool, cast: Cast) -> None:
    assert can_comment(viewer_of(getattr(cast, name)), Measure(responsible=None), cast.nord.path) is may


@pytest.mark.parametrize(("name", "may"), [("kari", False), ("amina", False), ("jonas", True), ("per", True)])
def test_who_looks_after_the_workplaces_own_measures(name: str, *, may: bool, cast: Cast) -> None:
    assert can_edit_library(viewer_of(getattr(cast, name))) is may
