from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from samspill.measures.models import Attachment, Measure
from samspill.measures.tests.plans import TODAY, a_measure
from tests.cast import Cast
from tests.doors import Door

STAFF = ("kari", "jonas", "amina", "per", "tor", "siri", "ola")
# Siri looks at Annen AS until she changes hats; Ola works there.
EVERYBODY = {**dict.fromkeys(STAFF, 200), "rut": 404, "anonymous": 302}
NORD = {**EVERYBODY, "siri": 404, "ola": 404}
DECIDES = {**NORD, "kari": 403, "amina": 403}
PROPOSES = {**EVERYBODY, "kari": 404, "siri": 404}


def redirects(expect: Mapping[str, int]) -> dict[str, int]:
    return {name: 302 if status == 200 else status for name, status in expect.items()}


def of_nord(cast: Cast) -> dict[str, Any]:
    a_measure(cast.nord)
    return {"key": str(cast.nord.pk)}


def file_of_nord(cast: Cast) -> dict[str, Any]:
    return {**of_nord(cast), "form": "xlsx"}


def nord(cast: Cast) -> dict[str, Any]:
    return {"unit_id": cast.nord.pk}


def measure(cast: Cast, **fields: Any) -> Measure:
    return a_measure(cast.nord, **fields)


def one(cast: Cast) -> dict[str, Any]:
    return {"measure_id": measure(cast).pk}


def begun(cast: Cast) -> dict[str, Any]:
    return {"measure_id": measure(cast, status="under_way", starts_on=TODAY).pk}


def with_file(cast: Cast) -> dict[str, Any]:
    kept = Attachment.objects.create(
        measure=measure(cast),
        name="plan.txt",
        media_type="text/plain",
        content=b"plan",
        size=4,
        added_by=cast.kari,
        added_at="2026-11-23T09:00:00+01:00",
    )
    return {"measure_id": kept.measure_id, "attachment_id": kept.pk}


DOORS: dict[str, Door] = {
    "plan_home": Door(expect=redirects(EVERYBODY)),
    "plan_board": Door(args=of_nord, expect=NORD),
    "plan_list": Door(args=of_nord, expect=NORD),
    "plan_calendar": Door(args=of_nord, expect=NORD),
    "plan_carry": Door(args=of_nord, expect={**DECIDES, "kari": 404, "amina": 404}),
    "plan_export": Door(args=file_of_nord, expect=NORD),
    "plan_share": Door(args=nord, method="post", data={"delt": "ja"}, expect=redirects(DECIDES)),
    "measure_new": Door(expect=PROPOSES),
    "measure": Door(args=one, expect=NORD),
    "measure_change": Door(args=one, expect=DECIDES),
    "measure_carry": Door(args=one, expect=DECIDES),
    # A refusal is said on the page one comes back to.
    "measure_status": Door(args=one, method="post", data={"status": "under_way"}, expect=redirects(NORD)),
    "measure_undo": Door(args=begun, method="post", expect=redirects(NORD)),
    "measure_end": Door(args=begun, expect=DECIDES),
    "measure_stop": Door(args=begun, expect=DECIDES),
    "measure_note": Door(args=one, method="post", data={"text": "Godt i gang."}, expect=redirects(NORD)),
    "measure_attach": Door(
        args=one,
        method="post",
        data={"file": SimpleUploadedFile("tom.txt", b"")},
        expect={**NORD, **{name: 422 for name, status in NORD.items() if status == 200}},
    ),
    "attachment": Door(args=with_file, expect=NORD),
    "attachment_delete": Door(
        args=with_file, method="post", expect={**redirects(NORD), "jonas": 404, "amina": 404, "per": 404, "tor": 404}
    ),
}
