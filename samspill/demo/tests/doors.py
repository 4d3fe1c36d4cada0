from __future__ import annotations

from tests.cast import NAMES
from tests.doors import Door

WHO = ("anonymous", *NAMES)
DOORS = {
    "demo": Door(expect=dict.fromkeys(WHO, 200)),
    # Solvik of the tests has nobody with these ids: the demo signs in as its own people and nobody else.
    "demo_sign_in": Door(args=lambda cast: {"person_id": "kari"}, expect=dict.fromkeys(WHO, 404), method="post"),
}
