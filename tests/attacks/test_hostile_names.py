"""Names, numbers and texts that try to be something else, on every page and in every file of every role."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samspill.organisations.models import Organisation, Person, Unit
from samspill.pulses.models import PulseRound
from samspill.results.models import Comment
from tests.cast import Cast
from tests.doors import Door
from tests.house.test_doors import all_doors

HOSTILE = (
    "\"><script>alert(1)</script>'{{7*7}}<img src=x onerror=alert(2)>\u202e #panic(1) $x$ *b* "
    "\x0b\x1b[0m =cmd|'/c calc'!A1 😀 王芳"
)
FILES: dict[str, list[dict[str, Any]]] = {
    "results_export": [{"form": form} for form in ("csv", "json")],
    "unit_report": [{"form": form} for form in ("pdf", "docx", "xlsx")],
    "codes_draw": [{"as": "pdf"}],
    "people_export": [{"as": "xlsx"}],
}
LET_IN = {200, 302, 303}


def call_everything_by_hostile_names() -> None:
    for unit in Unit.objects.all():
        unit.name = unit.name_nn = unit.name_en = HOSTILE
        unit.external_id, unit.kind = f'{unit.pk}"\r\nX-Evil: 1<script>\x0b', HOSTILE[:60]
        unit.save()
    for everybody in (Person.objects.all(), Organisation.objects.all()):
        everybody.update(name=HOSTILE)
    Comment.objects.exclude(text="").update(text=HOSTILE)
    for pulse_round in PulseRound.objects.all():
        definition = pulse_round.definition
        definition["title"] = {"nb": HOSTILE}
        definition["scale"]["labels"] = [{"nb": HOSTILE} for _label in definition["scale"]["labels"]]
        for item in definition["items"]:
            item["text"] = item["label"] = {"nb": HOSTILE}
        pulse_round.obstacle = HOSTILE
        pulse_round.save()


def answers(door: Door, name: str, cast: Cast) -> list[Any]:
    """What the first of the cast who gets in is answered, for each kind of file there is."""
    args = dict(door.args(cast))
    call_everything_by_hostile_names()
    who = next((one for one in ("per", "amina", "kari", "rut") if door.expect.get(one) in LET_IN), None)
    client = Client(raise_request_exception=False)
    if who:
        client.force_login(cast.user(who))
    found = []
    for more in FILES.get(name, [{}]):
        address = reverse(name, kwargs={**args, **more} if "form" in more else args)
        found.append(getattr(client, door.method)(address, data={**door.data, **more}))
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(all_doors()))
def test_a_hostile_name_is_only_a_name(name: str, cast: Cast) -> None:
    for answer in answers(all_doors()[name], name, cast):
        assert answer.status_code < 500
        assert "X-Evil" not in answer.headers
        if "html" in answer.headers.get("Content-Type", ""):
            assert b"<script>alert" not in answer.content
            assert b"<img src=x" not in answer.content
