"""Who gets through which door of risk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samspill.risk.actions import add_own_factor, find_not_relevant, revise_assessment, send_to_sign
from samspill.risk.tests.assessing import a_change, a_decided_change, begun, looks, valid, waiting, written
from tests.cast import Cast
from tests.doors import Door

STAFF = ("kari", "jonas", "amina", "per", "tor", "siri", "ola")
EVERYBODY = {**dict.fromkeys(STAFF, 200), "rut": 404, "anonymous": 302}
NOBODY = {**dict.fromkeys(STAFF, 404), "rut": 404, "anonymous": 302}
BEGINS = {**NOBODY, "jonas": 200, "per": 200, "tor": 200, "ola": 200}
# Siri begins in Annen AS, so what lies in Solvik is not there until she changes hats.
READS_VALID = {**EVERYBODY, "siri": 404, "ola": 404}
WRITES = {**NOBODY, "jonas": 200, "per": 200, "tor": 200}
SIGNS = {**NOBODY, "amina": 200}
MANAGES = {**NOBODY, "per": 200, "tor": 200, "ola": 200}
WATCHES = {**NOBODY, "amina": 200, "per": 200, "tor": 200, "ola": 200}


def sent(expect: dict[str, int]) -> dict[str, int]:
    return {name: 302 if status == 200 else status for name, status in expect.items()}


def in_force(cast: Cast) -> dict[str, Any]:
    return {"assessment_id": valid(cast, cast.nord, now=timezone.now()).pk}


def second_edition(cast: Cast) -> dict[str, Any]:
    now = timezone.now()
    first = valid(cast, cast.nord, now=now)
    per = looks(cast, "per", now)
    draft = revise_assessment(assessment=first, by=per, now=now)
    return {"assessment_id": send_to_sign(assessment=draft, by=per, now=now).pk}


def draft(cast: Cast) -> dict[str, Any]:
    return {"assessment_id": begun(cast, cast.nord, now=timezone.now()).pk}


def whole_draft(cast: Cast) -> dict[str, Any]:
    return {"assessment_id": written(cast, cast.nord, now=timezone.now()).pk}


def factor(cast: Cast) -> dict[str, Any]:
    return {**draft(cast), "code": "MENGDE"}


def to_sign(cast: Cast) -> dict[str, Any]:
    return {"assessment_id": waiting(cast, cast.nord, now=timezone.now()).pk}


def own_factor(cast: Cast) -> dict[str, Any]:
    now = timezone.now()
    own = add_own_factor(name="Skiftbytte", explanation="", law=(), by=looks(cast, "per", now), now=now)
    return {"factor_id": own.pk}


def put_aside(cast: Cast) -> dict[str, Any]:
    now = timezone.now()
    per = looks(cast, "per", now)
    later = per.today + timedelta(days=365)
    found = find_not_relevant(code="EMO", reason="Ingen møter publikum.", review_on=later, by=per, now=now)
    return {"found_id": found.pk}


def planned(cast: Cast) -> dict[str, Any]:
    return {"change_id": a_change(cast, cast.nord, now=timezone.now()).pk}


def settled(cast: Cast) -> dict[str, Any]:
    return {"change_id": a_decided_change(cast, cast.nord, now=timezone.now()).pk}


DOORS: dict[str, Door] = {
    "risks": Door(expect=EVERYBODY),
    "risk_new": Door(expect=BEGINS),
    "coverage": Door(expect=WATCHES),
    "internal_control": Door(expect=WATCHES),
    "internal_control_export": Door(args=lambda cast: {"form": "docx"}, expect=WATCHES),
    "risk_register_export": Door(args=lambda cast: {"form": "csv"}, expect=EVERYBODY),
    "risk_export": Door(args=lambda cast: {**in_force(cast), "form": "xlsx"}, expect=READS_VALID),
    "risk_own_factors": Door(expect=WATCHES),
    "risk_factor_new": Door(expect=MANAGES),
    # Per comes first; after him there is nothing left to take out or in.
    "risk_factor_retire": Door(args=own_factor, method="post", expect=sent({**MANAGES, "tor": 404, "ola": 404})),
    "risk_factor_aside": Door(expect=MANAGES),
    "risk_factor_relevant": Door(args=put_aside, method="post", expect=sent({**MANAGES, "tor": 404, "ola": 404})),
    "mapping_new": Door(expect=BEGINS),
    "changes": Door(expect=EVERYBODY),
    "change_new": Door(expect=BEGINS),
    "change": Door(args=settled, expect=READS_VALID),
    "change_edit": Door(args=planned, expect=WRITES),
    "change_decide": Door(args=planned, expect=WRITES),
    "change_abandon": Door(args=planned, method="post", expect=sent(WRITES)),
    "change_evaluate": Door(args=settled, expect=WRITES),
    "risk": Door(args=in_force, expect=READS_VALID),
    "risk_compare": Door(args=second_edition, expect={**WRITES, "amina": 200}),
    "risk_factors": Door(args=draft, expect=WRITES),
    "risk_weigh": Door(args=factor, expect=WRITES),
    "risk_measures": Door(args=factor, expect=WRITES),
    "risk_measure_new": Door(args=factor, expect=WRITES),
    "risk_facts": Door(args=draft, expect=WRITES),
    "risk_combined": Door(args=draft, expect=WRITES),
    "risk_send": Door(args=whole_draft, method="post", expect=sent(WRITES)),
    "risk_take_back": Door(args=to_sign, method="post", expect=sent({**WRITES, "amina": 200})),
    "risk_revise": Door(args=in_force, method="post", expect=sent(WRITES)),
    "risk_sign": Door(args=to_sign, expect=SIGNS),
    "risk_return": Door(args=to_sign, expect=SIGNS),
    "risk_unsigned": Door(args=draft, expect=WRITES),
}
