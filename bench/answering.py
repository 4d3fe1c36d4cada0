"""The answering path against the application's own empty view, and how many whole answers a second.

Processor time per request in one process, the kinds taking turns: once where an answer's commit does not wait for the
disk (``synchronous=NORMAL``), so that the application's own work is compared, and once as shipped (FULL), where what
the machine spends on ``fsync`` is counted too and differs between machines; the bar holds for both. Then two
processes that answer as fast as they can on one SQLite file, with FULL and with NORMAL; no network in between. What
waiting for the disk costs of that is told without a bar: SQLite lets one writer in at a time, each waits for one
flush, and the less an answer computes, the larger that part becomes. Several answers in one flush would have the
first wait for the last, across processes. Last a real server with 32 connections that answer without pause.
"""

from __future__ import annotations

import http.client
import itertools
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

PEOPLE = 4200


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="samspill-bench-") as home:
        os.environ["SAMSPILL_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "samspill.config.settings"
        links = prepare()
        ratios(links[:1200])
        mixes(links[1200:])
        waiting(32, 10)


def prepare() -> list[str]:
    from django.conf import settings

    settings.ROOT_URLCONF = "bench.urls"
    from samspill.config.install import lay_out

    lay_out()
    from tests.servers.play import fill

    return list(fill(str(PEOPLE))["links"])


def ratios(links: list[str]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bench.measure import Bar, call, judge, report
    from samspill.config.wsgi import application

    unused = iter(links)
    empty, page, post = turns(links[-1], unused, "NORMAL")
    empty_full, _page, post_full = turns(links[-1], unused, "FULL")
    with CaptureQueriesContext(connection) as asked:
        call(application, "/svar/", cookie=f"svar={links[-1]}")
    report("empty view, all middleware", f"{empty:.2f} ms")
    judge("answering page: requests a second in per cent of it", 100 * empty / page, Bar(low=60), said=took(page))
    judge("answering POST: requests a second in per cent of it", 100 * empty / post, Bar(low=30), said=took(post))
    judge("the same as shipped, with the disk (FULL)", 100 * empty_full / post_full, Bar(low=30), said=took(post_full))
    judge("SQL statements of the answering page", len(asked), Bar(high=6))


def took(milliseconds: float) -> str:
    return f" ({milliseconds:.2f} ms)"


def turns(open_link: str, unused: Iterator[str], way: str) -> list[float]:
    """Processor milliseconds of the empty view, the answering page and its POST with that way of writing."""
    from django.db import connection

    from bench.measure import call, cpu_ms_in_turn
    from samspill.config.wsgi import application

    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={way}")
    return cpu_ms_in_turn(
        lambda: call(application, "/tom/"),
        lambda: call(application, "/svar/", cookie=f"svar={open_link}"),
        lambda: call(application, "/svar/", body=BODY, cookie=f"svar={next(unused)}"),
        times=45,
        rounds=10,
    )


BODY = b"P1=4&P2=5&P3=3"


def mixes(links: list[str]) -> None:
    """Links in six parts, three for each way of writing, so that both meet the machine in the same mood."""
    from bench.measure import report

    rates: dict[str, list[float]] = {"FULL": [], "NORMAL": []}
    for number in range(6):
        way = "FULL" if number % 2 == 0 else "NORMAL"
        rates[way].append(throughput(links[number::6], way))
    full, normal = (statistics.median(rates[way]) for way in ("FULL", "NORMAL"))
    report("whole answers a second, two processes, FULL", f"{full:.0f}", "goal: at least 400")
    report("FULL in per cent of the same with NORMAL", f"{100 * full / normal:.0f} ({normal:.0f}/s)")


def throughput(links: list[str], way: str) -> float:
    context = multiprocessing.get_context("fork")
    from django.db import connections

    connections.close_all()
    started = time.monotonic()
    processes = [context.Process(target=answer_all, args=(half, way)) for half in (links[0::2], links[1::2])]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    took = time.monotonic() - started
    assert all(process.exitcode == 0 for process in processes)
    return len(links) / took


def answer_all(links: list[str], way: str) -> None:
    from django.db import connection

    from bench.measure import call
    from samspill.config.wsgi import application

    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={way}")
    for link in links:
        assert call(application, f"/s/{link}") == 303
        assert call(application, "/svar/", cookie=f"svar={link}") == 200
        assert call(application, "/svar/", body=BODY, cookie=f"svar={link}") == 303


def waiting(connections: int, each: int) -> None:
    """How long the slowest of a hundred requests takes when so many people answer at once, one after the other."""
    from bench.measure import Bar, judge
    from tests.servers.installation import fresh

    with fresh() as installation:
        links = installation.play("fill", str(connections * each))["links"]
        with installation.served() as address, ThreadPoolExecutor(connections) as people:
            shares = [links[number::connections] for number in range(connections)]
            took = sorted(itertools.chain(*people.map(walk, [address] * connections, shares)))
    slowest = took[int(len(took) * 0.99)] * 1000
    judge(f"p99 of a request at {connections} connections, ms", slowest, Bar(high=100))


def walk(address: str, links: list[str]) -> list[float]:
    """Seconds per request on one connection that is kept."""
    connection, took = http.client.HTTPConnection(address.removeprefix("http://")), []
    typed = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    for link in links:
        cookie = {"Cookie": f"svar={link}"}
        steps: tuple[Any, ...] = (
            ("GET", f"/s/{link}", None, {}),
            ("GET", "/svar/", None, cookie),
            ("POST", "/svar/", BODY, {**typed, **cookie}),
        )
        for method, path, body, headers in steps:
            started = time.monotonic()
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
            took.append(time.monotonic() - started)
            assert answer.status in {200, 303}
    return took


if __name__ == "__main__":
    main()
