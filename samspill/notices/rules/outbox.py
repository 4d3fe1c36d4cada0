"""What a mail is, how long one waits before trying again, and who may look at the queue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from samspill.accounts.models import User
from samspill.audit.rules import Refused

MAX_ATTEMPTS = 12
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=5)
STORE_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail to one person, in the language of that person."""

    to: str
    subject: str
    text: str
    html: str = ""
    message_id: str | None = None
    """``<random@host>``; made when none is given. It must not tell of person or round."""


@dataclass(frozen=True, slots=True)
class Administrator:
    """Whoever runs the installation, as the audit log names them."""

    user_id: int
    name: str
    organisation_id: None = None


def on_one_line(mail: Mail) -> Mail:
    """A line break in an address or a subject could begin a header of somebody else's choice."""
    return replace(mail, to="".join(mail.to.split()), subject=" ".join(mail.subject.split()))


def leads_nowhere(mail: Mail) -> bool:
    """A mail to the reserved domain ``.invalid`` is never sent. Sign-in queues one for an unknown address, so that
    the answer takes the same work, and a stranger's mailbox gets nothing."""
    return mail.to.lower().endswith(".invalid")


def wait_after(attempts: int) -> timedelta:
    """Doubled each time: a minute, two, four … six hours; the last attempt comes after about a day."""
    return min(FIRST_WAIT * (1 << max(0, attempts - 1)), LONGEST_WAIT)


def pause_after(failures: int) -> timedelta:
    """How long the whole line rests when the server itself does not answer; no message is blamed for it."""
    return min(FIRST_PAUSE * (1 << min(20, max(0, failures - 1))), LONGEST_PAUSE)


def allowance_at(allowance: float, *, since: datetime, now: datetime, per_minute: int) -> float:
    """Messages that may leave now: ten seconds' worth at the most, so that a rest is not made up for in a burst."""
    elapsed = max(0.0, (now - since).total_seconds())
    return min(allowance + elapsed * per_minute / 60, max(1.0, per_minute * STORE_SECONDS / 60))


def check_can_see_queue(user: User) -> None:
    if not user.is_administrator:
        raise Refused(_("Køen ses bare av den som drifter installasjonen."))
