"""Who gets through which door of the pulses."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from samspill.pulses.models import Channel, Consultation, Participant, PulseRound, Questionnaire
from samspill.pulses.tests.rounds import DEFINITION, a_planned_round, an_open_round
from tests.cast import Cast
from tests.doors import Door

# Siri works in two organisations and looks at the other one until she changes hats.
STAFF = ("kari", "jonas", "amina", "per", "tor", "siri")
EVERYBODY = {**dict.fromkeys(STAFF, 200), "ola": 200, "rut": 404, "anonymous": 302}
OF_SOLVIK = {**EVERYBODY, "siri": 404, "ola": 404}
RUNS = {**dict.fromkeys(STAFF, 404), "per": 200, "tor": 200, "ola": 200, "rut": 404, "anonymous": 302}
RUNS_SOLVIK = {**RUNS, "ola": 404}
REPRESENTS = {**dict.fromkeys(STAFF, 404), "amina": 200, "ola": 404, "rut": 404, "anonymous": 302}
READS_MINUTES = {**RUNS, "amina": 200}


def redirects(expect: dict[str, int]) -> dict[str, int]:
    return {name: 302 if status == 200 else status for name, status in expect.items()}


def _now() -> datetime:
    return timezone.now()


def planned(cast: Cast) -> dict[str, Any]:
    return {"round_id": a_planned_round(cast, _now(), opens_at=_now() + timedelta(days=1)).pk}


def running(cast: Cast) -> dict[str, Any]:
    pulse_round = an_open_round(cast, _now())
    PulseRound.objects.filter(pk=pulse_round.pk).update(opened_at=_now(), locked={})
    Participant.objects.update(home=cast.nord)
    Participant.objects.filter(person__email=None).update(channel=Channel.CODE)
    return {"round_id": pulse_round.pk}


def running_unit(cast: Cast) -> dict[str, Any]:
    return {**running(cast), "unit_id": cast.nord.pk}


def own_questionnaire(cast: Cast) -> dict[str, Any]:
    Questionnaire.objects.create(organisation=cast.solvik, key="eget", definition={**DEFINITION, "id": "eget"})
    return {"key": "eget"}


def minutes(cast: Cast) -> dict[str, Any]:
    kept = Consultation.objects.create(
        organisation=cast.solvik,
        held_on=date(2026, 1, 8),
        participants="Per Moe, HR\nAmina Ali, verneombud",
        answers={},
        recorded_by="Per Moe",
        recorded_at=_now(),
    )
    return {"consultation_id": kept.pk}


PRINTS = {**OF_SOLVIK, "kari": 403, "jonas": 403}
TAKEN_OUT_BY_PER = {**redirects(RUNS_SOLVIK), "tor": 404}

DOORS: dict[str, Door] = {
    "pulse_home": Door(expect=EVERYBODY),
    "pulse_rhythm": Door(expect=RUNS),
    "round_plan": Door(expect=RUNS),
    "pulse_round": Door(expect=OF_SOLVIK, args=planned),
    "round_change": Door(expect=RUNS_SOLVIK, args=planned),
    "round_cancel": Door(expect=RUNS_SOLVIK, args=planned),
    "round_open": Door(expect=redirects(RUNS_SOLVIK), args=planned, method="post"),
    "round_answer": Door(expect=redirects(OF_SOLVIK), args=running, method="post"),
    "round_codes": Door(expect={**REPRESENTS, "per": 200, "tor": 200}, args=running),
    "codes_draw": Door(expect=PRINTS, args=running_unit, method="post", data={"as": "html"}),
    "round_approvals": Door(expect=REPRESENTS, args=planned),
    "round_names": Door(expect=REPRESENTS, args=running_unit),
    "questionnaires": Door(expect=RUNS),
    "questionnaire_upload": Door(expect=RUNS),
    "questionnaire_show": Door(expect=RUNS_SOLVIK, args=own_questionnaire),
    "questionnaire_retire": Door(expect=TAKEN_OUT_BY_PER, args=own_questionnaire, method="post"),
    "item_bank": Door(expect=EVERYBODY),
    "consultations": Door(expect=READS_MINUTES),
    "consultation_new": Door(expect=RUNS),
    "consultation_show": Door(expect={**READS_MINUTES, "ola": 404}, args=minutes),
    "consultation_pdf": Door(expect={**READS_MINUTES, "ola": 404}, args=minutes),
    "pulse_texts": Door(expect=RUNS),
    "pulse_text": Door(expect=RUNS, args=lambda cast: {"key": "invitation.body"}),
}
