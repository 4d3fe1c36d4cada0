"""The worker is killed in each step of a close, on either database."""

from __future__ import annotations

import contextlib
import json
import random
from collections.abc import Iterator

import pytest

from tests.servers.installation import Installation, fresh, postgres

pytestmark = pytest.mark.slow
STEPS = ("stopped", "counted", "published")


@pytest.mark.parametrize("step", STEPS)
def test_a_close_that_is_killed_shows_nothing_early_and_loses_nothing(step: str) -> None:
    with fresh() as made:
        close_and_be_killed(made, step)


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with postgres() as (url, _data):
        yield url


@pytest.mark.postgres
@pytest.mark.parametrize("step", STEPS)
def test_on_postgresql_a_close_that_is_killed_shows_nothing_early_and_loses_nothing(cluster: str, step: str) -> None:
    with on_a_database_of_its_own(cluster, step) as made:
        close_and_be_killed(made, step)


@contextlib.contextmanager
def on_a_database_of_its_own(cluster: str, name: str) -> Iterator[Installation]:
    import psycopg

    with psycopg.connect(cluster.replace("postgres://", "postgresql://"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    with fresh(cluster.removesuffix("samspill") + name) as made:
        yield made


def close_and_be_killed(made: Installation, step: str) -> None:
    chance = random.Random(3)
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
