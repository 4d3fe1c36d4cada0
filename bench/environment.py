"""An environment apart from that of the product, from ``requirements/bench.txt``."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
UV = ROOT / ".tools/bin/uv"
HOME = ROOT / ".tools/bench"
LOCK = ROOT / "requirements/bench.txt"


def python() -> Path | None:
    """The environment's Python, made the first time; nothing where its packages cannot be had."""
    stamp, found = HOME / "stamp", HOME / "bin/python"
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return found
    make = [UV, "venv", "-q", "--clear", "--python", sys.executable, HOME]
    fill = [UV, "pip", "install", "-q", "--python", found, "--require-hashes", "-r", LOCK]
    for command in (make, fill):
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            return None
    stamp.write_text(digest)
    return found
