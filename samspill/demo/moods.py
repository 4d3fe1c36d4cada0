"""How the invented people answer: a steady person, an ordinary month, and two changes that are real."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from samspill.answers.actions import Answer
from samspill.answers.seal import Written
from samspill.demo.workplace import COMMENTS, PLACES

ROUNDS_BEFORE = 10
PERSON_SD, MONTH_SD = 0.65, 0.6
RESPONSE = 0.8


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
        good = place.level + steady + _shift(place.drift, item["id"], number) + self.chance.gauss(0, MONTH_SD)
        asked = good if item["direction"] == "+" else 6 - good
        return min(5, max(1, round(asked)))


_BY_ID = {place.id: place for place in PLACES}


def _shift(drift: str, item: str, number: int) -> float:
    """The slow decline is in calm to work, and pulls the workload with it; the improvement is in all of it."""
    months = max(0, number - ROUNDS_BEFORE)
    if drift == "decline":
        return -min(1.6, 0.2 * months) if item == "P3" else -min(0.7, 0.09 * months) if item == "P1" else 0.0
    if drift == "improvement":
        return min(1.0, 0.12 * months)
    return 0.0
