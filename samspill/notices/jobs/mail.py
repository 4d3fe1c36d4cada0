"""Sending: leases, one connection, each message forgotten as soon as the server has taken it."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from samspill.notices import actions, queries
from samspill.notices.actions.bounces import mark_unreachable
from samspill.notices.actions.personal import drop_old_notices
from samspill.notices.rules import leads_nowhere
from samspill.notices.rules.bounces import Bounce, status_in
from samspill.notices.transport import Deferred, Rejected, ServerTrouble, Transport
from samspill.sealing import CannotOpen

if TYPE_CHECKING:
    from samspill.notices.models import Message
    from samspill.notices.transport import Deliver

BATCH = 50
# The other jobs of the worker want their turn, and a lease must not run out while its batch is under way.
LONGEST_TICK = timedelta(seconds=20)


def tick(now: datetime) -> int:
    """Send what is due, within the pace; returns how many left the house."""
    actions.drop_old_dead_letters(now=now)
    drop_old_notices(now=now)
    if queries.is_paused(now) or not queries.due(now).exists():
        return 0
    transport: Transport = import_string(settings.NOTICES_TRANSPORT)
    shift = _Shift(now)
    with transport.opened() as deliver:
        while shift.goes_on and (
            batch := actions.lease_messages(limit=BATCH, now=shift.now, is_paced=transport.is_paced)
        ):
            _send_batch(batch, deliver, shift)
    return shift.sent


class _Shift:
    """One tick's time, measured from the moment that was handed in."""

    def __init__(self, start: datetime) -> None:
        self.start, self.began = start, time.monotonic()
        self.sent = 0
        self.is_stopped = False

    @property
    def now(self) -> datetime:
        return self.start + timedelta(seconds=time.monotonic() - self.began)

    @property
    def goes_on(self) -> bool:
        return not self.is_stopped and self.now - self.start < LONGEST_TICK


def _send_batch(batch: list[Message], deliver: Deliver, shift: _Shift) -> None:
    for place, message in enumerate(batch):
        if not shift.goes_on:
            actions.release_messages(messages=batch[place:])
            return
        _send(message, deliver, shift)


def _send(message: Message, deliver: Deliver, shift: _Shift) -> None:
    try:
        mail = queries.opened(message)
    except CannotOpen:
        error = _("Meldingen kan ikke åpnes med denne installasjonens nøkkel.")
        actions.bury_message(message=message, error=error, now=shift.now)
        return
    if leads_nowhere(mail):
        actions.forget_message(message=message)
        return
    try:
        deliver(mail)
    except Rejected as refusal:
        mark_unreachable(bounce=Bounce(message.message_id, status_in(str(refusal))), now=shift.now)
        actions.bury_message(message=message, error=str(refusal), now=shift.now)
    except Deferred as refusal:
        actions.put_off_message(message=message, error=str(refusal), now=shift.now)
    except ServerTrouble as trouble:
        _stop(message, trouble, shift)
    else:
        actions.forget_message(message=message)
        if not shift.sent:
            actions.wake_channel()
        shift.sent += 1


def _stop(message: Message, trouble: ServerTrouble, shift: _Shift) -> None:
    shift.is_stopped = True
    actions.rest_channel(trouble=str(trouble), now=shift.now)
    if trouble.is_during_message:
        # Perhaps this message makes the server stumble: another one goes first next time.
        actions.put_off_message(message=message, error=str(trouble), now=shift.now)
    else:
        actions.release_messages(messages=[message])
