"""Django's mail into our outbox: sign-in codes leave the house by the same way as everything else."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from samspill.notices.actions import queue_mail
from samspill.notices.rules import Mail


class OutboxBackend(BaseEmailBackend):
    """Somebody waits in front of a screen for what comes by this way, so it goes first."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        mails = [mail for message in email_messages for mail in _mails(message)]
        queue_mail(mails=mails, not_before=timezone.now(), is_urgent=True)
        return len(email_messages)


def _mails(message: EmailMessage) -> list[Mail]:
    alternatives = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    html = next((str(part[0]) for part in alternatives if part[1] == "text/html"), "")
    return [Mail(to=to, subject=str(message.subject), text=str(message.body), html=html) for to in message.recipients()]
