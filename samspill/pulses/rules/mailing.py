from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.pulses.models import PulseRound
from samspill.pulses.rules.planning import JULY
from samspill.pulses.rules.tokens import is_receiving

REMIND_FROM = time(8, 0)


def mailing_due(pulse_round: PulseRound, now: datetime) -> int | None:
    """Which mailing to go on with: 0 for invitations, then reminders by number; none in July or when closed.

    After a time without a server only the latest of several overdue reminders is sent.
    """
    local = timezone.localtime(now)
    if not is_receiving(pulse_round, now) or local.month == JULY:
        return None
    done = pulse_round.mailings_done
    if done == 0 or pulse_round.mailed_up_to is not None:
        return done
    due = [number for number, day in enumerate(pulse_round.reminders_on, start=1) if _has_come(day, local)]
    return due[-1] if due and due[-1] >= done else None


def _has_come(day: str, local: datetime) -> bool:
    return (date.fromisoformat(day), REMIND_FROM) <= (local.date(), local.time())


def no_pile(name: str) -> str:
    return _("Ingen i %(name)s svarer med kode. Alle der har e-post og får sin egen lenke.") % {"name": name}


def nothing_to_approve() -> str:
    return _("Listen er endret siden du åpnet siden. Les den på nytt, og godkjenn den så.")
