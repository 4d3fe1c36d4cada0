"""The worker's tick: every job has its turn, whatever happens to the others."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import datetime

import pytest

from samspill.config import worker


def breaks(now: datetime) -> None:
    raise ValueError("kari@solvik.example")


@pytest.mark.django_db
def test_a_job_that_fails_stops_no_other(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    done: list[datetime] = []
    monkeypatch.setattr(worker, "jobs", lambda: (breaks, done.append))
    assert worker.tick(now) == 1
    assert done == [now]


@pytest.mark.django_db
def test_the_log_tells_what_failed_and_never_about_whom(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, now: datetime
) -> None:
    monkeypatch.setattr(worker, "jobs", lambda: (breaks,))
    with caplog.at_level("INFO", logger="samspill.worker"):
        worker.tick(now)
    assert "ValueError" in caplog.text
    assert "kari" not in caplog.text


@pytest.mark.django_db
def test_every_app_with_something_due_is_in_the_tick(now: datetime) -> None:
    there = {job.__module__.split(".")[1] for job in worker.jobs()}
    below = {"pulses", "answers", "results", "measures", "notices", "organisations", "yearwheel"}
    assert there == below | {"amu", "site"}
    assert worker.tick(now) == 0


@pytest.fixture
def signals_as_they_were() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("signals_as_they_were")
@pytest.mark.django_db
def test_told_to_stop_it_finishes_what_it_is_doing_and_stops(monkeypatch: pytest.MonkeyPatch, told: int) -> None:
    finished: list[datetime] = []

    def stop_midway(now: datetime) -> None:
        os.kill(os.getpid(), told)
        finished.append(now)

    monkeypatch.setattr(worker, "jobs", lambda: (stop_midway,))
    assert worker.work(once=False, rest=60) == 0
    assert len(finished) == 1


@pytest.mark.django_db
def test_told_to_stop_it_begins_nothing_new(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    done: list[datetime] = []
    monkeypatch.setattr(worker, "jobs", lambda: (done.append, done.append, done.append))
    worker.tick(now, is_told_to_stop=lambda: bool(done))
    assert done == [now]
