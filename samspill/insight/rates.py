"""Response rates in coarse steps: a courtesy to the units, not a protection."""

from __future__ import annotations

from samspill.insight.errors import BadInput, is_people

FEWEST_INVITED = 10
STEP = 5
TOP = 95


def rate_step(answered: int, invited: int) -> int | None:
    """The lower end, in per cent, of the step of five points in which a response rate lies.

    :returns: 0, 5, ..., 95, where 95 means "95 % or more"; ``None`` below ten invited.
    :raises BadInput: for what is no number of people, or more who answered than were invited.

    >>> rate_step(13, 20), rate_step(20, 20), rate_step(9, 9)
    (65, 95, None)
    """
    if not (is_people(answered) and is_people(invited)) or answered > invited:
        raise BadInput(f"{answered!r} of {invited!r} cannot have answered")
    if invited < FEWEST_INVITED:
        return None
    return min(100 * answered // invited // STEP * STEP, TOP)
