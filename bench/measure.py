"""Calling the application without a network, and telling what it cost in processor time."""

from __future__ import annotations

import io
import resource
import statistics
import time
from collections.abc import Callable, Iterable
from typing import Any

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
    return statistics.median(figures[1:])


def once(work: Callable[[], object]) -> float:
    """Processor seconds of something that can only be done once."""
    started = time.process_time()
    work()
    return time.process_time() - started


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(name: str, figure: str, bar: str = "") -> None:
    print(f"{name:<58}{figure:>22}   {bar}", flush=True)
