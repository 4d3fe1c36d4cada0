"""The factors a workplace may assess: the shipped ones and its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from samspill.audit.rules import Hidden
from samspill.content.factors import factors
from samspill.organisations.rules import Viewer
from samspill.risk.models import Assessment, NotRelevant, OwnFactor
from samspill.risk.models import Mapping as Mapped


@dataclass(frozen=True, slots=True)
class Known:
    """A factor as a page names it."""

    code: str
    name: str
    explanation: str
    law: tuple[str, ...]
    is_own: bool = False
    not_relevant: str = ""
    """Why it is not relevant here, where somebody has written that it is not."""


def known_factors(organisation_id: int, language: str) -> Mapping[str, Known]:
    """Two statements; the shipped ones first, in the order of the bank."""
    reasons = dict(NotRelevant.objects.filter(organisation_id=organisation_id).values_list("factor", "reason"))
    shipped = [
        Known(
            code=one.code,
            name=one.name.in_language(language),
            explanation=one.explanation.in_language(language),
            law=one.law,
            not_relevant=reasons.get(one.code, ""),
        )
        for one in factors().values()
    ]
    own = [
        Known(one.code, one.name, one.explanation, tuple(one.law), is_own=True, not_relevant=reasons.get(one.code, ""))
        for one in OwnFactor.objects.filter(organisation_id=organisation_id, retired_on=None)
    ]
    return {one.code: one for one in [*shipped, *own]}


def factors_of(assessment: Assessment, language: str) -> Mapping[str, Known]:
    """With those retired since: what was assessed keeps its name."""
    organisation_id = assessment.number.organisation_id
    retired = OwnFactor.objects.filter(organisation_id=organisation_id, retired_on__isnull=False)
    gone = {one.code: Known(one.code, one.name, one.explanation, tuple(one.law), is_own=True) for one in retired}
    return {**gone, **known_factors(organisation_id, language)}


def own_factors(viewer: Viewer) -> QuerySet[OwnFactor]:
    """Those in use."""
    return OwnFactor.objects.filter(organisation_id=viewer.organisation_id, retired_on=None)


def own_factor_for(viewer: Viewer, factor_id: int) -> OwnFactor:
    found = own_factors(viewer).filter(pk=factor_id).first()
    if found is None:
        raise Hidden
    return found


def not_relevant_in(viewer: Viewer) -> QuerySet[NotRelevant]:
    rows = NotRelevant.objects.filter(organisation_id=viewer.organisation_id)
    return rows.select_related("decided_by").order_by("factor")


def not_relevant_for(viewer: Viewer, found_id: int) -> NotRelevant:
    found = not_relevant_in(viewer).filter(pk=found_id).first()
    if found is None:
        raise Hidden
    return found


def mappings_in(viewer: Viewer) -> QuerySet[Mapped]:
    """Mappings somebody has recorded by hand, the latest first."""
    return Mapped.objects.filter(organisation_id=viewer.organisation_id).select_related("unit")
