from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.audit.actions import Actor, record
from samspill.insight.cells import Cell as CollectionCell
from samspill.notices.actions import announce
from samspill.notices.models import Occasion
from samspill.notices.rules import Words
from samspill.organisations.models import Person, Unit
from samspill.organisations.queries import readers_of
from samspill.organisations.rules import Viewer
from samspill.pulses.fields import random_key
from samspill.pulses.keys import digest_of, link_token, round_key, wrap_new_round_key
from samspill.pulses.models import ATTRIBUTE_TABLE, Cell, Channel, Participant, PulseRound, Rhythm, Token
from samspill.pulses.queries.audience import Audience, audience_of, curators_of, readiness_of
from samspill.pulses.rules import COMMENT_DAYS, check_can_open, check_can_plan, comments_are_possible

ROWS_AT_ONCE = 2000
NAMED_AT_MOST = 5


@transaction.atomic
def open_round(*, pulse_round: PulseRound, by: Actor, now: datetime) -> PulseRound:
    """Fix who is invited, in which cells, by which way and on what terms: all of it, or nothing opens."""
    if isinstance(by, Viewer):
        check_can_plan(by)
    locked = PulseRound.objects.select_for_update(of=("self",)).select_related("organisation")
    pulse_round = locked.get(pk=pulse_round.pk)
    today = timezone.localdate(now)
    audience = audience_of(pulse_round, today)
    check_can_open(pulse_round, readiness_of(pulse_round, audience, now), now)
    _lock_terms(pulse_round, audience, now)
    cells = _make_cells(pulse_round, audience)
    _invite(pulse_round, audience, cells, _make_attribute_cells(pulse_round, audience))
    record(
        "open_round", by=by, now=now, subject=pulse_round, invited=len(audience.counted), cells=len(set(cells.values()))
    )
    key, words = str(pulse_round.pk), partial(_words_of_opening, pulse_round)
    announce(organisation_id=pulse_round.organisation_id, occasion=Occasion.ROUND_OPENS, key=key, words=words, now=now)
    return pulse_round


def _words_of_opening(pulse_round: PulseRound) -> Words:
    day = date_format(timezone.localtime(pulse_round.closes_at), "l j. F")
    title = _("%(title)s er åpen. Svar innen %(day)s.") % {"title": pulse_round.name, "day": day}
    return Words(title, reverse("pulse_home"), _("Les mer"))


def _lock_terms(pulse_round: PulseRound, audience: Audience, now: datetime) -> None:
    organisation, today = pulse_round.organisation, timezone.localdate(now)
    curators = curators_of(organisation.pk, today)
    rhythm = Rhythm.objects.filter(organisation=organisation).first()
    pulse_round.state = PulseRound.State.OPEN
    pulse_round.opened_at = now
    pulse_round.obstacle = ""
    pulse_round.minimum_group = organisation.minimum_group
    pulse_round.has_comments = pulse_round.has_comments and comments_are_possible(
        employees=audience.employees, curators=curators
    )
    pulse_round.texts = rhythm.texts if rhythm else {}
    pulse_round.sealed_key = wrap_new_round_key(pulse_round.pk)
    pulse_round.participation_on = today
    pulse_round.locked = _terms(pulse_round, audience, now)
    pulse_round.save()


def _terms(pulse_round: PulseRound, audience: Audience, now: datetime) -> dict[str, Any]:
    """What is promised to whoever answers, and cannot be changed while they do."""
    today = timezone.localdate(now)
    units = [each.unit for each in pulse_round.audience.select_related("unit").order_by("unit__path")]
    root = Unit.objects.get(organisation_id=pulse_round.organisation_id, parent=None, closed_on=None)
    return {
        "k": pulse_round.minimum_group,
        "opened_on": today.isoformat(),
        "invited": len(audience.counted),
        "audience": [{"id": unit.pk, "name": unit.name, "nn": unit.name_nn, "en": unit.name_en} for unit in units],
        "items": [item["id"] for item in pulse_round.definition["items"]],
        "languages": pulse_round.languages,
        "attribute": pulse_round.attribute or None,
        "comments": pulse_round.has_comments,
        "comment_days": COMMENT_DAYS,
        "readers": [
            {"role": line.role, "label": str(line.label), "count": line.count, "names": _few(line.names)}
            for line in readers_of(root, today)
        ],
    }


