"""What PostgreSQL's own reader makes of the write-ahead log of a round, for somebody without the installation key."""

from __future__ import annotations

import json
import re
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers.installation import fresh, postgres, postgres_tools

pytestmark = [pytest.mark.slow, pytest.mark.postgres]
SECRET = "Overlappen ved vaktskiftet gjorde dagen lettere nummer"
TABLES = ("answers_tally", "answers_sealedcomment")
RECORD = re.compile(r"len \(rec/tot\):\s*\d+/\s*(\d+),.*?desc: (\w+)")
# PostgreSQL leaves out the bytes in which the new version of a row happens to be like the old: by chance one or two.
BY_CHANCE = 3


@dataclass(frozen=True)
class Read:
    """All that was printed, the pages that were kept, and the records of the tables that hold answers."""

    links: list[str]
    lying: bytes
    lengths: dict[tuple[str, str], list[int]]


def test_two_rounds_of_opposite_answers_look_alike_and_neither_can_be_read(tmp_path: Path) -> None:
    low = read_round(1, SECRET, tmp_path / "low")
    high = read_round(5, "", tmp_path / "high")
    assert low.lengths.keys() == high.lengths.keys()
    assert {table for table, _kind in low.lengths} == set(TABLES)
    for name, lengths in low.lengths.items():
        other = high.lengths[name]
        assert len(lengths) == len(other), name
        apart = [abs(one - two) for one, two in zip(sorted(lengths), sorted(other), strict=True)]
        assert max(apart) <= BY_CHANCE, name
    for read in (low, high):
        assert SECRET.encode() not in read.lying
        assert not [link for link in read.links if link.encode() in read.lying]


def read_round(value: int, comment: str, pages: Path) -> Read:
    """A round that everybody answers alike, and what ``pg_waldump`` says of it."""
    with postgres() as (url, data), fresh(url) as made:
        filled = made.play("fill", "12", "comments")
        # So that each page is written once in full before, and rows are written as rows from here.
        start = ask(url, "SELECT pg_current_wal_insert_lsn()")
        made.play("answer", everybody(filled["links"], value, comment))
        end = ask(url, "SELECT pg_current_wal_flush_lsn()")
        said = waldump(data, start, end, pages)
        where = {ask(url, f"SELECT pg_relation_filenode('{table}')"): table for table in TABLES}
    images = b"".join(path.read_bytes() for path in pages.rglob("*") if path.is_file())
    return Read(filled["links"], said.encode() + images, lengths_of(said, where))


def everybody(links: list[str], value: int, comment: str) -> str:
    fields = {"P1": str(value), "P2": str(value), "P3": str(value), "reader": "team", "comment": comment}
    return json.dumps([[link, fields] for link in links])


def ask(url: str, question: str) -> str:
    tools = postgres_tools()
    assert tools
    done = subprocess.run([tools / "psql", url, "-Atc", question], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def waldump(data: Path, start: str, end: str, pages: Path) -> str:
    tools = postgres_tools()
    assert tools
    command = [tools / "pg_waldump", "-b", "-p", data / "pg_wal", "-s", start, "-e", end]
    if "--save-fullpage" in subprocess.run([command[0], "--help"], capture_output=True, text=True, check=True).stdout:
        command.append(f"--save-fullpage={pages}")
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def lengths_of(said: str, where: dict[str, str]) -> dict[tuple[str, str], list[int]]:
    """Length of each record of the tables that hold answers, by table and kind; whole pages are left out."""
    lengths = defaultdict(list)
    for record in re.split(r"\n(?=rmgr)", said):
        head, block = RECORD.search(record), re.search(r"blkref #0: rel \d+/\d+/(\d+)", record)
        if head and block and block[1] in where and "FPW" not in record:
            lengths[where[block[1]], head[2]].append(int(head[1]))
    return dict(lengths)
