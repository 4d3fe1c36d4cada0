"""What a report costs: of a team, of 10 000 people, and a plan of 500 measures, in each form: seconds and size."""

from __future__ import annotations

import os
import tempfile
from datetime import timedelta
from typing import Any

AREAS, TEAMS, PEOPLE = 40, 20, 12
"""40 areas of 20 teams of 12 and a half: ten thousand people."""
ROUNDS = 13
MEASURES = 500
FORMS = ("pdf", "docx", "xlsx")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="samspill-bench-") as home:
        pid = os.fork()
        if pid == 0:
            os.environ["SAMSPILL_HOME"] = home
            os.environ["DJANGO_SETTINGS_MODULE"] = "samspill.config.settings"
            measure()
            os._exit(0)
        _pid, status = os.waitpid(pid, 0)
        if status:
            raise SystemExit(1)


def measure() -> None:
    from samspill.config.install import lay_out

    lay_out()
    from django.test import Client

    from bench.measure import Bar, judge, report, seconds
    from bench.pages import statements

    cast, team, people = fill()
    report("the workplace", f"{people} people, {AREAS * TEAMS} teams, {ROUNDS} rounds")
    client = Client(headers={"host": "localhost"})
    client.force_login(cast.user("per"))
    for name, address, most in (
        ("report of a team", f"/resultater/enhet/{team.pk}/rapport/{{}}/", 2),
        ("report of the whole", f"/resultater/enhet/{cast.root.pk}/rapport/{{}}/", 3),
        (f"plan of {MEASURES} measures", "/tiltak/plan/alle/fil/{}/", 3),
    ):
        for form in FORMS:
            asked = statements(lambda address=address, form=form: client.get(address.format(form)))
            took, answer = seconds(lambda address=address, form=form: client.get(address.format(form)))
            assert answer.status_code == 200, address
            said = f", {len(answer.content) / 1024:.0f} kB, {asked} SQL"
            judge(f"{name}, {form}", took, Bar(high=most, unit=" s"), said=said)


def fill() -> tuple[Any, Any, int]:
    """The cast's workplace with forty areas; one round is closed, and a year of such lies before it."""
    from django.utils import timezone

    from samspill.results.actions import close_round
    from samspill.results.tests.rounds import open_round, quarterly
    from tests.cast import make_cast, make_unit

    cast, now = make_cast(), timezone.now()
    areas = [make_unit(cast.solvik, f"Område {number}", cast.root) for number in range(AREAS)]
    teams = [make_unit(cast.solvik, f"Team {area.name} {number}", area) for area in areas for number in range(TEAMS)]
    answers = {
        team: [1 + (place * 7 + number * 3) % 5 for number in range(PEOPLE + place % 2)]
        for place, team in enumerate(teams)
    }
    due = open_round(cast.solvik, answers, now=now, definition=quarterly())
    repeat(close_round(pulse_round=due, now=now))
    plan(cast, [*teams, cast.root])
    return cast, teams[0], sum(map(len, answers.values()))


def repeat(closed: Any) -> None:
    """The same round in each of the months before."""
    from samspill.pulses.models import PulseRound
    from samspill.results.models import Figure

    figures = list(Figure.objects.filter(pulse_round=closed))
    for month in range(1, ROUNDS):
        earlier = PulseRound.objects.get(pk=closed.pk)
        earlier.pk, earlier._state.adding = None, True
        for name in ("opens_at", "closes_at", "published_at"):
            moment = getattr(closed, name)
            setattr(earlier, name, moment and moment - timedelta(days=30 * month))
        earlier.save()
        for figure in figures:
            figure.pk, figure.pulse_round = None, earlier
        Figure.objects.bulk_create(figures, batch_size=2_000)


def plan(cast: Any, units: list[Any]) -> None:
    from django.utils import timezone

    from samspill.measures.models import Measure

    today, people = timezone.localdate(), [cast.per, cast.jonas, *cast.crew]
    rows = []
    for number in range(MEASURES):
        starts_on = today - timedelta(days=90 + number % 200)
        row = Measure(
            organisation=cast.solvik,
            unit=units[-1 - number % len(units)] if number % 50 else cast.root,
            title=f"Stilleblokker på formiddagen, nummer {number}",
            description="Ett steg\n" * 20,
            aim="Færre avbrudd mellom ni og elleve, så det som krever ro, blir gjort da.",
            expectation="Roligere formiddager.",
            level=("organisation", "team", "individual")[number % 3],
            factors=[("MENGDE", "FOKUS", "ROLLE")[number % 3]],
            responsible=people[number % len(people)],
            indicator="P1",
            starts_on=starts_on,
            due_on=today + timedelta(days=number % 90),
            status=("decided", "under_way", "evaluating")[number % 3],
            created_on=starts_on,
        )
        rows.append(row)
    Measure.objects.bulk_create(rows, batch_size=500)


if __name__ == "__main__":
    main()
