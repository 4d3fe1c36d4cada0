"""Closing a round of 100 000 people while others answer another round on the same SQLite file.

A real server with two workers answers one person after the other, without a pause, before and during the close; the
longest wait is what matters. The close runs as the worker runs it, in a process of its own.
"""

from __future__ import annotations

import http.client
import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from bench.measure import Bar, judge, report

TEAMS, AREAS = 10_500, 1_500
FIELDS = "P1=4&P2=5&P3=3"
ANSWERS = 3_000


def main() -> None:
    from tests.servers.installation import fresh

    with fresh() as made:
        links = made.play("fill", str(ANSWERS))["links"]
        large = inside(made.env, "fill")
        report("the round that closes", f"{large['people']} people, {large['units']} units")
        with made.served() as address:
            waits = Waits(address, links)
            waits.begin()
            time.sleep(5)
            quiet = waits.longest()
            closed = inside(made.env, "close", str(large["round"]))
            busy = waits.end()
    report("answers given meanwhile, and the longest wait before it", f"{busy.count}, {quiet:.3f} s")
    judge("the longest wait of one who answers while a large round closes", busy.longest(), Bar(high=1, unit=" s"))
    judge("answers lost or refused meanwhile", busy.failed, Bar(high=0))
    judge("the close, processor time, audited and stored", closed["seconds"], Bar(high=60, unit=" s"))
    judge("the close, largest memory", closed["megabytes"], Bar(high=1000, unit=" MB"))
    judge("figures it published, at least one for each area", closed["figures"], Bar(low=AREAS))


