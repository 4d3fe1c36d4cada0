"""The answering path against the application's own empty view, and how many whole answers a second.

Processor time per request in one process; then two processes that answer as fast as they can on one SQLite file with
``synchronous=FULL``. No network in between, so the figures are the application's own.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time

PEOPLE = 3000


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="samspill-bench-") as home:
        os.environ["SAMSPILL_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "samspill.config.settings"
        links = prepare()
        ratios(links[:1200])
        throughput(links[1200:])


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

    from bench.measure import Bar, call, cpu_ms, judge, report
    from samspill.config.wsgi import application

    empty = cpu_ms(lambda: call(application, "/tom/"), times=300)
    page = cpu_ms(lambda: call(application, "/svar/", cookie=f"svar={links[0]}"), times=300)
    unused = iter(links)
    post = cpu_ms(lambda: call(application, "/svar/", body=BODY, cookie=f"svar={next(unused)}"), times=150)
    with CaptureQueriesContext(connection) as asked:
        call(application, "/svar/", cookie=f"svar={links[-1]}")
    report("empty view, all middleware", f"{empty:.2f} ms")
    judge(
        "answering page: requests a second in per cent of it", 100 * empty / page, Bar(low=60), said=f" ({page:.2f} ms)"
    )
    judge(
        "answering POST: requests a second in per cent of it", 100 * empty / post, Bar(low=30), said=f" ({post:.2f} ms)"
    )
    judge("SQL statements of the answering page", len(asked), Bar(high=6))


BODY = b"P1=4&P2=5&P3=3"


def throughput(links: list[str]) -> None:
    from bench.measure import report

    halves = [links[0::2], links[1::2]]
    context = multiprocessing.get_context("fork")
    from django.db import connections

    connections.close_all()
    started = time.monotonic()
    processes = [context.Process(target=answer_all, args=(half,)) for half in halves]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    took = time.monotonic() - started
    assert all(process.exitcode == 0 for process in processes)
    report("whole answers a second, two processes, FULL", f"{len(links) / took:.0f}", "goal: at least 400")


def answer_all(links: list[str]) -> None:
    from bench.measure import call
    from samspill.config.wsgi import application

    for link in links:
        assert call(application, f"/s/{link}") == 303
        assert call(application, "/svar/", cookie=f"svar={link}") == 200
        assert call(application, "/svar/", body=BODY, cookie=f"svar={link}") == 303


if __name__ == "__main__":
    main()
