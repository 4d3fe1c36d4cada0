"""One call to a channel: https to an address that was checked, no redirects, little time, and one line of the reply.

Written straight on the socket, since what matters is what is left out: the body of the reply is never read, so nothing
an answer says can be shown to anybody, and one clock holds for all of it, so that no server can hang on by dripping.
"""

from __future__ import annotations

import socket
import ssl
import time
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from samspill.notices.rules.webhooks import PORT
from samspill.notices.transport.addresses import checked_addresses
from samspill.notices.transport.faults import Deferred, Rejected

LONGEST = 8.0
LONGEST_LINE = 512
BUSY = (408, 425, 429)


def post(url: str, body: bytes) -> None:
    """Send ``body``; raises ``Rejected`` where it will never be taken, ``Deferred`` where it may be later."""
    parts = urlsplit(url)
    host, ends = parts.hostname or "", time.monotonic() + LONGEST
    addresses = checked_addresses(host, PORT)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    head = (
        f"POST {target or '/'} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nUser-Agent: Samspill\r\nConnection: close\r\n\r\n"
    )
    try:
        with _connected(addresses[0], host, ends) as line:
            line.sendall(head.encode("ascii") + body)
            status = _status(line, ends)
    except ssl.SSLCertVerificationError as error:
        raise Rejected(_("Tjenerens sertifikat er ikke til å stole på.")) from error
    except (OSError, ValueError) as error:
        raise Deferred(_("Tjeneren svarte ikke i tide.")) from error
    _judge(status)


def _connected(address: str, host: str, ends: float) -> ssl.SSLSocket:
    plain = socket.create_connection((address, PORT), timeout=_left(ends))
    try:
        return tls_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def tls_context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _status(line: ssl.SSLSocket, ends: float) -> int:
    read = b""
    while b"\r\n" not in read and len(read) < LONGEST_LINE:
        line.settimeout(_left(ends))
        more = line.recv(LONGEST_LINE)
        if not more:
            break
        read += more
    version, _space, rest = read.partition(b" ")
    if not version.startswith(b"HTTP/1."):
        raise ValueError(read[:20])
    return int(rest[:3])


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _judge(status: int) -> None:
    if 200 <= status < 300:
        return
    said = _("Tjeneren svarte %(status)d.") % {"status": status}
    if 300 <= status < 400:
        raise Rejected(_("Tjeneren viser til en annen adresse. Lim inn den adressen den viser til."))
    raise (Deferred(said) if status >= 500 or status in BUSY else Rejected(said))