def inside(env: dict[str, str], *arguments: str) -> Any:
    command = [sys.executable, "-m", "bench.closing", *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{arguments[0]} failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


class Waits:
    """Somebody who answers, and as soon as they are thanked, the next."""

    def __init__(self, address: str, links: list[str]) -> None:
        self.host, self.links = urlsplit(address).netloc, iter(links)
        self.taken: list[float] = []
        self.failed = 0
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._go_on)

    def begin(self) -> None:
        self.thread.start()

    def end(self) -> Waits:
        self.done.set()
        self.thread.join()
        return self

    @property
    def count(self) -> int:
        return len(self.taken)

    def longest(self) -> float:
        return max(self.taken)

    def _go_on(self) -> None:
        for link in self.links:
            if self.done.is_set():
                return
            started = time.monotonic()
            self.failed += self._answer(link) != 303
            self.taken.append(time.monotonic() - started)

    def _answer(self, link: str) -> int:
        connection = http.client.HTTPConnection(self.host, timeout=60)
        headers = {"Cookie": f"svar={link}", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/svar/", FIELDS, headers)
        status = connection.getresponse().status
        connection.close()
        return status


# -- inside the installation -----------------------------------------------------------------------


def fill() -> dict[str, int]:
    """A workplace written straight into the tables, with a round that everybody is invited to and most answer."""
    from django.utils import timezone

    from samspill.organisations.models import Organisation
    from samspill.pulses.keys import wrap_new_round_key
    from samspill.pulses.models import PulseRound
    from samspill.results.tests.rounds import quarterly

    organisation = Organisation.objects.create(name="Stor", slug="stor")
    teams = units_of(organisation)
    now = timezone.now()
    pulse_round = PulseRound.objects.create(
        organisation=organisation,
        kind="quarterly",
        definition=quarterly(),
        opens_at=now - timedelta(days=7),
        closes_at=now + timedelta(hours=1),
        has_comments=True,
    )
    pulse_round.state, pulse_round.sealed_key = PulseRound.State.OPEN, wrap_new_round_key(pulse_round.pk)
    pulse_round.save()
    people = invite(pulse_round, teams)
    return {"round": pulse_round.pk, "people": people, "units": len(teams) + AREAS + 13}


def units_of(organisation: Any) -> list[Any]:
    """Four levels: 12 divisions, the areas, the teams."""
    from samspill.organisations.models import Unit

    numbers = count(1)

    def level(parents: list[Any], width: int) -> list[Any]:
        made = [
            Unit(organisation=organisation, external_id=f"e{n}", name=f"Enhet {n}", opened_on=date(2020, 1, 1))
            for n in (next(numbers) for _ in range(width))
        ]
        for place, unit in enumerate(made):
            unit.parent = parents[place % len(parents)] if parents else None
        made = Unit.objects.bulk_create(made, batch_size=1000)
        for unit in made:
            unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
        Unit.objects.bulk_update(made, ["path"], batch_size=500)
        return made

    return level(level(level(level([], 1), 12), AREAS), TEAMS)


def invite(pulse_round: Any, teams: list[Any]) -> int:
    """Cells, people, tokens' rows and sealed tallies, as opening and answering leave them."""
    from samspill.pulses.models import AudienceUnit

    chance = random.Random(5)
    AudienceUnit.objects.create(pulse_round=pulse_round, unit=teams[0].parent.parent.parent)
    cells = cells_of(pulse_round, teams, chance)
    for first in range(0, len(cells), 500):
        some = cells[first : first + 500]
        ask(pulse_round, some)
        take_answers(pulse_round, some, chance)
    return sum(cell.invited for cell in cells)


def cells_of(pulse_round: Any, teams: list[Any], chance: random.Random) -> list[Any]:
    """One for each team, of about nine and a half people."""
    from samspill.pulses.models import Cell

    sizes = [max(5, round(chance.gauss(9.5, 3))) for _ in teams]
    cells = [
        Cell(pulse_round=pulse_round, key=unit.external_id, unit=unit, invited=size)
        for unit, size in zip(teams, sizes, strict=True)
    ]
    return Cell.objects.bulk_create(cells, batch_size=1000)


def ask(pulse_round: Any, cells: list[Any]) -> None:
    """Everybody in these cells has a link; all but the first of each have used it."""
    from samspill.organisations.models import Person
    from samspill.pulses.models import Participant, Token

    asked = [(cell, n) for cell in cells for n in range(cell.invited)]
    organisation, since = pulse_round.organisation, date(2020, 1, 1)
    people = Person.objects.bulk_create(
        Person(organisation=organisation, external_id=f"p{cell.pk}-{n}", name=f"Navn {n}", joined_on=since)
        for cell, n in asked
    )
    invited = Participant.objects.bulk_create(
        Participant(pulse_round=pulse_round, person=person, cell=cell, home=cell.unit, has_answered=n > 0)
        for person, (cell, n) in zip(people, asked, strict=True)
    )
    Token.objects.bulk_create(
        Token(digest=f"{one.person_id:064d}", pulse_round=pulse_round, cell=one.cell, participant=one)
        for one in invited
    )


def take_answers(pulse_round: Any, cells: list[Any], chance: random.Random) -> None:
    """A tally for each cell, and a page from each who answered."""
    from samspill.answers.models import SealedComment, Tally
    from samspill.answers.seal import seal_comment

    tallies, pages = [], []
    for cell in cells:
        tallies.append(Tally(pulse_round=pulse_round, cell=cell, sealed=answers(pulse_round, cell, chance)))
        for written in comments(cell.invited - 1, chance):
            sealed = seal_comment(written, pulse_round=pulse_round, cell_id=cell.pk)
            pages.append(SealedComment(pulse_round=pulse_round, cell=cell, sealed=sealed))
    Tally.objects.bulk_create(tallies)
    SealedComment.objects.bulk_create(pages)


def answers(pulse_round: Any, cell: Any, chance: random.Random) -> bytes:
    from samspill.answers.seal import add, empty, layout_of, seal_tally

    layout = layout_of(pulse_round.definition)
    block, level = empty(layout), chance.gauss(3.7, 0.35)
    for _ in range(cell.invited - 1):
        values = {item: min(5, max(1, round(chance.gauss(level, 0.87)))) for item in layout.items}
        block = add(block, layout, values)
    return seal_tally(block, pulse_round=pulse_round, table="unit", cell_id=cell.pk)


def comments(people: int, chance: random.Random) -> Iterator[Any]:
    from samspill.answers.seal import Written

    for _ in range(people):
        yield Written("Vi trenger tid til å gjøre ferdig." if chance.random() < 0.2 else "", "team", "nb")


def close(round_id: str) -> dict[str, float]:
    from django.utils import timezone

    from bench.measure import once, peak_mb
    from samspill.pulses.models import PulseRound
    from samspill.results.actions import close_round
    from samspill.results.models import Figure

    PulseRound.objects.filter(pk=round_id).update(closes_at=timezone.now() - timedelta(seconds=1))
    pulse_round = PulseRound.objects.select_related("organisation").get(pk=round_id)
    seconds = once(lambda: close_round(pulse_round=pulse_round, now=timezone.now()))
    figures = Figure.objects.filter(pulse_round=round_id).count()
    return {"seconds": seconds, "megabytes": peak_mb(), "figures": figures}


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        import django

        django.setup()
        print(json.dumps({"fill": fill, "close": close}[sys.argv[1]](*sys.argv[2:])))
