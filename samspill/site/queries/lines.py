"""The lines a home page is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    heading: str
    text: str
    label: str
    url: str
    post: bool = False
    """The button does it, rather than leading to where it is done."""
    outside: str = ""
    """What a message may say of it: our own words alone. Where there are none, no message speaks of it."""


@dataclass(frozen=True, slots=True)
class Happened:
    on: datetime
    text: str
    url: str
    label: str
    outside: str = ""
    """As of what waits."""
