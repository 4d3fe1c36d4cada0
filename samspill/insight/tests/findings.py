"""Invented findings and the three languages, shared by the tests of words."""

from samspill.insight.trends import Assessment, Point, State

LANGUAGES = ("nb", "nn", "en")


def found(state, value=3.5, *, since=None, banded=False, numbered=False, **kwargs):
    """A unit measured each month of 2026 up to November."""
    points = tuple(
        Point(f"r{m}", m if numbered else f"2026-{m:02}-27", value, 13, banded=banded and m == 11) for m in range(1, 12)
    )
    return Assessment("team", state, points, since=since, **{"firm": True, "used_month_effect": True} | kwargs)


FALL = found(State.FALL, since="r8", shift=-0.6)
RISE = found(State.RISE, since="r9", shift=0.5)
CALM = found(State.ORDINARY)
SHORT = found(State.TOO_SHORT)


def spoken(cases):
    """Cases of (given, bokmål, nynorsk, English) as one case per language."""
    return [(given, language, case[at]) for given, *case in cases for at, language in enumerate(LANGUAGES)]
