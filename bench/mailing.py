"""One hundred thousand people invited: opened, queued and sent by the shipped outbox, killed and resumed on the way.

A mail server on localhost counts what each person got. ``python -m bench.mailing [PEOPLE]``; each step is a process of
its own, so that it can be killed as a machine would, and so that its memory is its own.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.measure import Bar, judge, peak_mb, report
from tests.smtp import Server, message_id_of, serving

ROOT = Path(__file__).parents[1]
PEOPLE, TEAM = 100_000, 20
OPENED = datetime(2026, 11, 23, 9, tzinfo=UTC)
# Shares of the way at which the process at work is killed.
KILLED_QUEUEING, KILLED_SENDING = (0.3, 0.65), (0.15, 0.4, 0.7)
OTHER_LIFE = timedelta(minutes=10)
"""Each life of the sender begins when the leases of the one before have run out."""


class Sink(Server):
    """Takes everything and keeps only who got which Message-ID how often."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: dict[str, list[str]] = defaultdict(list)
        self.count = 0

    def keep(self, recipient: str, lines: list[bytes]) -> None:
        self.taken[recipient].append(message_id_of(lines))
        self.count += 1


def main(people: int) -> None:
    with tempfile.TemporaryDirectory(prefix="samspill-bench-") as home:
        small = opening(Path(home) / "small", people // 10, port=0)
    with tempfile.TemporaryDirectory(prefix="samspill-bench-") as home, serving(Sink()) as sink:
        whole = opening(Path(home) / "whole", people, port=sink.port)
        tell_of_opening(people, whole, small)
        env = surroundings(Path(home) / "whole", sink.port)
        tell("queueing", queueing(env, people), people)
        tell("sending", sending(env, people, sink), people)
    tell_of_letters(sink, people)


# -- what is done ------------------------------------------------------------------------------------


def opening(home: Path, people: int, *, port: int) -> dict[str, float]:
    env = surroundings(home, port)
    run(env, "fill", people).communicate()
    return lines_of(run(env, "open", people))[-1]


def queueing(env: dict[str, str], people: int) -> list[dict[str, float]]:
    """Killed in the middle of a batch, twice."""
    seen: list[dict[str, float]] = []
    for share in (*KILLED_QUEUEING, 2):
        process = run(env, "queue", people)
        for line in read(process):
            seen.append(line)
            if sum(each["done"] for each in seen) >= share * people:
                time.sleep(random.uniform(0, 0.2))
                process.kill()
        process.wait()
    return seen


def sending(env: dict[str, str], people: int, sink: Sink) -> list[dict[str, float]]:
    seen: list[dict[str, float]] = []
    for life, share in enumerate((*KILLED_SENDING, 2)):
        process = run(env, "send", life)
        while process.poll() is None and sink.count < share * people:
            time.sleep(0.01)
        process.kill()
        seen += lines_of(process)
    return seen


def run(env: dict[str, str], verb: str, number: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bench.mailing", verb, str(number)]
    return subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def read(process: subprocess.Popen[str]) -> Iterator[dict[str, float]]:
    assert process.stdout
    for line in process.stdout:
        # A line that was cut off belongs to a process that was killed.
        if line.endswith("}\n"):
            yield json.loads(line)


def lines_of(process: subprocess.Popen[str]) -> list[dict[str, float]]:
    lines = list(read(process))
    process.wait()
    return lines


def surroundings(home: Path, port: int) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SAMSPILL_", "DJANGO_"))}
    own = {"HOME": str(home), "SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(port), "MAIL_PER_MINUTE": "100000000"}
    django = {"DJANGO_SETTINGS_MODULE": "samspill.config.settings"}
    return kept | django | {f"SAMSPILL_{name}": value for name, value in own.items()}


# -- what is told ------------------------------------------------------------------------------------


def tell_of_opening(people: int, whole: dict[str, float], small: dict[str, float]) -> None:
    report(f"opening for {people} people", f"{whole['wall']:.1f} s", f"{whole['cpu']:.1f} s of processor time")
    growth = whole["cpu"] / people / (small["cpu"] / (people // 10))
    judge("opening: time for each person, against a tenth as many", growth, Bar(high=1.5))
    judge("opening: SQL for every 1 000 people", whole["sql"] / people * 1000, Bar(high=60))
    judge("opening: memory", whole["peak"], Bar(high=1000, unit=" MB"), said=f" ({small['peak']:.0f} at a tenth)")


def tell(step: str, seen: list[dict[str, float]], people: int) -> None:
    done = [line for line in seen if line["done"]]
    total = sum(line["done"] for line in done)
    each = [line["cpu"] / line["done"] * 1000 for line in done]
    third = max(1, len(each) // 3)
    first, last = sum(each[:third]) / third, sum(each[-third:]) / third
    wall = sum(line["wall"] for line in done) / total * people
    report(f"{step} {people} mails", f"{wall:.0f} s", f"{sum(each) / len(each):.2f} ms of processor time each")
    judge(f"{step}: time for a mail, last third against first", last / first, Bar(high=1.5))
    judge(f"{step}: SQL for every 1 000 mails", sum(line["sql"] for line in done) / total * 1000, Bar(high=2300))
    own, peak = (max(line[which] for line in seen) for which in ("own", "peak"))
    judge(f"{step}: memory of its own", own, Bar(high=150, unit=" MB"), said=f" ({peak:.0f} with the file)")


def tell_of_letters(sink: Sink, people: int) -> None:
    kills = len(KILLED_SENDING)
    different = sum(len(set(ids)) > 1 for ids in sink.taken.values())
    judge("people who got their invitation", len(sink.taken), Bar(low=people, high=people))
    judge("people who got two different ones", different, Bar(high=0))
    judge(f"the same one again, at {kills} kills while sending", sink.count - len(sink.taken), Bar(high=kills))


# -- in a process of its own -------------------------------------------------------------------------


def fill(people: int) -> None:
    """A workplace of teams of twenty, everybody with an address, and a round that is due."""
    from samspill.config.install import lay_out

    lay_out()
    from samspill.organisations.models import Person, Post
    from samspill.pulses.models import Consultation
    from samspill.pulses.tests.rounds import a_planned_round
    from tests.cast import SINCE, make_cast, make_unit

    cast = make_cast()
    # Only those who are counted are to be invited.
    Person.objects.filter(organisation=cast.solvik).update(email=None)
    areas = [make_unit(cast.solvik, f"Område {number}", cast.root) for number in range(-(-people // TEAM // 50))]
    teams = [make_unit(cast.solvik, f"Team {number}", areas[number // 50]) for number in range(-(-people // TEAM))]
    crew = Person.objects.bulk_create(
        [
            Person(
                organisation=cast.solvik,
                external_id=f"p{number}",
                name=f"Kollega {number}",
                email=f"p{number}@solvik.example",
                joined_on=SINCE,
            )
            for number in range(people)
        ],
        2000,
    )
    posts = (
        Post(person=person, unit=teams[number // TEAM], valid_from=SINCE, recorded_on=SINCE)
        for number, person in enumerate(crew)
    )
    Post.objects.bulk_create(posts, 2000)
    Consultation.objects.create(
        organisation=cast.solvik, held_on=SINCE, participants="Per, Amina", recorded_by="Per Moe", recorded_at=OPENED
    )
    a_planned_round(cast, OPENED)


def open_due(_people: int) -> None:
    from samspill.pulses.jobs import open_due_rounds
    from samspill.pulses.models import PulseRound

    def all_at_once() -> int:
        open_due_rounds(OPENED)
        return 1

    measured(all_at_once)
    opened = PulseRound.objects.get()
    assert opened.state == PulseRound.State.OPEN, opened.obstacle


def queue(people: int) -> None:
    from samspill.notices.models import Message
    from samspill.pulses.jobs import mail_due_rounds
    from samspill.pulses.models import PulseRound

    def one_tick() -> int:
        before = Message.objects.count()
        mail_due_rounds(OPENED)
        return Message.objects.count() - before

    while PulseRound.objects.get().mailings_done == 0:
        measured(one_tick)


def send(life: int) -> None:
    from samspill.notices.jobs import tick
    from samspill.notices.models import Message

    began = time.monotonic()
    while Message.objects.filter(is_dead=False).exists():
        measured(lambda: tick(OPENED + life * OTHER_LIFE + timedelta(seconds=time.monotonic() - began)))


def measured(work: Callable[[], Any]) -> None:
    """Print what a piece of work took, at once, since the process may not live long."""
    from django.db import connection

    asked = itertools.count()
    wall, cpu = time.monotonic(), time.process_time()
    with connection.execute_wrapper(lambda run, *rest: (next(asked), run(*rest))[1]):
        done = work()
    took = {"wall": time.monotonic() - wall, "cpu": time.process_time() - cpu}
    print(json.dumps({"done": done, "sql": next(asked), "peak": peak_mb(), "own": own_mb(), **took}), flush=True)


def own_mb() -> float:
    """Without the pages of the database file, which SQLite maps and the machine takes back when it needs them."""
    status = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("RssAnon")).split()[1]) / 1024


STEPS = {"fill": fill, "open": open_due, "queue": queue, "send": send}

if __name__ == "__main__":
    if len(sys.argv) == 3:
        import django

        if sys.argv[1] != "fill":
            django.setup()
        STEPS[sys.argv[1]](int(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
