"""How a message did not leave, and whose fault it was."""

from __future__ import annotations


class Rejected(Exception):
    """The message will never be taken: an address that does not exist."""


class Deferred(Exception):
    """The message is not taken now: a mailbox that is full."""


class ServerTrouble(Exception):
    """The server does not answer as it should. No message is to blame, unless one was under way."""

    def __init__(self, reason: str, *, is_during_message: bool = False) -> None:
        super().__init__(reason)
        self.is_during_message = is_during_message
