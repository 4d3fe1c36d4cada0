"""What an assessment must say before it counts (aml § 3-1; forskrift om utførelse av arbeid kap. 1A)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.content.assessment import steps_of
from samspill.risk.models import Assessment

State = Assessment.State
REVIEW_AFTER = timedelta(days=365)
"""Our default; no law gives a number."""
UNREPRESENTED = 5
"""Below this many employees another arrangement than a safety representative may be agreed in writing (aml § 6-1)."""
MOST_SIGNS = 4000


@dataclass(frozen=True, slots=True)
class Weighed:
    """How a factor is weighed: both of 1 to 4, or not yet."""

    probability: int | None = None
    consequence: int | None = None
    residual_probability: int | None = None
    residual_consequence: int | None = None


@dataclass(frozen=True, slots=True)
class FactorWords:
    """What has been written of one factor."""

    factor: str
    name: str
    weighed: Weighed
    reasoning: str


def score_of(probability: int | None, consequence: int | None) -> int | None:
    return probability * consequence if probability and consequence else None


def check_can_begin(*, under_way: bool) -> None:
    if under_way:
        raise Refused(_("Det er alt en vurdering i arbeid her. Gjør den ferdig først."))


def check_can_edit(state: str) -> None:
    if state != State.DRAFT:
        raise Refused(_("Vurderingen er ikke lenger et utkast. Start en ny utgave for å endre den."))


def check_is_unchanged(*, seen: int, now_at: int) -> None:
    """Nobody signs what they have not read."""
    if seen != now_at:
        raise Refused(_("Vurderingen er endret etter at du åpnet siden. Les den på nytt før du skriver under."))


def check_levels(weighed: Weighed) -> None:
    scales = (
        (weighed.probability, weighed.consequence),
        (weighed.residual_probability, weighed.residual_consequence),
    )
    for probability, consequence in scales:
        if probability is not None and probability not in steps_of("probability"):
            raise Refused(_("Velg sannsynlighet fra 1 til 4."))
        if consequence is not None and consequence not in steps_of("consequence"):
            raise Refused(_("Velg konsekvens fra 1 til 4."))


def check_is_complete(*, factors: Sequence[FactorWords], together: str, took_part: str) -> None:
    """Each for itself and together, with grounds, and with those it is about."""
    if not factors:
        raise Refused(_("Velg minst én faktor å vurdere."))
    for one in factors:
        if score_of(one.weighed.probability, one.weighed.consequence) is None:
            raise Refused(_("«%(name)s» mangler sannsynlighet eller konsekvens.") % {"name": one.name})
        if not one.reasoning.strip():
            raise Refused(_("«%(name)s» mangler begrunnelse. Én setning holder.") % {"name": one.name})
    if not together.strip():
        raise Refused(_("Den samlede vurderingen mangler: hva gjør faktorene med hverandre hos dere?"))
    if not took_part.strip():
        raise Refused(_("Skriv hvem som har vært med."))


def check_is_to_sign(state: str) -> None:
    if state != State.TO_SIGN:
        raise Refused(_("Vurderingen venter ikke på underskrift."))


def check_can_validate_unsigned(*, headcount: int, represented: bool, reason: str) -> None:
    """Without a signature only where the law lets a workplace do without a safety representative."""
    if represented:
        raise Refused(_("Enheten har verneombud. Be verneombudet skrive under."))
    if headcount >= UNREPRESENTED:
        raise Refused(_("Virksomheten skal ha verneombud (aml § 6-1). Registrer verneombudet, og be om underskrift."))
    if not reason.strip():
        raise Refused(_("Skriv hvilken ordning dere har avtalt i stedet for verneombud."))


def check_review_day(*, valid_from: date, review_on: date) -> None:
    if review_on <= valid_from:
        day = {"day": date_format(valid_from, "j. F Y")}
        raise Refused(_("Velg en dag etter %(day)s til å se på vurderingen igjen.") % day)


def check_texts(texts: Mapping[str, str]) -> None:
    for text in texts.values():
        if len(text) > MOST_SIGNS:
            words = {"length": len(text), "most": MOST_SIGNS, "start": text[:40]}
            raise Refused(
                _("Teksten som begynner med «%(start)s», er %(length)d tegn. Det er plass til %(most)d.") % words
            )
