"""Before the first round: in how many rounds will a unit see a figure at all?

A figure needs k answers. With most Norwegian teams small, the set-up guide says in advance what to
expect, and proposes teams to be asked together (a *pulse group*) or a talk instead of a form (*dialogue*).

>>> [round(chance(eligible), 2) for eligible in (5, 6, 7, 8, 11)]
[0.19, 0.46, 0.69, 0.84, 0.99]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, fsum, lgamma, log, log1p

from samspill.insight.errors import BadInput, check_people, is_people

RATE, FLOOR = 0.72, 5
LEAST_ALONE = 8  # below this a team is met in dialogue unless it joins others, whatever the rate
LIKELY = 0.8
ROUNDS_A_YEAR = 11  # July is free


class Advice(StrEnum):
    """What the guide proposes for one unit.

    >>> Advice.DIALOGUE.value
    'dialogue'
    """

    ENOUGH = "enough"
    PULSE_GROUP = "pulse_group"
    DIALOGUE = "dialogue"


@dataclass(frozen=True, slots=True)
class Team:
    """A unit as the guide sees it: `eligible` is the number of people who can be invited.

    >>> Team("north", "care", 9).eligible
    9
    """

    unit: str
    parent: str | None
    eligible: int


@dataclass(frozen=True, slots=True)
class Prognosis:
    """`rounds`: expected rounds with a figure in a year of eleven, the unit asked alone. `together`: all
    members of the proposed pulse group, the unit itself included; empty otherwise.

    >>> Prognosis("north", Advice.ENOUGH, 0.9, 9.9).together
    ()
    """

    unit: str
    advice: Advice
    chance: float
    rounds: float
    together: tuple[str, ...] = ()


def chance(eligible: int, *, rate: float = RATE, k: int = FLOOR) -> float:
    """Probability that at least `k` of `eligible` people answer, each with probability `rate`.

    :raises BadInput: for what is no number of people, a rate outside 0 .. 1 or ``k`` < 1.

    By logarithms, so that a unit may have any number of people.

    >>> chance(4), chance(5, rate=1.0)
    (0.0, 1.0)
    """
    if not (is_people(eligible) and is_people(k)) or k < 1 or not 0 <= rate <= 1:
        raise BadInput(f"no chance for {eligible!r} people at rate {rate!r} and k = {k!r}")
    if rate in {0, 1}:
        return float(rate == 1 and eligible >= k)
    return min(fsum(_chance_of(answers, eligible, rate) for answers in range(k, eligible + 1)), 1.0)


def _chance_of(answers: int, eligible: int, rate: float) -> float:
    ways = lgamma(eligible + 1) - lgamma(answers + 1) - lgamma(eligible - answers + 1)
    return exp(ways + answers * log(rate) + (eligible - answers) * log1p(-rate))


def rounds_with_figure(eligible: int, *, rate: float = RATE, k: int = FLOOR, rounds: int = ROUNDS_A_YEAR) -> float:
    """Expected number of rounds, of ``rounds``, in which the unit gets a figure of its own.

    :raises BadInput: as :func:`chance`, and for what is no number of rounds.

    >>> round(rounds_with_figure(6), 1), round(rounds_with_figure(11), 1)
    (5.1, 10.8)
    """
    check_people(rounds, "rounds")
    return rounds * chance(eligible, rate=rate, k=k)


def people_needed(*, rate: float = RATE, k: int = FLOOR) -> int:
    """The smallest unit that may be asked alone: eight people, or more where few answer.

    :raises BadInput: for a rate that is not above 0 and at most 1, or ``k`` < 1.

    >>> people_needed(), people_needed(rate=0.5)
    (8, 12)
    """
    if rate <= 0:
        raise BadInput(f"nobody answers at rate {rate!r}")
    people = LEAST_ALONE
    while chance(people, rate=rate, k=k) < LIKELY:
        people += 1
    return people


def advise(teams: Iterable[Team], *, rate: float = RATE, k: int = FLOOR) -> dict[str, Prognosis]:
    """Advice for every unit: asked alone, together with siblings, or met in dialogue.

    Small units under the same parent are joined into groups, each large enough: the largest is filled up with the
    smallest, and whoever is over joins the last. Units whose small siblings do not add up are met in dialogue. A
    sibling that is large enough is left alone, for joining would blur the figure it has.

    :raises BadInput: for a unit given twice, what is no number of people, or a rate as :func:`people_needed`.

    >>> found = advise([Team("a", "care", 5), Team("b", "care", 4), Team("c", "care", 12), Team("d", "it", 6)])
    >>> [one.advice.value for one in found.values()], found["a"].together
    (['pulse_group', 'pulse_group', 'enough', 'dialogue'], ('a', 'b'))
    """
    given = list(teams)
    _check(given)
    needed = people_needed(rate=rate, k=k)
    together = _together([team for team in given if team.eligible < needed], needed)
    found = {}
    for team in given:
        alone = chance(team.eligible, rate=rate, k=k)
        others = together.get(team.unit, ())
        advice = Advice.PULSE_GROUP if others else Advice.DIALOGUE
        if team.eligible >= needed:
            advice = Advice.ENOUGH
        found[team.unit] = Prognosis(team.unit, advice, alone, ROUNDS_A_YEAR * alone, others)
    return found


def _check(teams: Sequence[Team]) -> None:
    seen: set[str] = set()
    for team in teams:
        check_people(team.eligible, f"unit {team.unit!r}")
        if team.unit in seen:
            raise BadInput(f"unit {team.unit!r} is given twice")
        seen.add(team.unit)


def _together(small: Sequence[Team], needed: int) -> dict[str, tuple[str, ...]]:
    under: defaultdict[str | None, list[Team]] = defaultdict(list)
    for team in small:
        under[team.parent].append(team)
    return {
        member.unit: tuple(sorted(one.unit for one in group))
        for siblings in under.values()
        for group in _groups(siblings, needed)
        for member in group
    }


def _groups(siblings: Sequence[Team], needed: int) -> list[list[Team]]:
    """The largest team first, filled up with the smallest."""
    left = sorted(siblings, key=lambda team: (-team.eligible, team.unit))
    left = [team for team in left if team.eligible > 0]
    groups: list[list[Team]] = []
    while sum(team.eligible for team in left) >= needed:
        group = [left.pop(0)]
        while sum(team.eligible for team in group) < needed:
            group.append(left.pop())
        groups.append(group)
    if groups:
        groups[-1] += left
    return groups
