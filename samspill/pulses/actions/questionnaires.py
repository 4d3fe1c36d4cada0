from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from samspill.audit.actions import record
from samspill.organisations.rules import Viewer
from samspill.pulses.models import Questionnaire
from samspill.pulses.rules import check_can_plan


@transaction.atomic
def keep_questionnaire(*, definition: dict[str, Any], licence: str, by: Viewer, now: datetime) -> Questionnaire:
    """An own questionnaire; sending in the same id again replaces it for rounds planned from now on."""
    check_can_plan(by)
    kept, _new = Questionnaire.objects.update_or_create(
        organisation_id=by.organisation_id,
        key=definition["id"],
        defaults={"definition": definition, "licence": licence, "retired_on": None},
    )
    record("keep_questionnaire", by=by, now=now, subject=kept, items=len(definition["items"]))
    return kept


@transaction.atomic
def retire_questionnaire(*, questionnaire: Questionnaire, by: Viewer, now: datetime) -> None:
    check_can_plan(by)
    questionnaire.retired_on = timezone.localdate(now)
    questionnaire.save(update_fields=["retired_on"])
    record("retire_questionnaire", by=by, now=now, subject=questionnaire)
