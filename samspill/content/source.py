"""Reads the data files of this package."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


class ContentError(Exception):
    """A shipped data file does not hold what it should, or is asked for what it does not have."""


@cache
def shipped_text(name: str) -> str:
    return (files(__package__) / "data" / name).read_text(encoding="utf-8")


def shipped_data(name: str) -> Any:
    """A freshly parsed shipped YAML file; loaders keep what they make of it, not this."""
    return yaml.load(shipped_text(name), Loader=_Loader)  # noqa: S506 - a SafeLoader, see below


# The C parser where PyYAML was built with it: the item bank is read at every start.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
