"""How factors go together in one assessment: what stands out, said as the beginning of a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from samspill.content.assessment import band_of
from samspill.risk.models import FactorAssessment
from samspill.risk.queries.factors import Known

PATTERNS = (
    (
        ("MENGDE", "RESTIT"),
        _("Stor mengde og lite hvile på samme sted sliter mer enn hver for seg."),
    ),
    (
        ("MENGDE", "LEDERSTØTTE", "KOLLSTØTTE"),
        _("Stor mengde er tyngre der støtten er svak."),
    ),
    (
        ("EMO", "KOLLSTØTTE", "LEDERSTØTTE"),
        _("Krevende møter med mennesker er tyngre for den som står alene med dem."),
    ),
    (
        ("ROLLE", "KONFLIKTKRAV"),
        _("Uklare roller og motstridende krav gjør hverandre verre."),
    ),
    (
        ("ENDRING", "AUTONOMI"),
        _("Endringer er tyngre der folk ikke har vært med på dem."),
    ),
)
"""The first factor with one of the others, where both weigh."""
WEIGHS = ("medium", "high")


def combined_start(assessed: Sequence[FactorAssessment], known: Mapping[str, Known]) -> str:
    """A text to begin with; whoever assesses knows the place and writes on."""
    weighs = [
        one
        for one in assessed
        if one.probability and one.consequence and band_of(one.probability, one.consequence) in WEIGHS
    ]
    if not weighs:
        return _("Ingen av faktorene veier tungt alene. Sammen: ")
    weighs.sort(key=lambda one: -(one.probability or 0) * (one.consequence or 0))
    names = ", ".join(known[one.factor].name.lower() for one in weighs)
    start = _("Dette veier mest: %(names)s.") % {"names": names}
    there = {one.factor for one in weighs}
    together = [_(text) for (first, *others), text in PATTERNS if first in there and there.intersection(others)]
    return " ".join([start, *together])
