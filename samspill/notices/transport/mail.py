"""What carries a mail out of the house: an SMTP server, or a page in the demo."""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr
from functools import partial

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.notices.models import KeptMessage
from samspill.notices.rules import Mail
from samspill.notices.transport.faults import Deferred, Rejected, ServerTrouble

PERMANENT = 500
CLOSING = 421
KEPT = 500
SHORTEST_NAME = 3
"""Signs: shorter than this the part before the @ tells nobody, and would take bites of words."""


Deliver = Callable[[Mail], None]


@dataclass(frozen=True, slots=True)
class Transport:
    opened: Callable[[], AbstractContextManager[Deliver]]
    """One connection for as many messages as there are; made with the first of them."""
    is_paced: bool


# -- SMTP ------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _smtp() -> Iterator[Deliver]:
    line = _Line()
    try:
        yield line.deliver
    finally:
        line.close()


class _Line:
    """One connection, made when needed and made anew after a fault."""

    def __init__(self) -> None:
        self.server: smtplib.SMTP | None = None

    def deliver(self, mail: Mail) -> None:
        try:
            letter = _letter(mail)
        except (ValueError, MessageError) as error:
            raise Rejected(_("Adressen eller emnet kan ikke skrives i en e-post.")) from error
        server = self._connected()
        try:
            server.send_message(letter, from_addr=parseaddr(settings.DEFAULT_FROM_EMAIL)[1], to_addrs=[mail.to])
        except smtplib.SMTPRecipientsRefused as refusal:
            code, reply = refusal.recipients[mail.to]
            raise self._judged(code, reply, mail) from refusal
        except smtplib.SMTPSenderRefused as refusal:
            self.close()
            raise ServerTrouble(_said(refusal.smtp_code, refusal.smtp_error, mail)) from refusal
        except smtplib.SMTPResponseException as refusal:
            raise self._judged(refusal.smtp_code, refusal.smtp_error, mail) from refusal
        except (smtplib.SMTPNotSupportedError, UnicodeError) as error:
            raise Rejected(_("E-posttjeneren tar ikke imot adresser med andre tegn enn ASCII.")) from error
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise ServerTrouble(_fault(error), is_during_message=True) from error

    def _connected(self) -> smtplib.SMTP:
        if self.server is None:
            try:
                self.server = _connect()
            except (smtplib.SMTPException, OSError) as error:
                raise ServerTrouble(_fault(error)) from error
        return self.server

    def _judged(self, code: int, reply: bytes | str, mail: Mail) -> Exception:
        said = _said(code, reply, mail)
        if code == CLOSING:
            self.close()
            return ServerTrouble(said)
        return Rejected(said) if code >= PERMANENT else Deferred(said)

    def close(self) -> None:
        if self.server is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self.server.quit()
            self.server.close()
        self.server = None


def _connect() -> smtplib.SMTP:
    secure = ssl.create_default_context()
    make = partial(smtplib.SMTP_SSL, context=secure) if settings.EMAIL_USE_SSL else smtplib.SMTP
    server: smtplib.SMTP = make(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=settings.EMAIL_TIMEOUT)
    try:
        if settings.EMAIL_USE_TLS:
            server.starttls(context=secure)
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except (smtplib.SMTPException, OSError):
        server.close()
        raise
    return server


def _letter(mail: Mail) -> EmailMessage:
    letter = EmailMessage(policy=SMTP)
    letter["From"] = settings.DEFAULT_FROM_EMAIL
    letter["To"] = mail.to
    letter["Subject"] = mail.subject
    letter["Date"] = formatdate()
    letter["Message-ID"] = mail.message_id
    # No out-of-office answers, please.
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(mail.text)
    if mail.html:
        letter.add_alternative(mail.html, subtype="html")
    return letter


def _said(code: int, reply: bytes | str, mail: Mail) -> str:
    """The server's own words, without the address however it is written: the error is not sealed, the address is."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    local = mail.to.rpartition("@")[0]
    names = "|".join(re.escape(one) for one in (mail.to, local) if len(one) >= SHORTEST_NAME)
    return f"{code} " + (re.sub(names, "…", text, flags=re.IGNORECASE) if names else text)[:296]


def _fault(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error
        return f"{error.smtp_code} {reply.decode('utf-8', 'replace') if isinstance(reply, bytes) else reply}"[:300]
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return _("E-posttjeneren svarte ikke i tide.")
    return f"{type(error).__name__}: {error}"[:300]


# -- the demo's page -------------------------------------------------------------------------------


@contextlib.contextmanager
def _keep() -> Iterator[Deliver]:
    yield _keep_one
    overflow = KeptMessage.objects.order_by("-id").values_list("id", flat=True)[KEPT : KEPT + 1]
    KeptMessage.objects.filter(id__lte=overflow.first() or 0).delete()


def _keep_one(mail: Mail) -> None:
    # Unsealed links may lie in a demo's database, never in that of a workplace.
    if not settings.DEMO:
        raise ServerTrouble(_("Ingen e-posttjener er satt opp (SAMSPILL_SMTP_HOST). Meldingene venter, forseglet."))
    KeptMessage.objects.create(
        recipient=mail.to, subject=mail.subject[:300], text=mail.text, html=mail.html, at=timezone.now()
    )


smtp = Transport(_smtp, is_paced=True)
keep = Transport(_keep, is_paced=False)
