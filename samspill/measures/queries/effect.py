"""Did it work? What came after a measure, for a viewer who may see the unit's figures."""

from __future__ import annotations

from datetime import date

from django.db.models import Min

from samspill.insight.tables import INDEX
from samspill.measures.models import Measure
from samspill.organisations.rules import Viewer, hat_over
from samspill.results.access import EffectPage, Trial, effect_for

CHIPS = {"better": "better", "unclear": "same", "worse": "worse", "too_early": "early"}
NOT_BEGUN = (Measure.Status.PROPOSED, Measure.Status.DECIDED)


def effect_of(viewer: Viewer, measure: Measure, language: str) -> EffectPage | None:
    """``measure`` comes from ``measure_for(viewer, …)``: who may read a plan may not thereby see figures."""
    if measure.status == Measure.Status.PROPOSED or hat_over(viewer, measure.unit.path) is None:
        return None
    trial = Trial(
        item=measure.indicator or INDEX,
        start=measure.starts_on,
        elsewhere=_elsewhere(measure),
        seed=measure.pk,
    )
    return effect_for(viewer, measure.unit, trial, hoped=measure.hoped_level, language=language)


def _elsewhere(measure: Measure) -> dict[int, date]:
    """Other units where the same measure of the library has begun, and when it first did."""
    if not (measure.library_id or measure.own_id):
        return {}
    same = Measure.objects.filter(
        organisation_id=measure.organisation_id, library_id=measure.library_id, own=measure.own_id
    )
    begun = same.exclude(unit=measure.unit_id).exclude(status__in=NOT_BEGUN).order_by()
    return dict(begun.values_list("unit").annotate(first=Min("starts_on")))
