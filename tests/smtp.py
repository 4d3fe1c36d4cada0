"""A small real mail server on localhost: it takes, refuses, postpones or hangs as a test wants, and counts."""

from __future__ import annotations

import contextlib
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import TypeVar, cast


@dataclass
class Letter:
    recipient: str
    message: EmailMessage

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])

    @property
    def text(self) -> str:
        return str(cast("EmailMessage", self.message.get_body(("plain",))).get_content())


@dataclass
class Behaviour:
    """What the server does; a test may change it while it runs."""

    replies: dict[str, str] = field(default_factory=dict)
    """Recipient → the answer to RCPT TO, e.g. ``550 no such user``."""
    data_reply: str = "250 taken"
    greeting: str = "220 localhost"
    hang_at: str = ""
    """``connect`` or ``data``: no answer comes."""
    drop_after: int | None = None
    """Hang up after so many letters on one connection."""
    slowness: float = 0.0
    """Seconds between taking a letter and saying so."""


def message_id_of(lines: list[bytes]) -> str:
    found = next(line for line in lines if line.lower().startswith(b"message-id:"))
    return found.partition(b":")[2].strip().decode()


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.behaviour = Behaviour()
        self.letters: list[Letter] = []
        self.connections = 0
        self.unheard: list[str] = []
        """Message-IDs taken last on a connection that ended without another word: whether the sender ever heard that
        they were taken, nobody knows."""
        self.closing = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def deliveries(self) -> Counter[str]:
        """How often each Message-ID was taken."""
        return Counter(letter.message_id for letter in self.letters)

    def keep(self, recipient: str, lines: list[bytes]) -> None:
        message = cast("EmailMessage", message_from_bytes(b"".join(lines), policy=default))
        self.letters.append(Letter(recipient, message))

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that is killed hangs up in the middle; that is what the tests are about."""


class Session(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        self.server.connections += 1
        self.taken = 0
        self.last = ""
        try:
            self._talk()
        finally:
            if self.last:
                self.server.unheard.append(self.last)

    def _talk(self) -> None:
        self._hang("connect")
        self._say(self.server.behaviour.greeting)
        while line := self.rfile.readline().decode().strip():
            self.last = ""
            verb = line.split(" ")[0].split(":")[0].upper()
            if verb == "QUIT":
                self._say("221 bye")
                return
            if not self._answer(verb, line):
                return

    def _answer(self, verb: str, line: str) -> bool:
        if verb == "RCPT":
            self.recipient = line.partition("<")[2].partition(">")[0]
            self._say(self.server.behaviour.replies.get(self.recipient, "250 ok"))
        elif verb == "DATA":
            return self._data()
        else:
            self._say("250 localhost")
        return True

    def _data(self) -> bool:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        self._hang("data")
        if line and self.server.behaviour.data_reply.startswith("250"):
            self.server.keep(self.recipient, lines)
            self.last = message_id_of(lines)
            self.taken += 1
        time.sleep(self.server.behaviour.slowness)
        self._say(self.server.behaviour.data_reply)
        limit = self.server.behaviour.drop_after
        return limit is None or self.taken < limit

    def _say(self, reply: str) -> None:
        self.wfile.write(f"{reply}\r\n".encode())

    def _hang(self, place: str) -> None:
        if self.server.behaviour.hang_at == place:
            self.server.closing.wait(30)


Kind = TypeVar("Kind", bound=Server)


@contextlib.contextmanager
def serving(server: Kind) -> Iterator[Kind]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()


def mail_server() -> AbstractContextManager[Server]:
    return serving(Server())
