"""Signs that have no place in a document, whatever its form."""

from __future__ import annotations

import re
from typing import Any

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def printable(value: Any) -> Any:
    """Control signs and half signs have no place on paper, and stop the reading of a chart."""
    if isinstance(value, dict):
        return {key: printable(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [printable(inner) for inner in value]
    return UNPRINTABLE.sub("", value) if isinstance(value, str) else value
