"""One row per address: who gets in, and what a stranger sees (nothing)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.cast import Cast

Args = Callable[[Cast], Mapping[str, Any]]


def no_args(cast: Cast) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Door:
    """What each member of the cast is answered: a status per name, ``anonymous`` included."""

    expect: Mapping[str, int]
    args: Args = field(default=no_args)
    """Makes what the address needs and returns its keyword arguments."""
    method: str = "get"
    data: Mapping[str, Any] = field(default_factory=dict)
