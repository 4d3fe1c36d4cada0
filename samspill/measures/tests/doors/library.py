from __future__ import annotations

from tests.doors import Door

DOORS: dict[str, Door] = {}
