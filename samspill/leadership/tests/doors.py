"""Who gets through which door of the decision log."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from samspill.leadership.tests.telling import question_in, told_in
from tests.cast import Cast
from tests.doors import Door

STAFF = ("kari", "jonas", "amina", "per", "tor", "siri", "ola")
EVERYBODY = {**dict.fromkeys(STAFF, 200), "rut": 404, "anonymous": 302}
# Siri begins in Annen AS; Tor leads Teknisk, and is HR for all.
IN_NORD = {**EVERYBODY, "siri": 404, "ola": 404}
TELLS = {**EVERYBODY, "kari": 404, "amina": 404, "siri": 404}
TELLS_NORD = {**TELLS, "ola": 404}


def in_nord(cast: Cast) -> dict[str, Any]:
    return {"decision_id": told_in(cast, cast.nord, now=timezone.now()).pk}


def asked_in_nord(cast: Cast) -> dict[str, Any]:
    question = question_in(cast, now=timezone.now())
    return {"decision_id": question.decision_id, "question_id": question.pk}


DOORS: dict[str, Door] = {
    "decisions": Door(expect=EVERYBODY),
    "decision_new": Door(expect=TELLS),
    "decision": Door(args=in_nord, expect=IN_NORD),
    "decision_edit": Door(args=in_nord, expect=TELLS_NORD),
    "decision_review": Door(args=in_nord, expect=TELLS_NORD),
    "decision_ask": Door(
        args=in_nord,
        method="post",
        data={"text": "Hvorfor nå?"},
        expect={name: 302 if status == 200 else status for name, status in IN_NORD.items()},
    ),
    "decision_answer": Door(args=asked_in_nord, expect=TELLS_NORD),
}
