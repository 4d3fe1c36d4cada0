from __future__ import annotations

from samspill.measures.tests.doors.plans import NORD, of_nord
from tests.cast import NAMES
from tests.doors import Door

WHO = ("anonymous", *NAMES)
PUBLIC = dict.fromkeys(WHO, 200)
# Rut runs the installation and belongs to no workplace; Ola and Siri see their own, never Solvik's.
SIGNED_IN = {**PUBLIC, "anonymous": 302, "rut": 404}
RUNS = {**dict.fromkeys(WHO, 404), "anonymous": 302, "per": 200, "tor": 200, "ola": 200}
WATCHES = {**RUNS, "amina": 200}

DOORS = {
    "home": Door(expect=PUBLIC),
    "menu": Door(expect=SIGNED_IN),
    "who_sees_what": Door(expect=SIGNED_IN),
    "information": Door(expect=SIGNED_IN),
    "audit_log": Door(expect=WATCHES),
    "protection": Door(expect=PUBLIC),
    "accessibility": Door(expect=PUBLIC),
    "choose_language": Door(args=lambda cast: {"code": "nn"}, expect=dict.fromkeys(WHO, 302)),
    "plan_gaps": Door(args=of_nord, expect=NORD),
    "setup": Door(expect=RUNS),
    "setup_workplace": Door(expect=RUNS),
    "setup_units": Door(expect=RUNS),
    "organisation_new": Door(expect={**dict.fromkeys(WHO, 404), "rut": 200}),
}
