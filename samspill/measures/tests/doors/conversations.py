"""Who may lead, follow or read a conversation of Hjemmetjenesten Nord."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from samspill.measures.tests.conversations import with_cards
from samspill.pulses.tests.rounds import viewer_of
from samspill.results.tests.doors import NORD, OWN
from tests.cast import Cast
from tests.doors import Door


def nord(cast: Cast) -> Mapping[str, Any]:
    return {"unit_id": cast.nord.pk}


def going_on(cast: Cast) -> Mapping[str, Any]:
    return {"conversation_id": with_cards(cast.nord, by=viewer_of(cast.jonas), now=timezone.now()).pk}


def at_keep(cast: Cast) -> Mapping[str, Any]:
    return {**going_on(cast), "step_id": "keep"}


# Kari works in Nord and may follow; she may not bring it to an end.
LEADS = {**NORD, "kari": 403}

DOORS: dict[str, Door] = {
    "conversations": Door(expect=OWN),
    "conversation_new": Door(args=nord, expect=NORD),
    "conversation": Door(args=going_on, expect=NORD),
    "conversation_step": Door(args=at_keep, expect=NORD),
    "conversation_drop": Door(args=going_on, expect=LEADS),
}
