from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samspill.notices.actions.webhooks import drop_old_calls, forget_call, lease_calls, put_off_call, release_calls
from samspill.notices.models import Call, Service
from samspill.notices.queries.webhooks import address_of, due_calls
from samspill.notices.rules.webhooks import payload
from samspill.notices.transport import hooks
from samspill.notices.transport.faults import Deferred, Rejected
from samspill.sealing import CannotOpen

BATCH = 10
LONGEST_TICK = 10.0
"""Seconds: the mail wants its turn."""


def tick(now: datetime) -> int:
    """Send what is due; a channel that fails is left in peace for the rest of this turn. How many were taken."""
    drop_old_calls(now=now)
    if not due_calls(now).exists():
        return 0
    began, sent, failing = time.monotonic(), 0, set[int]()
    calls = lease_calls(limit=BATCH, now=now)
    for place, call in enumerate(calls):
        taken = time.monotonic() - began
        if taken > LONGEST_TICK:
            release_calls(calls=calls[place:])
            break
        if call.webhook_id in failing:
            release_calls(calls=[call])
        elif _send(call, now + timedelta(seconds=taken)):
            sent += 1
        else:
            failing.add(call.webhook_id)
    return sent


def _send(call: Call, now: datetime) -> bool:
    # What is said of a failure is read by those who run the workplace.
    with translation.override(call.webhook.organisation.language):
        try:
            address = settings.BASE_URL + call.path
            body = payload(Service(call.webhook.service), title=call.title, ask=call.ask, address=address)
            hooks.post(address_of(call.webhook), body)
        except CannotOpen:
            error = _("Adressen kan ikke åpnes med denne installasjonens nøkkel. Legg inn kanalen på nytt.")
            put_off_call(call=call, trouble=error, is_final=True, now=now)
        except (Rejected, Deferred) as refusal:
            put_off_call(call=call, trouble=str(refusal), is_final=isinstance(refusal, Rejected), now=now)
        else:
            forget_call(call=call, now=now)
            return True
    return False
