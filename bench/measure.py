"""Calling the application without a network, and telling what it cost in processor time."""

from __future__ import annotations

import io
import json
import math
import os
import resource
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

Application = Callable[..., Iterable[bytes]]


def call(application: Application, path: str, *, body: bytes = b"", cookie: str = "") -> int:
    """One request; returns the status."""
    path, _, query = path.partition("?")
    seen: list[str] = []
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST" if body else "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "localhost:8000",
        "HTTP_COOKIE": cookie,
        "HTTP_ACCEPT_ENCODING": "gzip",
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    answer = application(environ, lambda status, *_rest: seen.append(status))
    for _part in answer:
        pass
    if hasattr(answer, "close"):
        answer.close()
    return int(seen[0].split()[0])


def cpu_ms(work: Callable[[], object], *, times: int, rounds: int = 5) -> float:
    """Median over rounds of processor milliseconds per call, after one warm-up round."""
    figures = []
    for _ in range(rounds + 1):
        started = time.process_time()
        for _ in range(times):
            work()
        figures.append((time.process_time() - started) / times * 1000)
    return statistics.median(figures[1:] or figures)


def cpu_ms_in_turn(*works: Callable[[], object], times: int, rounds: int) -> list[float]:
    """The same for several kinds of work that take turns, so that what else the machine does meets them all."""
    figures: list[list[float]] = [[] for _ in works]
    for _ in range(rounds + 1):
        for work, found in zip(works, figures, strict=True):
            found.append(cpu_ms(work, times=times, rounds=0))
    return [statistics.median(found[1:]) for found in figures]


def once(work: Callable[[], object]) -> float:
    """Processor seconds of something that can only be done once."""
    started = time.process_time()
    work()
    return time.process_time() - started


def seconds(work: Callable[[], Any], *, times: int = 3) -> tuple[float, Any]:
    """Median of processor seconds, and what the last call gave."""
    took, result = [], None
    for _ in range(times):
        started = time.process_time()
        result = work()
        took.append(time.process_time() - started)
    return statistics.median(took), result


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Bar(NamedTuple):
    """What a figure must be: at least ``low`` and at most ``high``, in ``unit``."""

    low: float = -math.inf
    high: float = math.inf
    unit: str = ""

    def __str__(self) -> str:
        bounds = (("≥", self.low), ("≤", self.high))
        return " and ".join(f"{sign} {_number(bound)}{self.unit}" for sign, bound in bounds if math.isfinite(bound))


def judge(name: str, figure: float, bar: Bar, *, said: str = "") -> None:
    """Print a measured figure beside its bar, and keep the row for the summary."""
    outcome = "ok" if bar.low <= figure <= bar.high else "MISSED"
    _tell(name, f"{_number(figure)}{bar.unit}{said}", str(bar), outcome)


def leave_out(name: str, why: str) -> None:
    """A row that could not be measured here, in sight."""
    _tell(name, "left out", why, "LEFT OUT")


def report(name: str, figure: str, bar: str = "") -> None:
    """A figure that nothing is asked of."""
    _tell(name, figure, bar, "")


def _number(figure: float) -> str:
    return f"{figure:,.0f}".replace(",", " ") if figure >= 100 or figure == int(figure) else f"{figure:.3g}"


def _tell(name: str, figure: str, bar: str, outcome: str) -> None:
    print(f"{name:<66}{figure:>26}   {bar:<24}{outcome}", flush=True)
    if ROWS in os.environ:
        with Path(os.environ[ROWS]).open("a") as file:
            file.write(json.dumps([name, figure, bar, outcome]) + "\n")


ROWS = "SAMSPILL_BENCH_ROWS"
