"""Channels in Teams and Slack: set up, tried and taken away; and what they are told, by leases like the mail."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samspill import sealing
from samspill.audit.actions import record
from samspill.audit.rules import Refused
from samspill.notices.actions.outbox import DEAD_LETTERS_KEPT, LEASE
from samspill.notices.models import Call, Occasion, Webhook
from samspill.notices.queries.webhooks import due_calls
from samspill.notices.rules import MAX_ATTEMPTS, wait_after
from samspill.notices.rules.personal import Words
from samspill.notices.rules.webhooks import MOST_CHANNELS, PORT, ChannelPlan, check_address, check_can_manage_channels
from samspill.notices.transport.addresses import checked_addresses
from samspill.notices.transport.faults import Deferred, Rejected
from samspill.organisations.rules import Viewer


def add_webhook(*, channel: ChannelPlan, by: Viewer, now: datetime) -> Webhook:
    """A channel whose address is known to lead out of the house; it is looked at again at every call."""
    check_can_manage_channels(by)
    host = check_address(channel.url)
    try:
        checked_addresses(host, PORT)
    except (Rejected, Deferred) as refusal:
        raise Refused(str(refusal)) from refusal
    return _keep_webhook(channel, host, by, now)


@transaction.atomic
def _keep_webhook(channel: ChannelPlan, host: str, by: Viewer, now: datetime) -> Webhook:
    known = Webhook.objects.filter(organisation_id=by.organisation_id)
    if known.filter(name=channel.name).exists():
        raise Refused(_("Dere har alt en kanal med det navnet. Gi den et annet."))
    if known.count() >= MOST_CHANNELS:
        raise Refused(_("Dere har %(most)d kanaler. Ta bort en før dere legger til en ny.") % {"most": MOST_CHANNELS})
    nonce = secrets.token_urlsafe(24)
    sealed = sealing.seal(channel.url.encode(), key=sealing.installation_key(), context=nonce)
    made = Webhook.objects.create(
        organisation_id=by.organisation_id,
        name=channel.name,
        service=channel.service,
        host=host,
        sealed=sealed,
        nonce=nonce,
        occasions=list(channel.occasions),
        made_on=timezone.localdate(now),
    )
    record("add_webhook", by=by, now=now, subject=made, host=host)
    return made


@transaction.atomic
def remove_webhook(*, webhook: Webhook, by: Viewer, now: datetime) -> None:
    check_can_manage_channels(by)
    record("remove_webhook", by=by, now=now, subject=webhook)
    webhook.delete()


@transaction.atomic
def try_webhook(*, webhook: Webhook, by: Viewer, now: datetime) -> None:
    """A message by the same way as all others, in the language of whoever asks."""
    check_can_manage_channels(by)
    title, ask = _("Dette er en prøve fra Samspill. Kanalen virker."), _("Åpne Samspill")
    key = f"try-{secrets.token_hex(8)}"
    Call.objects.create(webhook=webhook, key=key, title=title, ask=ask, path="/", not_before=now)
    record("try_webhook", by=by, now=now, subject=webhook)


@transaction.atomic
def retry_calls(*, webhook: Webhook, by: Viewer, now: datetime) -> int:
    check_can_manage_channels(by)
    count = Call.objects.filter(webhook=webhook, is_dead=True).update(is_dead=False, attempts=0, not_before=now)
    record("retry_calls", by=by, now=now, subject=webhook, count=count)
    return count


def announce(*, organisation_id: int, occasion: Occasion, key: str, words: Callable[[], Words], now: datetime) -> None:
    """Tell the organisation's channels that want to know, each once, in the organisation's language. Call it inside
    the transaction of what happened."""
    hooks = Webhook.objects.filter(organisation_id=organisation_id).select_related("organisation")
    # Asked of each row: a list in JSON is searched differently by each database.
    wanted = [hook for hook in hooks if occasion in hook.occasions]
    if not wanted:
        return
    with translation.override(wanted[0].organisation.language):
        said = words()
    content = {"title": said.title, "ask": said.ask, "path": said.path, "not_before": now}
    calls = [Call(webhook=hook, key=f"{occasion}-{key}"[:80], **content) for hook in wanted]
    Call.objects.bulk_create(calls, ignore_conflicts=True)


# -- out of the queue ------------------------------------------------------------------------------


@transaction.atomic
def lease_calls(*, limit: int, now: datetime) -> list[Call]:
    taken = list(due_calls(now).select_related("webhook").select_for_update(of=("self",), skip_locked=True)[:limit])
    Call.objects.filter(pk__in=[call.pk for call in taken]).update(leased_until=now + LEASE)
    return taken


def release_calls(*, calls: Iterable[Call]) -> None:
    Call.objects.filter(pk__in=[call.pk for call in calls]).update(leased_until=None)


def forget_call(*, call: Call, now: datetime) -> None:
    """Taken: committed by itself, at once, so that only a kill right here sends it a second time."""
    Call.objects.filter(pk=call.pk).delete()
    Webhook.objects.filter(pk=call.webhook_id).update(sent_at=now, failures=0, trouble="")


def put_off_call(*, call: Call, trouble: str, is_final: bool, now: datetime) -> None:
    """Later, each time later; or never, where the server will not have it or all attempts are made."""
    attempts = call.attempts + 1
    is_dead = is_final or attempts >= MAX_ATTEMPTS
    changed = {"attempts": attempts, "is_dead": is_dead, "leased_until": None, "not_before": now + wait_after(attempts)}
    Call.objects.filter(pk=call.pk).update(**changed)
    Webhook.objects.filter(pk=call.webhook_id).update(failures=F("failures") + 1, trouble=trouble[:300])


def drop_old_calls(*, now: datetime) -> None:
    Call.objects.filter(is_dead=True, not_before__lt=now - DEAD_LETTERS_KEPT).delete()
