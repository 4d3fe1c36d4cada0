"""Where the repository begins, for tests that read its files."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "samspill"
