from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F

from samspill.organisations.models import Role
from samspill.organisations.rules import Viewer
from samspill.pulses.models import Channel, Participant, PulseRound
from samspill.pulses.rules.access import leads, represents


@dataclass(frozen=True, slots=True)
class Pile:
    unit_id: int
    name: str
    path: str
    people: int


def piles_for(viewer: Viewer, pulse_round: PulseRound) -> list[Pile]:
    """Units with people who answer by code, as far as this viewer may print for them."""
    rows = (
        Participant.objects.filter(pulse_round=pulse_round, channel=Channel.CODE)
        .values("home_id", name=F("home__name"), path=F("home__path"))
        .annotate(people=Count("key"))
        .order_by("path")
    )
    piles = [Pile(row["home_id"], row["name"], row["path"], row["people"]) for row in rows]
    return [
        pile
        for pile in piles
        if (viewer.has(Role.HR) or represents(viewer, pile.path)) and not leads(viewer, pile.path)
    ]
