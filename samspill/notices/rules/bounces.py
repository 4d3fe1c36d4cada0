"""Reading the report of a mail server that a message did not arrive (RFC 3464)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

LONGEST = 1_000_000
# No such address, or one that is closed. A full mailbox, a message too large or a rule against us is none of these.
GONE = re.compile(r"5\.(0\.\d+|1\.\d+|2\.[01])")
REFUSED = re.compile(r"55[013] (?!\d\.\d)")
STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
MESSAGE_ID = re.compile(r"<[^<>\s]{3,118}>")


@dataclass(frozen=True, slots=True)
class Bounce:
    """What was not delivered, and the server's code for why."""

    message_id: str
    status: str

    @property
    def is_gone(self) -> bool:
        """The address itself receives nothing."""
        return bool(GONE.fullmatch(self.status))


def read_bounce(raw: bytes) -> Bounce | None:
    """The failure a report tells of; none where this is no such report, or tells of delay or delivery."""
    try:
        report = message_from_bytes(raw[:LONGEST])
        status = next(_failures(report), "")
        message_id = next(_originals(report), "")
    except RecursionError:
        # Parts within parts within parts: somebody made it so, no mail server did.
        return None
    return Bounce(message_id, status) if status and message_id else None


def _failures(report: Message) -> Iterator[str]:
    for part in report.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in part.walk():
                found = STATUS.search(str(block.get("Status", "")))
                if str(block.get("Action", "")).strip().lower() == "failed" and found:
                    yield found.group()


def _originals(report: Message) -> Iterator[str]:
    """Message-IDs of what is sent back, whole or its headers alone; the report's own is not one of them."""
    for part in report.walk():
        if part is report:
            continue
        if part.get_content_type() == "text/rfc822-headers":
            text = part.get_payload(decode=True)
            part = message_from_bytes(text if isinstance(text, bytes) else b"")  # noqa: PLW2901
        if found := MESSAGE_ID.search(str(part.get("Message-ID", ""))):
            yield found.group()


def status_in(reply: str) -> str:
    """The code in the words by which a server refused a recipient at the door: its own, else what 550 says."""
    found = STATUS.search(reply)
    if found:
        return found.group()
    return "5.1.1" if REFUSED.match(reply) else ""
