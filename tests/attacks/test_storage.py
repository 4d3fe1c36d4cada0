"""What lies in the files, for somebody who has copied them but not the installation key."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from tests.servers.installation import Installation, fresh, postgres, postgres_tools

pytestmark = pytest.mark.slow
SECRET = "Overlappen ved vaktskiftet gjorde dagen lettere nummer"


@pytest.fixture
def installation() -> Iterator[Installation]:
    with fresh() as made:
        yield made


def everybody(links: list[str], value: int, comment: str = "") -> str:
    fields = {"P1": str(value), "P2": str(value), "P3": str(value), "reader": "team"}
    return json.dumps(
        [[link, {**fields, "comment": f"{comment} {i}" if comment else ""}] for i, link in enumerate(links)]
    )


def files(home: Path) -> bytes:
    """The database and its write-ahead log, as they lie there now."""
    return b"".join(path.read_bytes() for path in sorted(home.glob("samspill.sqlite3*")))


def opened(home: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{home}/samspill.sqlite3?mode=ro", uri=True)


HIDDEN = {
    "password",
    "sealed",
    "sealed_key",
    "key",
    "participant_id",
    "digest",
    "session_data",
    "applied",
    "opens_at",
    "closes_at",
}


def visible(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the database that is not sealed or random, table by table; lengths of what is."""
    database = opened(home)
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    seen = {}
    for table in tables:
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        shown = ", ".join(
            f"length({c})" if c == "sealed" else f'"{c}"' for c in columns if c not in HIDDEN - {"sealed"}
        )
        seen[table] = sorted(database.execute(f"SELECT {shown} FROM {table}"), key=repr) if shown else []
    return seen


def test_neither_links_nor_comments_lie_readable_in_the_files(installation: Installation) -> None:
    made = installation.play("fill", "0", "comments", "skift")
    installation.play("answer", everybody(made["links"], 4, SECRET))
    lying = files(installation.home)
    assert SECRET.encode() not in lying
    assert SECRET.encode("utf-16-le") not in lying
    assert not [link for link in made["links"] if link.encode() in lying]
    key = (installation.home / "keys/installation.key").read_text()
    assert key.encode() not in lying
    assert bytes.fromhex(key) not in lying


def test_a_workplace_that_is_well_looks_the_same_on_disk_as_one_that_is_not() -> None:
    looks = []
    for value, comment in ((1, SECRET), (5, "")):
        with fresh() as made:
            filled = made.play("fill", "0", "comments", "skift")
            made.play("answer", everybody(filled["links"], value, comment))
            looks.append(visible(made.home))
    assert looks[0].keys() == looks[1].keys()
    assert looks[0] == looks[1]


def test_the_file_keeps_no_order_of_arrival(installation: Installation) -> None:
    made = installation.play("fill", "0", "comments", "skift")
    installation.play("answer", everybody(made["links"], 3, SECRET))
    database = opened(installation.home)
    for table in ("answers_tally", "answers_sealedcomment", "pulses_participant"):
        assert database.execute(f"SELECT count(*) FROM {table} WHERE rowid <> key").fetchone() == (0,)
    sequences = dict(database.execute("SELECT name, seq FROM sqlite_sequence"))
    assert not {name for name in sequences if name.startswith("answers_")}


def test_two_copies_during_a_round_show_who_took_part_and_nothing_of_what(installation: Installation) -> None:
    """One row of either table is sealed anew, those of the person's own groups; the row of the other shift lies still."""
    made = installation.play("fill", "0", "comments", "skift")
    installation.play("answer", everybody(made["links"][:6], 1, SECRET))
    before = sealed_tallies(installation)
    installation.play("answer", everybody(made["links"][6:7], 5))
    after = sealed_tallies(installation)
    assert before.keys() == after.keys()
    changed = [row for row in before if before[row] != after[row]]
    assert sorted(table for table, _key in changed) == ["attribute", "unit"]
    for row in changed:
        assert len(before[row]) == len(after[row])
        same = sum(one == other for one, other in zip(before[row], after[row], strict=True))
        assert same < len(before[row]) / 8, "two sealings of nearly the same tally look alike"


def sealed_tallies(installation: Installation) -> dict[tuple[str, int], bytes]:
    rows = opened(installation.home).execute('SELECT "table", key, sealed FROM answers_tally')
    return {(table, key): sealed for table, key, sealed in rows}


def test_two_copies_link_no_row_of_a_unit_with_one_of_an_attribute_but_by_who_took_part(
    installation: Installation,
) -> None:
    """Both rows of an answer change together; their sealed blocks have nothing in common, before or after."""
    made = installation.play("fill", "0", "comments", "skift")
    installation.play("answer", everybody(made["links"][:9], 2))
    rows = list(opened(installation.home).execute('SELECT "table", sealed FROM answers_tally'))
    assert sorted(table for table, _ in rows) == ["attribute", "attribute", "unit"]
    assert len({len(sealed) for _, sealed in rows}) == 1, "a tally's length tells which table it is in"
    for (_, one), (_, other) in combinations(rows, 2):
        assert sum(a == b for a, b in zip(one, other, strict=True)) < len(one) / 8


def test_after_the_close_nothing_of_the_round_is_left_in_the_files(installation: Installation) -> None:
    made = installation.play("fill", "0", "comments", "skift")
    installation.play("answer", everybody(made["links"], 3, SECRET))
    during = opened(installation.home)
    sealed = [
        row[0]
        for row in during.execute("SELECT sealed FROM answers_tally UNION ALL SELECT sealed FROM answers_sealedcomment")
    ]
    sealed += [row[0] for row in during.execute("SELECT sealed_key FROM pulses_pulseround")]
    digests = [row[0] for row in during.execute("SELECT digest FROM pulses_token")]
    during.close()
    assert installation.play("close", str(made["round"]))["state"] == "published"
    lying = files(installation.home)
    assert not [block for block in sealed if block in lying]
    assert not [digest for digest in digests if digest.encode() in lying]


@pytest.mark.postgres
def test_neither_a_dump_nor_the_write_ahead_log_of_postgresql_is_readable() -> None:
    tools = postgres_tools()
    assert tools
    with postgres() as (url, data), fresh(url) as made:
        filled = made.play("fill", "0", "comments", "skift")
        made.play("answer", everybody(filled["links"], 4, SECRET))
        dump = subprocess.run([tools / "pg_dump", url], capture_output=True, check=True).stdout
        log = b"".join(path.read_bytes() for path in (data / "pg_wal").glob("0*"))
        heap = b"".join(path.read_bytes() for path in (data / "base").rglob("*") if path.is_file())
        for lying in (dump, log, heap):
            assert SECRET.encode() not in lying
            assert not [link for link in filled["links"] if link.encode() in lying]
