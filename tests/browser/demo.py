"""The demo, built once for all processes of a run and served from a copy in each."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.installation import ROOT, Installation


class DemoInstallation(Installation):
    @property
    def env(self) -> dict[str, str]:
        return {**super().env, "SAMSPILL_DEMO": "1"}


@dataclass(frozen=True)
class Demo:
    """A served demo: its address, and where things lie in it."""

    address: str
    places: dict[str, int] = field(repr=False)


@contextlib.contextmanager
def served(shared: Path, own: Path) -> Iterator[Demo]:
    """``shared`` is seen by all processes of the run, ``own`` by this one alone."""
    pattern, places = _built(shared)
    shutil.copytree(pattern, own / "var")
    with DemoInstallation(own / "var").served(workers=1) as address:
        yield Demo(address, places)


def _built(shared: Path) -> tuple[Path, dict[str, int]]:
    pattern, known = shared / "demo-pattern", shared / "demo-places.json"
    with (shared / "demo-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not known.exists():
            shutil.rmtree(pattern, ignore_errors=True)
            known.write_text(_build(DemoInstallation(pattern)))
    return pattern, json.loads(known.read_text())


def _build(made: DemoInstallation) -> str:
    filled = made.samspill("demo", "--no-serve")
    assert filled.returncode == 0, filled.stderr[-3000:]
    look = [sys.executable, "-m", "tests.browser.places"]
    done = subprocess.run(look, env=made.env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.strip().splitlines()[-1]


def chromium() -> str | None:
    named = os.environ.get("SAMSPILL_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    return named if Path(named).exists() else None
