"""Who gets through which door of the wheel."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils import timezone

from samspill.leadership.tests.telling import viewer_of
from samspill.yearwheel.actions import Choice, attach_evidence, choose_wheel
from samspill.yearwheel.models import Milestone, Occurrence
from samspill.yearwheel.queries.choosing import Kind
from tests.cast import Cast
from tests.doors import Door

STAFF = ("kari", "jonas", "amina", "per", "tor", "siri", "ola")
EVERYBODY = {**dict.fromkeys(STAFF, 200), "rut": 404, "anonymous": 302}
# Siri begins in Annen AS; Ola is HR there.
HERE = {**EVERYBODY, "siri": 404, "ola": 404}
IN_NORD = {**HERE}
MANAGES = {**dict.fromkeys(STAFF, 404), "per": 200, "tor": 200, "ola": 200, "rut": 404, "anonymous": 302}
MANAGES_SOLVIK = {**MANAGES, "ola": 404}
SEES_TO_NORD = {**MANAGES_SOLVIK, "jonas": 200}


def _moved(expect: dict[str, int]) -> dict[str, int]:
    return {name: 302 if status == 200 else status for name, status in expect.items()}


def a_wheel_now(cast: Cast) -> None:
    per, kind = viewer_of(cast, "per", timezone.localdate()), Kind(40, is_public=True)
    keys = frozenset(one.id for one in kind.preset.milestones)
    choose_wheel(choice=Choice(kind, keys), by=per, now=timezone.now(), today=per.today)


def in_nord(cast: Cast) -> dict[str, Any]:
    a_wheel_now(cast)
    ours = Occurrence.objects.filter(unit=cast.nord, milestone__key="what_helped")
    return {"occurrence_id": ours.latest("year").pk}


def evidence_in_nord(cast: Cast) -> dict[str, Any]:
    occurrence = Occurrence.objects.get(pk=in_nord(cast)["occurrence_id"])
    jonas = viewer_of(cast, "jonas", timezone.localdate())
    kept = attach_evidence(occurrence=occurrence, name="a.txt", content=b"Hei", by=jonas, now=timezone.now())
    return {"evidence_id": kept.pk}


def a_milestone(cast: Cast) -> dict[str, Any]:
    a_wheel_now(cast)
    return {"milestone_id": Milestone.objects.get(key="safety_round").pk}


def a_milestone_in_a_year(cast: Cast) -> dict[str, Any]:
    return {**a_milestone(cast), "year": timezone.localdate().year + 1}


def in_a4(cast: Cast) -> dict[str, Any]:
    return {"paper": "a4"}


def no_batch(cast: Cast) -> dict[str, Any]:
    return {"batch": uuid4()}


DOORS: dict[str, Door] = {
    "wheel": Door(expect=EVERYBODY),
    "wheel_year": Door(expect=EVERYBODY),
    "wheel_month": Door(expect=EVERYBODY),
    "wheel_quarter": Door(expect=EVERYBODY),
    "wheel_sheet": Door(expect=EVERYBODY),
    "wheel_pdf": Door(args=in_a4, expect=EVERYBODY),
    "wheel_catch_up": Door(expect=EVERYBODY),
    "wheel_undo": Door(args=no_batch, method="post", expect=_moved(EVERYBODY)),
    "wheel_choose": Door(expect=MANAGES),
    "milestones": Door(expect=MANAGES),
    "milestone_new": Door(expect=MANAGES),
    "milestone_edit": Door(args=a_milestone, expect=MANAGES_SOLVIK),
    "milestone_off": Door(args=a_milestone, expect=MANAGES_SOLVIK),
    "milestone_on": Door(args=a_milestone, method="post", expect=_moved(MANAGES_SOLVIK)),
    # One who works in a single unit is led on to that unit's own.
    "milestone_year": Door(args=a_milestone_in_a_year, expect={**HERE, "kari": 302, "jonas": 302}),
    "occurrence": Door(args=in_nord, expect=IN_NORD),
    "occurrence_done": Door(args=in_nord, expect=SEES_TO_NORD),
    "occurrence_move": Door(args=in_nord, expect=SEES_TO_NORD),
    "occurrence_skip": Door(args=in_nord, expect=SEES_TO_NORD),
    "occurrence_hand_over": Door(args=in_nord, expect=SEES_TO_NORD),
    "occurrence_attach": Door(
        args=in_nord,
        method="post",
        expect={name: 422 if status == 200 else status for name, status in SEES_TO_NORD.items()},
    ),
    "evidence": Door(args=evidence_in_nord, expect=IN_NORD),
    "evidence_remove": Door(
        args=evidence_in_nord, method="post", expect={**_moved(SEES_TO_NORD), "per": 404, "tor": 404}
    ),
}
