"""The random parts of the whole organisation, for somebody who has copied the files but not the installation key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations

import pytest

from tests.attacks.test_storage import files, opened, visible
from tests.servers.installation import Installation, fresh

pytestmark = pytest.mark.slow
COLLEAGUES = "30"


@pytest.fixture
def installation() -> Iterator[Installation]:
    with fresh() as made:
        yield made


def a_broad_round(installation: Installation) -> dict:
    made = installation.play("fill", COLLEAGUES)
    assert installation.play("broaden", str(made["round"]))["invited"] >= 50
    return made


def sheets(links: list[str], values: str) -> str:
    """Everybody ticks the same digit for all, the digits taken in turn."""
    ticked = [(link, values[place % len(values)]) for place, link in enumerate(links)]
    return json.dumps([[link, dict.fromkeys(("P1", "P2", "P3", "B01"), value)] for link, value in ticked])


def shards(installation: Installation) -> dict[int, bytes]:
    return dict(opened(installation.home).execute("SELECT number, sealed FROM answers_shard"))


def test_two_copies_show_that_one_part_was_touched_and_nothing_of_what(installation: Installation) -> None:
    made = a_broad_round(installation)
    installation.play("answer", sheets(made["links"][:6], "1"))
    before = shards(installation)
    installation.play("answer", sheets(made["links"][6:7], "5"))
    after = shards(installation)
    assert before.keys() == after.keys() == set(range(16))
    assert sum(before[number] != after[number] for number in before) == 1
    assert len({len(sealed) for sealed in (*before.values(), *after.values())}) == 1
    for one, other in combinations({*before.values(), *after.values()}, 2):
        assert sum(a == b for a, b in zip(one, other, strict=True)) < len(one) / 6, "two sealings look alike"


def test_all_parts_are_there_from_the_first_answer_and_keep_no_order(installation: Installation) -> None:
    made = a_broad_round(installation)
    installation.play("answer", sheets(made["links"][:1], "3"))
    database = opened(installation.home)
    assert database.execute("SELECT count(*) FROM answers_shard").fetchone() == (16,)
    assert database.execute("SELECT count(*) FROM answers_shard WHERE rowid <> key").fetchone() == (0,)
    assert not database.execute("SELECT name FROM sqlite_sequence WHERE name = 'answers_shard'").fetchone()


def test_answers_that_go_together_look_on_disk_like_answers_that_do_not() -> None:
    looks = []
    for values in ("3", "12345"):
        with fresh() as made:
            filled = a_broad_round(made)
            made.play("answer", sheets(filled["links"], values))
            looks.append(visible(made.home))
    assert looks[0] == looks[1]


def test_after_the_close_no_part_is_left_in_the_files(installation: Installation) -> None:
    made = a_broad_round(installation)
    installation.play("answer", sheets(made["links"], "123454321"))
    sealed = list(shards(installation).values())
    assert installation.play("close", str(made["round"]))["state"] == "published"
    lying = files(installation.home)
    assert not [block for block in sealed if block in lying]
    assert opened(installation.home).execute("SELECT count(*) FROM answers_shard").fetchone() == (0,)
    told = opened(installation.home).execute("SELECT item, n, or_more FROM results_driver").fetchall()
    assert told == [("B01", 60, 1)]
