"""Who gets through which door of the organisation."""

from __future__ import annotations

from typing import Any

from samspill.organisations.models import Assignment, Post, Role, Unit
from tests.cast import SINCE, Cast, give_role
from tests.doors import Door

STAFF = ("kari", "jonas", "amina", "per", "tor", "siri")
EVERYBODY = {**dict.fromkeys(STAFF, 200), "ola": 200, "rut": 404, "anonymous": 302}
KEEPS = {**dict.fromkeys(STAFF, 404), "per": 200, "tor": 200, "ola": 200, "rut": 404, "anonymous": 302}
KEEPS_SOLVIK = {**KEEPS, "ola": 404}
# Siri looks at Annen AS until she changes hats; there she sees nothing of Solvik.
SEES_NORD = {**EVERYBODY, "siri": 404, "ola": 404}


def redirects(expect: dict[str, int]) -> dict[str, int]:
    return {name: 302 if status == 200 else status for name, status in expect.items()}


def nord(cast: Cast) -> dict[str, Any]:
    return {"unit_id": cast.nord.pk}


def closed(cast: Cast) -> dict[str, Any]:
    Unit.objects.filter(pk=cast.nord.pk).update(closed_on=SINCE)
    return nord(cast)


def kari(cast: Cast) -> dict[str, Any]:
    return {"person_id": cast.kari.pk}


def further_post(cast: Cast) -> dict[str, Any]:
    post = Post.objects.create(person=cast.kari, unit=cast.sor, is_main=False, valid_from=SINCE, recorded_on=SINCE)
    return {"post_id": post.pk}


def leading(cast: Cast) -> dict[str, Any]:
    return {"assignment_id": Assignment.objects.get(person=cast.jonas, role=Role.LEADER).pk}


def two_hats(cast: Cast) -> dict[str, Any]:
    give_role(cast.kari, Role.AMU_MEMBER)
    return {}


DOORS: dict[str, Door] = {
    "organisation": Door(expect=EVERYBODY),
    "unit": Door(expect=SEES_NORD, args=nord),
    "unit_new": Door(expect=KEEPS),
    "unit_edit": Door(expect=KEEPS_SOLVIK, args=nord),
    "unit_measurement": Door(expect=KEEPS_SOLVIK, args=nord),
    "unit_move": Door(expect=KEEPS_SOLVIK, args=nord),
    "unit_merge": Door(expect=KEEPS_SOLVIK, args=nord),
    "unit_close": Door(expect=KEEPS_SOLVIK, args=nord),
    "unit_reopen": Door(expect=KEEPS_SOLVIK, args=closed),
    "people": Door(expect=KEEPS),
    "people_export": Door(expect=KEEPS, method="post"),
    "person": Door(expect=KEEPS_SOLVIK, args=kari),
    "person_new": Door(expect=KEEPS),
    "person_edit": Door(expect=KEEPS_SOLVIK, args=kari),
    "person_place": Door(expect=KEEPS_SOLVIK, args=kari),
    "person_departure": Door(expect=KEEPS_SOLVIK, args=kari),
    "person_return": Door(expect=KEEPS_SOLVIK, args=kari),
    "role_give": Door(expect=KEEPS_SOLVIK, args=kari),
    "role_end": Door(expect=KEEPS_SOLVIK, args=leading),
    "post_end": Door(expect=KEEPS_SOLVIK, args=further_post),
    "roles": Door(expect=KEEPS),
    "import_upload": Door(expect=KEEPS),
    "import_preview": Door(expect=redirects(KEEPS)),
    "import_drop": Door(expect=redirects(KEEPS), method="post"),
    "organisation_settings": Door(expect=KEEPS),
    "hat_switch": Door(expect=EVERYBODY, args=two_hats),
}
