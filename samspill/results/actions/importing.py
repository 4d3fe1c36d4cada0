from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.audit.actions import Actor, record
from samspill.audit.rules import Refused
from samspill.organisations.models import Organisation
from samspill.organisations.queries import UnitTree
from samspill.pulses.models import Kind, PulseRound
from samspill.results.actions.closing import write_objections
from samspill.results.actions.freezing import Frozen, freeze, long_tables
from samspill.results.actions.writing import insert_rows
from samspill.results.gate import Collected, Release

State = PulseRound.State


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey taken elsewhere, counted per unit; ``mark`` knows it again, ``tree`` the units it was read on."""

    definition: dict[str, Any]
    closed_on: date
    answered: Collected
    units: UnitTree
    mark: str
    tree: str


def check_is_new(organisation: Organisation, survey: Survey) -> None:
    """The same answers on two trees could be subtracted from one another."""
    imported = PulseRound.objects.filter(organisation=organisation, kind=Kind.IMPORTED)
    for locked in imported.values_list("locked", flat=True):
        earlier = locked.get("imported", {})
        if earlier.get("mark") != survey.mark and (
            earlier.get("id") != survey.definition["id"] or locked.get("closed_on") != survey.closed_on.isoformat()
        ):
            continue
        if earlier.get("tree") == survey.tree:
            raise Refused(_("Denne målingen er lest inn før."))
        raise Refused(
            _(
                "Denne målingen er lest inn før, på et annet sett enheter. To oppdelinger av de samme svarene kan "
                "trekkes fra hverandre og røpe enkeltsvar."
            )
        )


def keep_survey(
    *, organisation: Organisation, survey: Survey, released: Release, by: Actor, now: datetime
) -> PulseRound:
    """Write what the gate lets through, marked as imported; nothing of what it was counted from is kept."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        check_is_new(organisation, survey)
        pulse_round = _round_of(organisation, survey, released, now)
        if released.publication is not None:
            # How many were asked is not known, so there are no response rates.
            publication = replace(released.publication, rates=())
            frozen = Frozen.of(pulse_round, survey.units, survey.answered, publication, on=timezone.localdate(now))
            for table, rows in long_tables(frozen, pulse_round):
                insert_rows(table, rows)
            freeze(frozen, pulse_round=pulse_round, now=now)
        write_objections(pulse_round, released.withdrawn)
        record(
            "keep_survey",
            by=by,
            now=now,
            subject=pulse_round,
            is_published=released.publication is not None,
            withdrawn=sum(released.withdrawn),
        )
    return pulse_round


def _round_of(organisation: Organisation, survey: Survey, released: Release, now: datetime) -> PulseRound:
    begin = timezone.make_aware(datetime.combine(survey.closed_on, time(0, 0)))
    return PulseRound.objects.create(
        organisation=organisation,
        kind=Kind.IMPORTED,
        definition=survey.definition,
        opens_at=begin,
        closes_at=timezone.make_aware(datetime.combine(survey.closed_on, time(23, 59))),
        state=State.PUBLISHED if released.publication else State.NOT_PUBLISHED,
        minimum_group=organisation.minimum_group,
        locked={
            "k": organisation.minimum_group,
            "closed_on": survey.closed_on.isoformat(),
            "imported": {"id": survey.definition["id"], "mark": survey.mark, "tree": survey.tree},
        },
        published_at=now,
    )
