"""The register: every assessment by its newest version, what is overdue first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from samspill.content.assessment import band_of
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer
from samspill.risk.models import Assessment, AssessmentNumber, FactorAssessment
from samspill.risk.queries.assessments import assessments_for
from samspill.risk.queries.reading import Level, highest_of

State = Assessment.State
FOUR = range(1, 5)
SCORES = {
    band: sorted({one * other for one in FOUR for other in FOUR if band_of(one, other) == band})
    for band in ("high", "medium", "low")
}
LEVELS = (("high", _("Høy")), ("medium", _("Middels")), ("low", _("Lav")))
SORTS = (("enhet", _("Enhet")), ("risiko", _("Høyeste risiko først")), ("dag", _("Neste gjennomgang først")))
ORDERS = {
    "enhet": ("unit__path", "task", "pk"),
    "risiko": (F("newest_score").desc(nulls_last=True), "pk"),
    "dag": (F("newest_review").asc(nulls_last=True), "pk"),
}


@dataclass(frozen=True, slots=True)
class Sifted:
    """What somebody looks for in the register; what means nothing is left out of account."""

    text: str = ""
    state: str = ""
    unit: str = ""
    level: str = ""
    sort: str = ""

    def __bool__(self) -> bool:
        return any((self.text, self.state, self.unit, self.level))


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One assessment in the register, by its newest version."""

    number: AssessmentNumber
    newest: Assessment
    level: Level | None
    is_overdue: bool


def numbers_for(viewer: Viewer, sifted: Sifted = Sifted()) -> QuerySet[AssessmentNumber]:
    """Each with its newest readable version first in ``shown``: three statements with what they are read by."""
    readable = assessments_for(viewer)
    found = AssessmentNumber.objects.filter(pk__in=readable.values("number_id")).select_related("unit")
    newest = readable.filter(number=OuterRef("pk")).order_by("-edition")
    weighed = FactorAssessment.objects.annotate(score=F("probability") * F("consequence"))
    heaviest = weighed.filter(assessment=OuterRef("newest"), score__isnull=False).order_by("-score")
    found = found.annotate(
        newest=Subquery(newest.values("pk")[:1]),
        newest_state=Subquery(newest.values("state")[:1]),
        newest_review=Subquery(newest.values("review_on")[:1]),
    ).annotate(newest_score=Subquery(heaviest.values("score")[:1]))
    overdue = When(newest_state=State.VALID, newest_review__lt=viewer.today, then=Value(0))
    order = ORDERS.get(sifted.sort, (Case(overdue, default=Value(1)), *ORDERS["enhet"]))
    shown = readable.order_by("-edition").prefetch_related("factors").select_related("responsible")
    rows: QuerySet[AssessmentNumber] = _sifted(found, sifted).order_by(*order)
    return rows.prefetch_related(Prefetch("versions", queryset=shown, to_attr="shown"))


def _sifted(found: Any, sifted: Sifted) -> Any:
    if sifted.text:
        found = found.filter(Q(task__icontains=sifted.text) | Q(unit__name__icontains=sifted.text))
    if sifted.state in State.values:
        found = found.filter(newest_state=sifted.state)
    if sifted.unit.isdecimal() and len(sifted.unit) <= 18:
        below = Unit.objects.filter(path__contains=f"/{sifted.unit}/")
        found = found.filter(unit__in=below)
    if sifted.level in SCORES:
        found = found.filter(newest_score__in=SCORES[sifted.level])
    return found


def register_rows(numbers: Sequence[AssessmentNumber], today: date) -> list[RegisterRow]:
    """Of numbers as ``numbers_for`` gives them; no statement more."""
    return [_row(number, today) for number in numbers]


def _row(number: AssessmentNumber, today: date) -> RegisterRow:
    newest: Assessment = number.shown[0]  # type: ignore[attr-defined]
    overdue = newest.state == State.VALID and newest.review_on is not None and newest.review_on < today
    return RegisterRow(number, newest, highest_of(newest.factors.all()), overdue)


def assessed_units(viewer: Viewer, language: str) -> list[tuple[str, str]]:
    """Units to choose from: those with an assessment one may read. One statement."""
    units = Unit.objects.filter(pk__in=assessments_for(viewer).values("number__unit"))
    return [(str(unit.pk), unit.name_in(language)) for unit in units.order_by("path")]
