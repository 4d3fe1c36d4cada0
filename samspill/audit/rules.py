"""How a rule says no, and how a query says that something does not exist for this viewer."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

P = ParamSpec("P")


class Refused(Exception):
    """A rule's no, with the sentence the user reads: what is wrong, and what would be right."""


class Hidden(Exception):
    """Not there for this viewer; middleware answers 404, the same as for what never existed."""


def permits(check: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> bool:
    """The yes/no of a ``check_can_…`` rule."""
    try:
        check(*args, **kwargs)
    except Refused:
        return False
    return True
