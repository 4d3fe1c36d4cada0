"""A real https server on localhost in the place of Teams and Slack: it takes, refuses, points elsewhere or drips."""

from __future__ import annotations

import contextlib
import socketserver
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

NAME = "hooks.example.org"


@dataclass
class Manner:
    """How the server answers; a test may change it while it runs."""

    reply: bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    drips: bool = False
    """One byte now and then, for ever."""


@dataclass
class Taken:
    head: str
    body: bytes


class Channels(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.manner = Manner()
        self.taken: list[Taken] = []
        self.connections = 0
        self.closing = threading.Event()
        self.certificate = folder / "channel.pem"
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        write_certificate(self.certificate)
        self.context.load_cert_chain(self.certificate)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that gives up hangs up; that is what the tests are about."""


class Talk(socketserver.BaseRequestHandler):
    server: Channels

    def handle(self) -> None:
        self.server.connections += 1
        with self.server.context.wrap_socket(self.request, server_side=True) as line:
            read = b""
            while b"\r\n\r\n" not in read:
                read += line.recv(4096)
            head, _gap, body = read.partition(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            while len(body) < length:
                body += line.recv(4096)
            self.server.taken.append(Taken(head.decode(), body))
            while self.server.manner.drips and not self.server.closing.wait(0.02):
                line.sendall(b"H")
            line.sendall(self.server.manner.reply)


@contextlib.contextmanager
def channel_server(folder: Path) -> Iterator[Channels]:
    server = Channels(folder)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()


def write_certificate(path: Path) -> None:
    """For ``NAME``, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    kept = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(kept + certificate.public_bytes(serialization.Encoding.PEM))
