"""Stopping: everything that was started is gone, also what does not listen."""

from __future__ import annotations

import subprocess
import sys

from samspill.config.serve import _stop

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
