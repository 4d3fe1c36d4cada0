from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from samspill.audit.actions import record
from samspill.measures.actions import decide_measure
from samspill.measures.models import Measure
from samspill.measures.rules import MeasurePlan
from samspill.organisations.rules import Viewer
from samspill.risk.models import Assessment, FactorAssessment, RiskMeasure
from samspill.risk.queries.measures import running_measures
from samspill.risk.rules import check_can_assess, check_can_tie_measures


@transaction.atomic
def decide_for_risk(*, one: FactorAssessment, plan: MeasurePlan, by: Viewer, now: datetime) -> Measure:
    """A new measure on the plan, and the risk it is to make smaller."""
    assessment = _open(one, by)
    measure = decide_measure(plan=replace(plan, origin=Measure.Origin.RISK), by=by, now=now)
    RiskMeasure.objects.create(factor=one, measure=measure)
    record("decide_for_risk", by=by, now=now, subject=assessment, factor=one.factor, measure=measure.title)
    return measure


@transaction.atomic
def tie_measures(*, one: FactorAssessment, chosen: Collection[int], by: Viewer, now: datetime) -> None:
    """Which of the plan's running measures work on this risk; those that have ended stay tied to it."""
    assessment = _open(one, by)
    offered = set(running_measures(by, assessment.number.unit).values_list("pk", flat=True))
    RiskMeasure.objects.filter(factor=one, measure__in=offered.difference(chosen)).delete()
    tied = set(RiskMeasure.objects.filter(factor=one).values_list("measure_id", flat=True))
    RiskMeasure.objects.bulk_create(
        RiskMeasure(factor=one, measure_id=pk) for pk in sorted(offered.intersection(chosen) - tied)
    )
    record("tie_measures", by=by, now=now, subject=assessment, factor=one.factor)


def _open(one: FactorAssessment, by: Viewer) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("number__unit")
    assessment = rows.get(pk=one.assessment_id)
    check_can_assess(by, assessment.number.unit.path)
    check_can_tie_measures(assessment.state)
    return assessment
