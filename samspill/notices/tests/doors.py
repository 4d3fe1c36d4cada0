"""The queue is for whoever runs the installation; the demo's mailbox is for everybody."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from samspill.notices.actions import queue_mail
from samspill.notices.models import KeptMessage, Kind, Message, Notice, Unreachable, Webhook
from samspill.notices.queries.personal import leaving_token
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


def notice_of_kari(cast: Cast) -> dict[str, Any]:
    made = Notice.objects.create(person=cast.kari, kind=Kind.RESULTS, key="k", title="t", path="/", at=NOW)
    return {"notice": made.pk}


def letter_of_kari(cast: Cast) -> dict[str, Any]:
    return {"token": leaving_token(cast.kari.pk, Kind.STORIES)}


def channel_of_solvik(cast: Cast) -> dict[str, Any]:
    made = Webhook.objects.create(
        organisation=cast.solvik, name="Alle", service="slack", host="hooks.example.org", sealed=b"", nonce="n",
        occasions=["round_opens"], made_on=NOW.date(),
    )  # fmt: skip
    return {"webhook": made.pk}


def silent_kari(cast: Cast) -> dict[str, Any]:
    where = {"email": cast.kari.email, "status": "5.1.1", "since": NOW.date()}
    return {"person": Unreachable.objects.create(person=cast.kari, **where).person_id}


RUNS = {**dict.fromkeys(NAMES, 404), "anonymous": 302, "per": 200, "tor": 200, "ola": 200}
RUNS_SOLVIK = {**dict.fromkeys(NAMES, 404), "anonymous": 302, "per": 302, "tor": 302}
# What Per took away is not there any more when Tor comes.
PER_FIRST = {**RUNS_SOLVIK, "tor": 404}
AT_WORK = {**dict.fromkeys(NAMES, 200), "anonymous": 302, "rut": 404}

DOORS = {
    "notices": Door(expect=AT_WORK),
    "notices_read": Door(method="post", expect={**dict.fromkeys(NAMES, 302), "anonymous": 302, "rut": 404}),
    "notice_wishes": Door(expect=AT_WORK),
    "notice_open": Door(args=notice_of_kari, expect={**dict.fromkeys(NAMES, 404), "anonymous": 302, "kari": 302}),
    "webhooks": Door(expect=RUNS),
    "address_again": Door(args=silent_kari, method="post", expect=PER_FIRST),
    "webhook_new": Door(expect=RUNS),
    "webhook_try": Door(args=channel_of_solvik, method="post", expect=RUNS_SOLVIK),
    "webhook_retry": Door(args=channel_of_solvik, method="post", expect=RUNS_SOLVIK),
    "webhook_remove": Door(args=channel_of_solvik, method="post", expect=PER_FIRST),
    "notice_stop": Door(args=letter_of_kari, expect=everybody(200)),
    "outbox": Door(expect=administrator_only(200)),
    "dead_letters_retry": Door(method="post", expect=administrator_only(302)),
    "dead_letter_retry": Door(args=dead_letter, method="post", expect=administrator_only(302)),
    "dead_letter_delete": Door(args=dead_letter, method="post", expect=administrator_only(302)),
    "kept_mail": Door(expect=everybody(200)),
    "kept_message": Door(args=kept, expect=everybody(200)),
}
