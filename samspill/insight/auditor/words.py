"""What the auditor found, in sentences a verneombud can use: bokmål, nynorsk, English.

>>> from samspill.insight.auditor.objections import Kind, Objection
>>> sentence(Objection("team", "joy", Kind.SMALL_PART, 3, ("b",)), "en")
'Taking other figures away from this one leaves 3 people.'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samspill.insight.auditor.objections import Kind, Objection
from samspill.insight.auditor.phrases import FAULTS, KINDS, PHRASES
from samspill.insight.auditor.values import BadResults
from samspill.insight.errors import BadInput, BelowFloor

LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at: how many rounds, figures that are not hidden, units, and other facts such as rates.

    >>> Checked.of({"rounds": [{"figures": [{"unit": "team", "n": 6}, {"unit": "shift", "n": None}]}]}, 0)
    Checked(rounds=1, figures=1, units=1, other=0, groups=0, people=0)
    """

    rounds: int
    figures: int
    units: int
    other: int
    groups: int
    people: int

    @classmethod
    def of(cls, results: Mapping[str, Any], people: int) -> Checked:
        """Counts of a results file that has been read without fault; ``people`` in members.csv, or none."""
        rounds = results["rounds"]
        shown = [(row["unit"], row.get("hierarchy")) for one in rounds for row in one["figures"] if row.get("n")]
        cells = {cell["id"] for one in rounds for cell in one.get("cells") or ()}
        other = sum(len(one.get("other") or ()) for one in rounds)
        return cls(len(rounds), len(shown), len(set(shown)), other, len(cells), people)


def sentence(found: Objection, language: str) -> str:
    """What one objection says, without its place.

    >>> sentence(Objection("team", "joy", Kind.INDEX, 9, ("a",)), "nb")
    'Den samlede indeksen røper et tall som ikke vises.'
    """
    return KINDS[Kind(found.kind)][language].format(size=found.size)


def checked_words(checked: Checked, language: str) -> str:
    """One sentence about what was looked at.

    >>> checked_words(Checked(2, 40, 9, 3, 12, 0), "en")
    '2 rounds, 40 figures of 9 units, 12 groups that answers were collected in, and 3 other facts were looked at.'
    """
    return PHRASES["checked"][language].format(
        rounds=_counted("round", checked.rounds, language),
        figures=_counted("figure", checked.figures, language),
        units=_counted("unit", checked.units, language),
        groups=_counted("group", checked.groups, language),
        other=_counted("other", checked.other, language),
    )


def _counted(what: str, number: int, language: str) -> str:
    one, many = PHRASES[what][language].split("|")
    return f"{number} {one if number == 1 else many}"


def members_words(checked: Checked, language: str) -> str:
    """Whether changes between rounds were looked at too.

    >>> members_words(Checked(2, 40, 9, 3, 12, 0), "en")
    'Changes from round to round were not looked at. That takes members.csv too.'
    """
    return PHRASES["with_members" if checked.people else "without_members"][language]


def verdict(objections: int, k: int, language: str) -> str:
    """The answer in one sentence.

    >>> verdict(0, 5, "en")
    'Safe: nothing that describes fewer than 5 people can be worked out from what is published.'
    """
    if not objections:
        return PHRASES["safe"][language].format(k=k)
    return PHRASES["leak" if objections > 1 else "one_leak"][language].format(number=objections)


def fault_words(error: BadInput, language: str) -> str:
    """What is wrong with a file, in one line.

    >>> from samspill.insight.auditor.values import Fault, Place
    >>> fault_words(BadResults(Place("rounds[0].n"), Fault.PEOPLE, -1), "nb")
    'rounds[0].n: -1 er ikke et helt antall personer'
    """
    if isinstance(error, BelowFloor):
        return PHRASES["floor"][language].format(value=error)
    if not isinstance(error, BadResults):
        return str(error)
    return f"{error.place}: {FAULTS[error.fault][language].format(value=error.shown)}"
