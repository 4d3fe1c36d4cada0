"""What the repository may not hold: paths of one machine, registry hosts, unfinished marks."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:home|root|Users)/[a-z]|/wor" + r"k/"),
    "a registry host": re.compile("py" + r"pi\.org|python" + "hosted|npm" + r"js\.|deb\.debian"),
    "an unfinished mark": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"),
}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("what", sorted(FORBIDDEN))
def test_no_tracked_file_holds(what: str) -> None:
    found = []
    for path in tracked():
        if path.suffix in {".png", ".woff2", ".ttf"}:
            continue
        if FORBIDDEN[what].search(path.read_text(encoding="utf-8", errors="replace")):
            found.append(str(path.relative_to(ROOT)))
    assert not found
