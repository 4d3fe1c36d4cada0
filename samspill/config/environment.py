"""What the surroundings decide: one place that reads environment variables.

Every ``SAMSPILL_X`` may instead be given as ``SAMSPILL_X_FILE``, a path whose content is the value, so
that secrets need not stand in a process list.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def value(name: str, default: str = "") -> str:
    """The value of ``SAMSPILL_<name>``, or of the file named by ``SAMSPILL_<name>_FILE``."""
    path = os.environ.get(f"SAMSPILL_{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(f"SAMSPILL_{name}", default)


def flag(name: str, *, default: bool = False) -> bool:
    return value(name, "1" if default else "0").lower() in {"1", "true", "yes", "ja"}


def home() -> Path:
    """Where everything the embedded default writes lies."""
    return Path(value("HOME", "var")).resolve()


def kept_secret(name: str, filename: str, *, size: int = 32) -> str:
    """A secret from the environment, else from a file of its own that is made on first start.

    The file is created exclusively and readable by its owner only, so that two processes starting at
    once agree on one secret.
    """
    given = value(name)
    if given:
        return given
    path = home() / filename
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(size))
    return path.read_text(encoding="ascii").strip()
