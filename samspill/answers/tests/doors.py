"""The answering pages know nobody, so everybody is answered alike."""

from __future__ import annotations

from tests.cast import NAMES
from tests.doors import Door

WHO = ("anonymous", *NAMES)


def alike(status: int) -> dict[str, int]:
    return dict.fromkeys(WHO, status)


DOORS = {
    "answer_enter": Door(args=lambda cast: {"token": "ukjent"}, expect=alike(303)),
    "answer_code": Door(expect=alike(200)),
    "answer": Door(expect=alike(404)),
    "answer_promise": Door(expect=alike(404)),
    "answer_thanks": Door(expect=alike(404)),
}
