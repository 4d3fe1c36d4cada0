"""Who is let in where, for each of the cast; a stranger is told that there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from samspill.answers.seal import Written
from samspill.pulses.models import PulseRound
from samspill.results.actions import close_round
from samspill.results.models import AuditRun, Comment, CommentPool
from samspill.results.tests.rounds import open_round, quarterly
from tests.cast import Cast
from tests.doors import Door

CALM = [2, 3, 3, 4, 4, 3, 3, 2, 4, 3, 4, 2]
EVERYBODY = dict.fromkeys(("kari", "jonas", "amina", "per", "tor", "siri", "ola"), 200)
OWN = {"anonymous": 302, **EVERYBODY, "rut": 404}
# Siri begins in Annen AS; with her other hat on she sees what her assignment in Solvik covers.
NORD = {**OWN, "siri": 404, "ola": 404}
SOR = {**NORD, "kari": 404, "jonas": 404}
# Tor leads Teknisk but nobody in Nord, so as HR he is one of those who may read first.
CURATORS = {**NORD, "kari": 404, "jonas": 404}


def published(cast: Cast) -> None:
    now = timezone.now() - timedelta(days=1)
    said = [Written(f"Kommentar {number}", "team", "nb") for number in range(6)]
    answers = {cast.nord: CALM, cast.sor: CALM}
    close_round(
        pulse_round=open_round(cast.solvik, answers, now=now, definition=quarterly(), comments={cast.nord: said}),
        now=now,
    )


def unit_of(name: str, **more: Any) -> Callable[[Cast], Mapping[str, Any]]:
    def args(cast: Cast) -> Mapping[str, Any]:
        published(cast)
        return {"unit_id": getattr(cast, name).pk, **more}

    return args


def pool_of(cast: Cast) -> Mapping[str, Any]:
    published(cast)
    return {"pool_id": CommentPool.objects.get().pk}


def comment_of(cast: Cast) -> Mapping[str, Any]:
    return {**pool_of(cast), "key": Comment.objects.order_by("pk")[0].pk}


def nothing(cast: Cast) -> Mapping[str, Any]:
    published(cast)
    return {}


def objected_to(cast: Cast) -> Mapping[str, Any]:
    """A published round that the latest run of the auditor objects to."""
    published(cast)
    now = timezone.now()
    pulse_round = PulseRound.objects.get()
    AuditRun.objects.create(
        organisation=cast.solvik, asked_at=now, finished_at=now, objections={str(pulse_round.pk): 2}
    )
    return {"round_id": pulse_round.pk}


WATCHES = {"anonymous": 302, **dict.fromkeys(("kari", "jonas", "siri", "rut"), 404)}
WATCHES |= dict.fromkeys(("amina", "per", "tor", "ola"), 200)

DOORS: dict[str, Door] = {
    "results_home": Door(args=nothing, expect=OWN),
    "results_organisation": Door(args=nothing, expect=OWN),
    "results_unit": Door(args=unit_of("nord"), expect=NORD),
    "results_area": Door(args=unit_of("helse"), expect=SOR),
    "results_groups": Door(args=unit_of("helse"), expect=SOR),
    "results_history": Door(args=unit_of("sor"), expect=SOR),
    "results_export": Door(args=unit_of("nord", form="csv"), expect=NORD),
    "curation": Door(args=nothing, expect=OWN),
    "curation_pool": Door(args=pool_of, expect=CURATORS),
    "curation_vote": Door(
        args=comment_of,
        method="post",
        expect={who: 302 if status == 200 else status for who, status in CURATORS.items()},
    ),
    "results_audit": Door(args=nothing, expect=WATCHES),
    "results_audit_run": Door(
        args=nothing,
        method="post",
        expect={who: 302 if status == 200 else status for who, status in WATCHES.items()},
    ),
    # Amina sees her own area's figures alone, and the file has everybody's.
    "results_audit_file": Door(args=nothing, expect={**WATCHES, "amina": 404}),
    "round_withdraw": Door(args=objected_to, expect={**WATCHES, "ola": 404}),
}
