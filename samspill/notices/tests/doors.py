"""The queue is for whoever runs the installation; the demo's mailbox is for everybody."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from samspill.notices.actions import queue_mail
from samspill.notices.models import KeptMessage, Message
from samspill.notices.rules import Mail
from tests.cast import NAMES, Cast
from tests.doors import Door

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def dead_letter(cast: Cast) -> dict[str, Any]:
    queue_mail(mails=[Mail(to="borte@solvik.example", subject="s", text="t")], not_before=NOW)
    message = Message.objects.get()
    Message.objects.update(is_dead=True, error="550 ukjent")
    return {"letter": message.pk}


def kept(cast: Cast) -> dict[str, Any]:
    return {"message": KeptMessage.objects.create(recipient="k@solvik.example", subject="s", text="t", at=NOW).pk}


def administrator_only(status: int) -> dict[str, int]:
    return {"anonymous": 302, **dict.fromkeys(NAMES, 404), "rut": status}


def everybody(status: int) -> dict[str, int]:
    return dict.fromkeys(("anonymous", *NAMES), status)


DOORS = {
    "outbox": Door(expect=administrator_only(200)),
    "dead_letters_retry": Door(method="post", expect=administrator_only(302)),
    "dead_letter_retry": Door(args=dead_letter, method="post", expect=administrator_only(302)),
    "dead_letter_delete": Door(args=dead_letter, method="post", expect=administrator_only(302)),
    "kept_mail": Door(expect=everybody(200)),
    "kept_message": Door(args=kept, expect=everybody(200)),
}
