"""What a result page costs at 24 and at 2 400 units: processor time and SQL statements."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import timedelta

SIZES = (24, 2_287)


def main() -> None:
    for units in SIZES:
        with tempfile.TemporaryDirectory(prefix="samspill-bench-") as home:
            pid = os.fork()
            if pid == 0:
                os.environ["SAMSPILL_HOME"] = home
                os.environ["DJANGO_SETTINGS_MODULE"] = "samspill.config.settings"
                measure(units)
                os._exit(0)
            _pid, status = os.waitpid(pid, 0)
            if status:
                raise SystemExit(1)


def measure(units: int) -> None:
    from samspill.config.install import lay_out

    lay_out()
    from django.test import Client

    from bench.measure import Bar, cpu_ms, judge
    from samspill.accounts.models import User

    team = fill(units)
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(email="per@solvik.example"))
    for name, address in (("a team", f"/resultater/enhet/{team}/"), ("an area", "/resultater/virksomheten/")):
        asked = statements(lambda address=address: client.get(address))
        took = cpu_ms(lambda address=address: client.get(address), times=20, rounds=3)
        judge(f"{units} units: the result page of {name}", took, Bar(high=20, unit=" ms"))
        judge(f"{units} units: the same, SQL statements", asked, Bar(high=12))


def statements(get: Callable[[], object]) -> int:
    """How many SQL statements a page takes."""
    from django.db import connection

    asked: list[str] = []
    with connection.execute_wrapper(lambda run, sql, *rest: asked.append(sql) or run(sql, *rest)):
        get()
    return len(asked)


def fill(units: int) -> int:
    """A workplace with so many teams and twelve closed rounds; the id of one team."""
    import random

    from django.utils import timezone

    from samspill.results.actions import close_round
    from samspill.results.tests.rounds import monthly, open_round
    from tests.cast import make_cast, make_unit

    cast, chance, now = make_cast(), random.Random(4), timezone.now()
    areas = [make_unit(cast.solvik, f"Omrade {number}", cast.root) for number in range(max(3, units // 60))]
    teams = [
        make_unit(cast.solvik, f"Lag {number}", areas[number % len(areas)]) for number in range(units - len(areas))
    ]
    for months in range(12, 0, -1):
        at = now - timedelta(days=30 * months)
        answers = {team: [chance.randint(2, 5) for _ in range(9)] for team in teams}
        close_round(pulse_round=open_round(cast.solvik, answers, now=at, definition=monthly()), now=at)
    return teams[0].pk


if __name__ == "__main__":
    main()
