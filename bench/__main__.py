"""Run the benchmarks named, or all of them, each in a process of its own; then everything in one table.

``python3 dev.py bench [NAME …]``. Exit status 1 when a bar is missed or a program fails, 2 for an unknown name.
``peer`` and ``mutation`` make an environment of their own the first time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measure import ROWS

NAMES = (
    "protection",
    "growth",
    "peer",
    "reader",
    "trends",
    "effect",
    "feed",
    "closing",
    "committee",
    "answering",
    "mailing",
    "kills",
    "pages",
    "plans",
    "pses",
    "quickness",
    "reports",
    "risks",
    "mutation",
)
LONG = ("mutation",)
"""Hours: run by name only."""


def main() -> int:
    wanted = sys.argv[1:] or [name for name in NAMES if name not in LONG]
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"No benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}.")
        return 2
    with tempfile.NamedTemporaryFile() as kept:
        failed = [name for name in wanted if not run(name, kept.name)]
        rows = [json.loads(line) for line in Path(kept.name).read_text().splitlines()]
    return summary(rows, failed)


def run(name: str, kept: str) -> bool:
    print(f"\n== {name}", flush=True)
    command = [sys.executable, "-m", f"bench.{name}"]
    return subprocess.run(command, env={**os.environ, ROWS: kept}, check=False).returncode == 0


def summary(rows: list[list[str]], failed: list[str]) -> int:
    """Everything a bar was set for, those missed last, where they are seen."""
    judged = [row for row in rows if row[3]]
    print("\n== all that has a bar")
    for name, figure, bar, outcome in sorted(judged, key=lambda row: row[3] == "MISSED"):
        print(f"{outcome:<9}{name:<66}{figure:>26}   {bar}")
    missed = sum(row[3] == "MISSED" for row in judged)
    left_out = sum(row[3] == "LEFT OUT" for row in judged)
    print(f"{len(judged) - missed - left_out} ok, {missed} missed, {left_out} left out.")
    if failed:
        print(f"Did not come through: {', '.join(failed)}.")
    return 1 if missed or failed else 0


if __name__ == "__main__":
    sys.exit(main())
