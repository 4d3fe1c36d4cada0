"""Stopping: everything that was started is gone, also what does not listen."""

from __future__ import annotations

import socket
import subprocess
import sys

from samspill.config.serve import _listens, _stop

STUBBORN = (
    "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
)


def started(code: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    return process


def test_who_listens_stops_by_itself_and_who_does_not_is_killed() -> None:
    kind = started("import time; print(1, flush=True); time.sleep(60)")
    stubborn = started(STUBBORN)
    _stop([kind, stubborn], patience=0.5)
    assert kind.poll() == -15
    assert stubborn.poll() == -9


def test_nothing_is_said_to_answer_before_it_does() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        gave_up = subprocess.Popen([sys.executable, "-c", ""])
        assert not _listens(gave_up, "127.0.0.1", port)
        taken.listen()
        still_there = started("import time; print(1, flush=True); time.sleep(60)")
        assert _listens(still_there, "127.0.0.1", port)
        _stop([still_there], patience=1)
