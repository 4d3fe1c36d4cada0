from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from samspill import sealing
from samspill.audit.rules import Hidden, permits
from samspill.notices.models import Call, Webhook
from samspill.notices.rules.webhooks import check_can_manage_channels
from samspill.organisations.rules import Viewer


def webhooks_for(viewer: Viewer) -> QuerySet[Webhook]:
    """The organisation's channels, with how much waits and how much did not arrive."""
    if not permits(check_can_manage_channels, viewer):
        raise Hidden
    waiting, dead = Count("calls", filter=Q(calls__is_dead=False)), Count("calls", filter=Q(calls__is_dead=True))
    return Webhook.objects.filter(organisation_id=viewer.organisation_id).annotate(waiting=waiting, dead=dead)


def webhook_for(viewer: Viewer, webhook_id: int) -> Webhook:
    found = webhooks_for(viewer).filter(pk=webhook_id).first()
    if found is None:
        raise Hidden
    return found


def services_of(organisation_id: int) -> list[str]:
    """Where channels are that anything is sent to; everybody may know that something is."""
    return list(Webhook.objects.filter(organisation_id=organisation_id).values_list("service", flat=True))


def due_calls(now: datetime) -> QuerySet[Call]:
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    return Call.objects.filter(free, is_dead=False, not_before__lte=now).order_by("not_before", "id")


def address_of(webhook: Webhook) -> str:
    """The address inside; raises ``sealing.CannotOpen`` for another installation's key."""
    return sealing.open_sealed(webhook.sealed, key=sealing.installation_key(), context=webhook.nonce).decode()
