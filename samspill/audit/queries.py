from __future__ import annotations

from django.db.models import QuerySet

from samspill.audit.models import Event


def events_for(organisation_id: int) -> QuerySet[Event]:
    """All audit lines of one organisation, newest first. Who may ask is decided by the caller's rules."""
    return Event.objects.filter(organisation_id=organisation_id)
