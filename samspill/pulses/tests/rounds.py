"""Rounds for tests: put straight into the database where a test is not about planning and opening them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from samspill.organisations.models import Assignment, Person, Post
from samspill.organisations.rules import Hat, Viewer
from samspill.pulses.actions import Spent, spend_token
from samspill.pulses.fields import random_key
from samspill.pulses.keys import digest_of, link_token, round_key, wrap_new_round_key
from samspill.pulses.models import Cell, Participant, PulseRound, Token
from tests.cast import Cast

DEFINITION: dict[str, Any] = {
    "id": "monthly",
    "title": {"nb": "Månedspuls"},
    "scale": {"min": 1, "max": 5, "labels": [{"nb": str(value)} for value in range(1, 6)]},
    "items": [
        {
            "id": key,
            "text": {"nb": text},
            "label": {"nb": text},
            "factor": "MENGDE",
            "direction": "+",
            "sensitive": False,
            "pulse": True,
        }
        for key, text in (("P1", "Belastning"), ("P2", "Støtte"), ("P3", "Ro"))
    ],
    "open_question": None,
}


def a_planned_round(cast: Cast, now: datetime, **fields: Any) -> PulseRound:
    given = {"opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(days=7), "languages": ["nb"], **fields}
    pulse_round = PulseRound.objects.create(organisation=cast.solvik, kind="monthly", definition=DEFINITION, **given)
    pulse_round.audience.create(unit=cast.root)
    return pulse_round


def a_published_round(cast: Cast, closed: datetime) -> PulseRound:
    """Closed at that moment after a week, with no figures."""
    given = {"state": "published", "published_at": closed, "closes_at": closed}
    return a_planned_round(cast, closed, opens_at=closed - timedelta(days=7), **given)


def an_open_round(cast: Cast, now: datetime, attribute: str = "") -> PulseRound:
    """Everybody in Solvik in one cell, each with a link; with an attribute by turns in one of two cells of it."""
    pulse_round = a_planned_round(cast, now, attribute=attribute)
    pulse_round.state, pulse_round.sealed_key = "open", wrap_new_round_key(pulse_round.pk)
    pulse_round.save()
    people = Person.objects.filter(organisation=cast.solvik)
    cell = Cell.objects.create(pulse_round=pulse_round, key="solvik:rest", unit=cast.root, invited=len(people))
    cells = _two_cells(cast, pulse_round, len(people)) if attribute else [None]
    for number, person in enumerate(people.order_by("pk")):
        places = {"cell": cell, "attribute_cell": cells[number % len(cells)]}
        participant = Participant.objects.create(
            key=random_key(), pulse_round=pulse_round, person=person, home=cast.root, **places
        )
        digest = digest_of(link_token(participant, key=round_key(pulse_round)))
        Token.objects.create(digest=digest, pulse_round=pulse_round, participant=participant, **places)
    return pulse_round


def _two_cells(cast: Cast, pulse_round: PulseRound, people: int) -> list[Cell | None]:
    return [
        Cell.objects.create(
            pulse_round=pulse_round,
            table="attribute",
            key=f"solvik×{value}",
            unit=cast.root,
            attribute=value,
            invited=(people + 1 - place) // 2,
        )
        for place, value in enumerate(("dag", "natt"))
    ]


def link_of(person: Person, pulse_round: PulseRound) -> str:
    participant = Participant.objects.get(pulse_round=pulse_round, person=person)
    return link_token(participant, key=round_key(pulse_round))


def spend(token: str, now: datetime) -> Spent:
    """Use up a link or a code, as an answer does."""
    with connection.cursor() as cursor:
        return spend_token(digest=digest_of(token), now=now, cursor=cursor)


def viewer_of(person: Person) -> Viewer:
    """The person with all their hats, without going through sign-in."""
    root = person.organisation.units.get(parent=None)
    hats = [
        Hat(f"member-{post.pk}", "member", "medlem", (post.unit.path,), (post.unit_id,))
        for post in Post.objects.filter(person=person).select_related("unit")
    ]
    for assignment in Assignment.objects.filter(person=person).prefetch_related("units"):
        units = list(assignment.units.all())
        paths, ids = tuple(unit.path for unit in units), tuple(unit.pk for unit in units)
        hats.append(Hat(f"role-{assignment.pk}", assignment.role, assignment.get_role_display(), paths, ids))
    return Viewer(
        user_id=person.user_id,
        person_id=person.pk,
        organisation_id=person.organisation_id,
        organisation_name=person.organisation.name,
        name=person.name,
        language="nb",
        today=date(2026, 11, 23),
        hats=tuple(hats),
        root_path=root.path,
    )
