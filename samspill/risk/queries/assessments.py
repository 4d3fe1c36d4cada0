from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from samspill.audit.rules import Hidden
from samspill.organisations.models import Role, Unit
from samspill.organisations.queries import people_with_role
from samspill.organisations.rules import Viewer
from samspill.risk.models import Assessment, AssessmentNumber, FactorAssessment
from samspill.risk.queries.scopes import READS_ALL, read_by, units_where, within
from samspill.risk.rules import reads_draft, reads_valid

State = Assessment.State
UNDER_WAY = (State.DRAFT, State.TO_SIGN)
REPRESENTING = (Role.SAFETY_REP, Role.CHIEF_SAFETY_REP)
WRITING = (Role.HR, Role.GENERAL_MANAGER, Role.LEADER)


def assessments_for(viewer: Viewer) -> QuerySet[Assessment]:
    """Every version the viewer may read: the same answer as ``reads_draft`` and ``reads_valid``, in one statement."""
    found = Assessment.objects.filter(number__organisation_id=viewer.organisation_id)
    if viewer.has(*READS_ALL):
        return found
    drafts = Q(number__unit__in=units_where(within(viewer, Role.LEADER, Role.SAFETY_REP), viewer))
    finished = ~Q(state__in=UNDER_WAY) & Q(number__unit__in=units_where(read_by(viewer), viewer))
    return found.filter(drafts | finished)


def assessment_for(viewer: Viewer, assessment_id: int) -> Assessment:
    found = (
        Assessment.objects.filter(number__organisation_id=viewer.organisation_id, pk=assessment_id)
        .select_related("number__unit", "number__organisation", "pulse_round", "responsible")
        .prefetch_related(Prefetch("factors", queryset=FactorAssessment.objects.order_by("pk")))
        .first()
    )
    if found is None:
        raise Hidden
    reads = reads_draft if found.state in UNDER_WAY else reads_valid
    if not reads(viewer, found.number.unit.path):
        raise Hidden
    return found


def versions_of(viewer: Viewer, number: AssessmentNumber) -> QuerySet[Assessment]:
    return assessments_for(viewer).filter(number=number).order_by("-edition")


@dataclass(frozen=True, slots=True)
class Signers:
    """Safety representatives over a unit: who can sign, and who cannot, since they write for the employer."""

    able: tuple[str, ...]
    barred: tuple[str, ...]


def signers_of(unit: Unit, on: date) -> Signers:
    """The same answer as ``check_can_sign``, for everybody at once; five statements."""
    organisation_id, path = unit.organisation_id, unit.path
    elected, writing = (
        {
            person.pk: person.name
            for role in roles
            for person in people_with_role(organisation_id, role, over_path=path, on=on)
        }
        for roles in (REPRESENTING, WRITING)
    )
    able = tuple(name for pk, name in elected.items() if pk not in writing)
    return Signers(able, tuple(name for pk, name in elected.items() if pk in writing))


def to_sign(viewer: Viewer) -> QuerySet[Assessment]:
    """What waits for this safety representative."""
    waiting = Assessment.objects.filter(number__organisation_id=viewer.organisation_id, state=State.TO_SIGN)
    if viewer.has(Role.HR, Role.GENERAL_MANAGER):
        return waiting.none()  # who may write them all signs none of them: ``check_can_sign``
    if not viewer.has(Role.CHIEF_SAFETY_REP):
        waiting = waiting.filter(number__unit__in=units_where(within(viewer, Role.SAFETY_REP), viewer))
    return waiting.select_related("number__unit").order_by("pk")


@dataclass(frozen=True, slots=True)
class Due:
    """An assessment whose time has come."""

    assessment: Assessment
    on: date


def due_between(viewer: Viewer, start: date, end: date) -> list[Due]:
    """Reviews that fall due, for whoever is responsible."""
    mine = Assessment.objects.filter(
        number__organisation_id=viewer.organisation_id,
        state=State.VALID,
        responsible_id=viewer.person_id,
        review_on__gte=start,
        review_on__lte=end,
    ).select_related("number__unit")
    return [Due(one, one.review_on) for one in mine.order_by("review_on", "pk") if one.review_on]


def happened_since(viewer: Viewer, since: date) -> QuerySet[Assessment]:
    """Assessments that came into force, the newest first."""
    valid = assessments_for(viewer).filter(state=State.VALID, valid_from__gte=since)
    return valid.select_related("number__unit").order_by("-valid_from", "-pk")


def returned_to(viewer: Viewer) -> QuerySet[Assessment]:
    """Drafts the viewer is responsible for that the safety representative has asked for more work on."""
    mine = Assessment.objects.filter(
        number__organisation_id=viewer.organisation_id,
        state=State.DRAFT,
        returned_on__isnull=False,
        responsible_id=viewer.person_id,
    )
    return mine.select_related("number__unit").order_by("returned_on", "pk")


def in_force_since(organisation_id: int, since: date) -> QuerySet[Assessment]:
    """Assessments that came into force since a day, also those replaced by now, the first one first."""
    found = Assessment.objects.filter(number__organisation_id=organisation_id, valid_from__gte=since)
    return found.select_related("number").order_by("valid_from", "pk")
