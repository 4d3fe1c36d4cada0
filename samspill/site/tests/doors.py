from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from samspill.measures.tests.doors.plans import NORD, of_nord
from samspill.notices.actions.feeds import open_feed
from samspill.organisations.queries import viewer_of
from samspill.results.tests.doors import NORD as FIGURES_OF_NORD
from samspill.results.tests.doors import unit_of
from tests.cast import NAMES, Cast
from tests.doors import Door

WHO = ("anonymous", *NAMES)
PUBLIC = dict.fromkeys(WHO, 200)
# Rut runs the installation and belongs to no workplace; Ola and Siri see their own, never Solvik's.
SIGNED_IN = {**PUBLIC, "anonymous": 302, "rut": 404}
RUNS = {**dict.fromkeys(WHO, 404), "anonymous": 302, "per": 200, "tor": 200, "ola": 200}
WATCHES = {**RUNS, "amina": 200}
AT_WORK = tuple(name for name in NAMES if name != "rut")


def calendar_of_kari(cast: Cast) -> Mapping[str, Any]:
    """Whoever holds the address reads it: a calendar program signs in nowhere."""
    viewer = viewer_of(cast.kari, timezone.localdate())
    assert viewer
    return {"secret": open_feed(by=viewer, now=timezone.now())}


DOORS = {
    "home": Door(expect=PUBLIC),
    "menu": Door(expect=SIGNED_IN),
    "who_sees_what": Door(expect=SIGNED_IN),
    "information": Door(expect=SIGNED_IN),
    "audit_log": Door(expect=WATCHES),
    "protection": Door(expect=PUBLIC),
    "accessibility": Door(expect=PUBLIC),
    "choose_language": Door(args=lambda cast: {"code": "nn"}, expect=dict.fromkeys(WHO, 302)),
    "calendar": Door(expect=SIGNED_IN),
    "calendar_close": Door(method="post", expect={**SIGNED_IN, **dict.fromkeys(AT_WORK, 302)}),
    "calendar_feed": Door(args=calendar_of_kari, expect=PUBLIC),
    "plan_gaps": Door(args=of_nord, expect=NORD),
    "unit_report": Door(args=unit_of("nord", form="docx"), expect=FIGURES_OF_NORD),
    "setup": Door(expect=RUNS),
    "setup_workplace": Door(expect=RUNS),
    "setup_units": Door(expect=RUNS),
    "organisation_new": Door(expect={**dict.fromkeys(WHO, 404), "rut": 200}),
}
