"""Figures quoted in the words of an assessment: for those who may see them where they come from, and nobody more.

An assessment is read by more people than the figures of its unit: those who work in the units below, union
representatives, whoever is given the open file. A quotation is known by the question it begins with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from django.utils.translation import gettext as _

from samspill.content.items import item_bank
from samspill.content.language import LANGUAGES, text_in
from samspill.organisations.queries import units_for
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound
from samspill.risk.models import Assessment

Tell = Callable[[str], str]


def telling_for(viewer: Viewer, assessment: Assessment, *, open_to_all: bool = False) -> Tell:
    """How the words of an assessment are told to a viewer; one statement. ``open_to_all``: to anybody at all.

    What was withdrawn is told to nobody any more.
    """
    pulse_round = assessment.pulse_round
    stands = pulse_round is None or pulse_round.state == PulseRound.State.PUBLISHED
    may_see = stands and not open_to_all and units_for(viewer).filter(pk=assessment.number.unit_id).exists()
    if may_see:
        return str
    quoted = _quotation(frozenset({*_bank(), *_own(pulse_round)}))
    return lambda text: quoted.sub(_without_figures, text)


def _without_figures(found: re.Match[str]) -> str:
    return f"«{found[1]}» " + _("Tall du ikke har tilgang til.")


@lru_cache(maxsize=64)
def _quotation(questions: frozenset[str]) -> re.Pattern[str]:
    """A question in guillemets and what is said of it: to the number of answers, else to the end of the line."""
    asked = "|".join(re.escape(question) for question in sorted(questions, key=len, reverse=True))
    return re.compile(rf"«({asked})»(?:[^\n]*?\d[^\n]*?\b(?:svar|answers?)\.|[^\n]*)")


@lru_cache(maxsize=1)
def _bank() -> frozenset[str]:
    return frozenset(item.text.in_language(code) for item in item_bank().items.values() for code in LANGUAGES)


def _own(pulse_round: PulseRound | None) -> Iterable[str]:
    items = pulse_round.definition["items"] if pulse_round else []
    return [text_in(item["text"], code) for item in items for code in LANGUAGES]
