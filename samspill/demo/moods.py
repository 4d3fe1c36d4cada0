"""How the invented people answer: a steady person, an ordinary month, and two changes that are real."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from samspill.answers.actions import Answer
from samspill.answers.seal import Written
from samspill.content.items import PULSE_ITEMS
from samspill.demo.workplace import COMMENTS, PLACES

ROUNDS_BEFORE = 10
PERSON_SD, MONTH_SD = 0.65, 0.6
RESPONSE = 0.8
TIED = {"B05": 1.0, "B06": 1.0, "B10": 1.0, "B18": 0.9, "B11": 0.65, "B12": 0.65, "B16": 0.65, "B23": 0.7, "B24": 0.65}
LOOSELY_TIED = 0.25
"""How much of a person's steady level is in an answer to something else than the three monthly questions."""


@dataclass(slots=True)
class Moods:
    """Draws answers from one seeded source, so that the demo is the same every time."""

    chance: random.Random
    _people: dict[int, float] = field(default_factory=dict)

    def takes_part(self) -> bool:
        return self.chance.random() < RESPONSE

    def answer(self, person_id: int, unit: str, number: int, definition: Mapping[str, Any]) -> Answer:
        """What one person answers in round ``number`` (0 is the oldest)."""
        steady = self._people.setdefault(person_id, self.chance.gauss(0, PERSON_SD))
        values = {item["id"]: self._value(item, unit, number, steady) for item in definition["items"]}
        text = ""
        if definition.get("open_question") and self.chance.random() < 0.25:
            text = self.chance.choice(COMMENTS)
        return Answer(values, Written(text, self.chance.choice(("team", "team", "management")), "nb"))

    def _value(self, item: Mapping[str, Any], unit: str, number: int, steady: float) -> int | None:
        if self.chance.random() < 0.03:
            return None
        place = _BY_ID[unit]
        tied = 1.0 if item["id"] in PULSE_ITEMS else TIED.get(item["id"], LOOSELY_TIED)
        rest = math.hypot(MONTH_SD, PERSON_SD * math.sqrt(1 - tied**2))
        good = place.level + tied * steady + _shift(place.drift, item["id"], number) + self.chance.gauss(0, rest)
        asked = good if item["direction"] == "+" else 6 - good
        return min(5, max(1, round(asked)))


_BY_ID = {place.id: place for place in PLACES}


def _shift(drift: str, item: str, number: int) -> float:
    """The slow decline is in calm to work, and pulls the workload with it; the improvement is in all of it."""
    months = max(0, number - ROUNDS_BEFORE)
    if drift == "decline":
        return -min(1.6, 0.2 * months) if item == "P3" else -min(0.7, 0.09 * months) if item == "P1" else 0.0
    if drift == "improvement":
        return min(1.0, 0.2 * months)
    return 0.0