def _few(names: tuple[str, ...]) -> list[str]:
    """A handful of names are named; two thousand leaders are counted."""
    return list(names) if len(names) <= NAMED_AT_MOST else []


def _make_cells(pulse_round: PulseRound, audience: Audience) -> dict[int, Cell]:
    """The cell of each unit (by its position in the tree) whose people are counted."""
    found = audience.cells(pulse_round.minimum_group)
    positions = {external: position for position, external in enumerate(audience.tree.external_ids)}
    made = Cell.objects.bulk_create(
        (_cell(pulse_round, cell, audience.tree.ids[positions[cell.unit]]) for cell in found), ROWS_AT_ONCE
    )
    return {positions[source]: row for cell, row in zip(found, made, strict=True) for source in cell.sources}


def _cell(pulse_round: PulseRound, cell: CollectionCell, unit_id: int) -> Cell:
    return Cell(
        pulse_round=pulse_round,
        key=cell.id,
        unit_id=unit_id,
        invited=cell.invited,
        includes_remainder=cell.includes_remainder,
    )


def _make_attribute_cells(pulse_round: PulseRound, audience: Audience) -> dict[int, Cell]:
    """The cell in the attribute's table of each person who has one."""
    found = audience.attribute_cells(pulse_round.minimum_group)
    external_ids = audience.tree.external_ids
    positions = {external: position for position, external in enumerate(external_ids)}
    made = Cell.objects.bulk_create(
        (
            Cell(
                pulse_round=pulse_round,
                table=ATTRIBUTE_TABLE,
                key=cell.id,
                unit_id=audience.tree.ids[positions[cell.unit]],
                attribute=cell.value,
                invited=cell.invited,
            )
            for cell in found
        ),
        ROWS_AT_ONCE,
    )
    by_source = {source: row for cell, row in zip(found, made, strict=True) for source in cell.sources}
    sources = {person: (external_ids[audience.counted[person]], value) for person, value in audience.values.items()}
    return {person: by_source[source] for person, source in sources.items() if source in by_source}


def _invite(
    pulse_round: PulseRound, audience: Audience, cells: dict[int, Cell], attribute_cells: dict[int, Cell]
) -> None:
    with_mail = set(
        Person.objects.filter(organisation_id=pulse_round.organisation_id)
        .exclude(email=None)
        .exclude(email="")
        .values_list("pk", flat=True)
    )
    participants = [
        Participant(
            key=random_key(),
            pulse_round=pulse_round,
            person_id=person,
            cell=cells[pool],
            attribute_cell=attribute_cells.get(person),
            home_id=audience.tree.ids[audience.homes[person]],
            channel=Channel.LINK if person in with_mail else Channel.CODE,
        )
        for person, pool in audience.counted.items()
    ]
    # PostgreSQL keeps rows as they came: no order of names, units or channels lies on the disk.
    random.SystemRandom().shuffle(participants)
    Participant.objects.bulk_create(participants, ROWS_AT_ONCE)
    Token.objects.bulk_create(_link_tokens(pulse_round, participants), ROWS_AT_ONCE)


def _link_tokens(pulse_round: PulseRound, participants: list[Participant]) -> Iterator[Token]:
    key = round_key(pulse_round)
    for participant in participants:
        if participant.channel == Channel.LINK:
            digest = digest_of(link_token(participant, key=key))
            yield Token(
                digest=digest,
                pulse_round=pulse_round,
                cell_id=participant.cell_id,
                attribute_cell_id=participant.attribute_cell_id,
                participant=participant,
            )
