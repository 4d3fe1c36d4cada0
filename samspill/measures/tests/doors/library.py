from __future__ import annotations

from typing import Any

from samspill.measures.models import OwnMeasure
from samspill.measures.tests.doors.plans import EVERYBODY, redirects
from tests.cast import Cast
from tests.doors import Door

OF_SOLVIK = {**EVERYBODY, "siri": 404, "ola": 404}
EDITS = {**EVERYBODY, "kari": 403, "amina": 403, "siri": 403}
EDITS_SOLVIK = {**OF_SOLVIK, "kari": 403, "amina": 403}


def own(cast: Cast) -> dict[str, Any]:
    made = OwnMeasure.objects.create(
        organisation=cast.solvik,
        title="Kaffe klokken to",
        summary="Vi møtes.",
        level="team",
        effort="S",
        factors=["TILHØR"],
    )
    return {"own_id": made.pk}


def own_entry(cast: Cast) -> dict[str, Any]:
    return {"key": f"egen-{own(cast)['own_id']}"}


DOORS: dict[str, Door] = {
    "library": Door(expect=EVERYBODY),
    "library_measure": Door(args=own_entry, expect=OF_SOLVIK),
    "own_measure_new": Door(expect=EDITS),
    "own_measure_edit": Door(args=own, expect=EDITS_SOLVIK),
    "own_measure_retire": Door(args=own, method="post", expect=redirects(EDITS_SOLVIK)),
    "traits": Door(expect=EVERYBODY),
    "trait": Door(args=lambda cast: {"code": "K1"}, expect=EVERYBODY),
}
