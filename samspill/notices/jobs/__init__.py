"""Sending what is due: mail first, then the channels."""

from __future__ import annotations

from datetime import datetime

from samspill.notices.jobs import mail, webhooks


def tick(now: datetime) -> int:
    """How many mails left the house."""
    try:
        return mail.tick(now)
    finally:
        webhooks.tick(now)
