"""The worker is killed in each step of a close."""

from __future__ import annotations

import json
import random

import pytest

from tests.servers.installation import fresh

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("step", ["stopped", "counted", "published"])
def test_a_close_that_is_killed_shows_nothing_early_and_loses_nothing(step: str) -> None:
    chance = random.Random(3)
    with fresh() as made:
        filled = made.play("fill", "20")
        fields = [{item: str(chance.randint(2, 4)) for item in ("P1", "P2", "P3")} for _ in filled["links"]]
        answered = made.play("answer", json.dumps(list(zip(filled["links"], fields, strict=True))))
        made.die("close_and_die", str(filled["round"]), step)
        seen = made.play("published", str(filled["round"]))
        if step != "published":
            assert (seen["state"], seen["figures"]) == ("closing", 0)
            assert seen["tallies"] > 0
        done = made.play("close", str(filled["round"]))
    assert (done["state"], done["tallies"]) == ("published", 0)
    assert done["n"] == [answered["thanked"]] == [len(filled["links"])]
