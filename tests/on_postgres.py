"""The tests that touch the database, once more on a PostgreSQL cluster of their own: ``python tests/on_postgres.py``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.servers.installation import postgres, postgres_tools  # noqa: E402

# What computes only, draws only or brings its own servers is the same on both.
APPS = (
    "accounts", "amu", "answers", "audit", "leadership", "measures", "notices", "organisations", "pulses", "results", "risk",
    "site", "yearwheel",
)  # fmt: skip


def main() -> int:
    if postgres_tools() is None:
        print("Left out: the suite on PostgreSQL. To have it: apt install postgresql")
        return 1 if os.environ.get("CI") else 0
    chosen = ["-q", "-n", "2", "-m", "not slow and not browser and not postgres and not data"]
    with postgres() as (url, _data):
        environment = {**os.environ, "SAMSPILL_DATABASE_URL": url}
        folders = [str(ROOT / "samspill" / app) for app in APPS]
        command = [sys.executable, "-m", "pytest", *chosen, *folders, str(ROOT / "tests/house/test_doors.py")]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
