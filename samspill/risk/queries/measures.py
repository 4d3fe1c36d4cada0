"""What is being done about a risk: measures tied to it, measures to choose from, and risks that have none."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.content.factors import factors
from samspill.measures.models import Measure
from samspill.measures.queries import Gap, Missing, Scope, Sought, library_for, measures_for
from samspill.measures.queries.library import Entry
from samspill.measures.rules import RUNNING
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer
from samspill.risk.models import Assessment, FactorAssessment, RiskMeasure
from samspill.risk.queries.assessments import assessments_for
from samspill.risk.queries.factors import known_factors
from samspill.risk.queries.reading import FactorLine, level_of
from samspill.risk.rules import CALLS_FOR_MEASURES, can_assess

OFFERED, SHOWN = 6, 10
MINE = "mine"


def running_measures(viewer: Viewer, unit: Unit) -> QuerySet[Measure]:
    """Measures of the unit's plan that have not ended."""
    return measures_for(viewer).filter(unit=unit, status__in=RUNNING).order_by("due_on", "pk")


def library_on(viewer: Viewer, code: str, language: str) -> list[Entry]:
    """The first measures of the library that work on a factor, causes before symptoms."""
    if code not in factors():
        return []
    shelves = library_for(viewer, Sought(factor=code), language)
    return [entry for shelf in shelves for entry in shelf.entries][:OFFERED]


def visible_measures(viewer: Viewer, lines: Iterable[FactorLine]) -> set[int]:
    """Those one may open: who reads an assessment of a unit above need not see its plan."""
    there = {measure.pk for line in lines for measure in line.measures}
    return set(measures_for(viewer).filter(pk__in=there).values_list("pk", flat=True)) if there else set()


def risks_without_measure(viewer: Viewer, scope: Scope) -> Gap:
    """Medium and high risks in force for which nothing has been chosen: a check of the plan."""
    gap = Gap("risk", _("Risiko uten tiltak"), _("Vurdert som middels eller høy, og ingen tiltak er valgt for den."))
    rows = _uncovered(viewer, scope).select_related("assessment__number__unit")
    shown = list(rows[:SHOWN])
    if not shown:
        return gap
    names = known_factors(viewer.organisation_id, get_language() or viewer.language)
    found = tuple(_missing(viewer, one, names[one.factor].name if one.factor in names else one.factor) for one in shown)
    count = len(shown) if len(shown) < SHOWN else rows.count()
    return Gap(gap.key, gap.heading, gap.about, count, found)


def _uncovered(viewer: Viewer, scope: Scope) -> QuerySet[FactorAssessment]:
    valid = assessments_for(viewer).filter(state=Assessment.State.VALID)
    if scope.unit is not None:
        valid = valid.filter(number__unit__path__startswith=scope.unit.path)
    elif scope.key == MINE:
        valid = valid.filter(responsible=viewer.person_id)
    tied = RiskMeasure.objects.filter(factor=OuterRef("pk")).exclude(measure__status=Measure.Status.STOPPED)
    weighed = FactorAssessment.objects.annotate(score=F("probability") * F("consequence"))
    found = weighed.filter(~Exists(tied), assessment__in=valid, score__gte=CALLS_FOR_MEASURES)
    return found.order_by("-score", "pk")


def _missing(viewer: Viewer, one: FactorAssessment, name: str) -> Missing:
    number, level = one.assessment.number, level_of(one.probability, one.consequence)
    note = f"{number} · {level}"
    if can_assess(viewer, number.unit.path):
        return Missing(name, note, "risk_measures", (one.assessment_id, one.factor))
    return Missing(name, note, "risk", (one.assessment_id,))
