"""An independent look at everything that is published: can anybody work out what a handful answered?

The auditor is given the published figures and nothing else, knows nothing of how they were made, and shares no code
with what made them. Each item of each round is divided into hierarchies, which it verifies itself. One hierarchy it
proves safe or not in linear time; where several overlap, cuts decide for two and a search for more, with exact
fractions as the certificate. It also looks at bounds on small groups and persons, distributions, indexes, figures
that cannot be true, and, given members, at who came and left between rounds.

>>> figure = {"unit": "team", "item": "joy", "n": 6, "covers": ["a"], "mean": 1.0}
>>> results = {"k": 5, "scale": {"min": 1, "max": 5}, "rounds": [{"id": "2026-11", "figures": [figure]}]}
>>> [(found.kind.value, found.unit, found.round) for found in audit(results)]
[('too_narrow', 'team', '2026-11'), ('at_the_end', 'team', '2026-11')]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, overload

from samspill.insight.auditor.items import audit_round
from samspill.insight.auditor.objections import Kind, Objection, Shown, Terms
from samspill.insight.auditor.reading import Published, read_results
from samspill.insight.auditor.rounds import round_objections
from samspill.insight.auditor.values import BadResults

__all__ = ["BadResults", "Kind", "Objection", "Shown", "audit"]


@overload
def audit(results: Mapping[str, Any], members: Iterable[Any] = ()) -> tuple[Objection, ...]: ...
@overload
def audit(results: Sequence[Shown], *, k: int, scale: tuple[int, int]) -> tuple[Objection, ...]: ...
def audit(
    results: Mapping[str, Any] | Sequence[Shown],
    members: Iterable[Any] = (),
    *,
    k: int = 5,
    scale: tuple[int, int] = (1, 5),
) -> tuple[Objection, ...]:
    """Everything wrong with what is published; nothing if the promise holds.

    :param results: the content of results.json as parsed; or the figures of one round, in any order, hidden ones
        left out.
    :param members: rows ``round, person, cell``, as triples or mappings, for audits over rounds.
    :param k: the smallest group that may be described, at least 5; results.json has its own.
    :param scale: lowest and highest value; results.json has its own.
    :raises BadResults: (a ``ValueError``) naming what is missing, unknown or of the wrong kind.
    :raises BelowFloor: for k below five.

    Linear in the length of the covers for one hierarchy; near linear for two, with all numbers known.

    >>> audit([Shown("team", "joy", 6, ("a",), mean=3.0)], k=5, scale=(1, 5))
    ()
    """
    if isinstance(results, Mapping):
        rounds = read_results(results, members)
        found = [objection for one in rounds for objection in audit_round(one)]
        found += round_objections(rounds)
    else:
        found = list(audit_round(Published("", Terms(k, *scale), tuple(results))))
    return tuple(dict.fromkeys(found))
