"""What an organisation has decided about its rounds: rhythm, own questionnaires, consultation, texts."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from samspill.audit.rules import Hidden
from samspill.content.texts import Rewordings
from samspill.organisations.rules import ADMINISTRATORS, REPRESENTS, SEES_ORGANISATION_FIGURE, Viewer
from samspill.pulses.models import Consultation, Questionnaire, Rhythm

TOOK_PART = ADMINISTRATORS | REPRESENTS | SEES_ORGANISATION_FIGURE


def questionnaires_for(viewer: Viewer) -> QuerySet[Questionnaire]:
    return Questionnaire.objects.filter(organisation_id=viewer.organisation_id, retired_on=None)


def rhythm_for(viewer: Viewer) -> Rhythm | None:
    """The chosen rhythm, if there is one."""
    return Rhythm.objects.filter(organisation_id=viewer.organisation_id, is_active=True).first()


def rewordings_for(viewer: Viewer) -> Rewordings:
    """The organisation's own wording of shipped texts: {key: {language: text}}."""
    kept = Rhythm.objects.filter(organisation_id=viewer.organisation_id).first()
    return kept.texts if kept else {}


def reads_minutes(viewer: Viewer) -> bool:
    return viewer.has(*TOOK_PART)


def consultations_for(viewer: Viewer) -> QuerySet[Consultation]:
    """The minutes, for both sides of the table."""
    found = Consultation.objects.filter(organisation_id=viewer.organisation_id)
    return found if reads_minutes(viewer) else found.none()


def consultations_held(organisation_id: int) -> date | None:
    """When the surveys were last talked through; everybody may know."""
    held = Consultation.objects.filter(organisation_id=organisation_id)
    return held.order_by("-held_on").values_list("held_on", flat=True).first()


def consultation_for(viewer: Viewer, consultation_id: int) -> Consultation:
    found = consultations_for(viewer).select_related("organisation").filter(pk=consultation_id).first()
    if found is None:
        raise Hidden
    return found


def questionnaire_for(viewer: Viewer, key: str) -> Questionnaire:
    found = questionnaires_for(viewer).filter(key=key).first()
    if found is None:
        raise Hidden
    return found
