"""Who sets up a channel, which addresses are none, and what a channel is sent."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.notices.models import Occasion, Service
from samspill.organisations.rules import Viewer, check_can_administer

PORT = 443
LONGEST_ADDRESS = 2000
MOST_CHANNELS = 20
# What may stand in an address: no spaces and no line breaks, which could begin a header of somebody else's choice.
PLAIN = re.compile(r"[!-~]+")
NAME = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ChannelPlan:
    """A channel as somebody wishes it."""

    name: str
    service: Service
    url: str
    occasions: tuple[Occasion, ...]


def check_can_manage_channels(by: Viewer) -> None:
    check_can_administer(by)


def check_address(url: str) -> str:
    """The host of an address that may be called at all; where its name leads is looked at when it is called."""
    if len(url) > LONGEST_ADDRESS or not PLAIN.fullmatch(url):
        raise Refused(_("Adressen er for lang eller har tegn som ikke hører hjemme der. Kopier den på nytt."))
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Refused(_("Dette er ikke en nettadresse. Kopier den på nytt fra Teams eller Slack.")) from None
    if parts.scheme != "https":
        raise Refused(_("Adressen må begynne med https://, så ingen kan lese det på veien."))
    if "@" in parts.netloc or port not in {None, PORT}:
        raise Refused(_("Adressen kan ikke ha brukernavn eller egen port."))
    if not NAME.fullmatch(host):
        raise Refused(_("Adressen må ha et navn på det åpne nettet, ikke tall eller et navn fra det interne nettet."))
    return host


def payload(service: Service, *, title: str, ask: str, address: str) -> bytes:
    """The message as each service takes it: our own words and a link."""
    if service == Service.SLACK:
        return json.dumps({"text": f"{_plain(title)}\n<{address}|{_plain(ask)}>"}).encode()
    # A run is read as it stands; a block of text would make a link of brackets in the name of a survey.
    text = {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": title, "weight": "Bolder"}]}
    link = {"type": "Action.OpenUrl", "title": ask, "url": address}
    card = {"type": "AdaptiveCard", "version": "1.4", "body": [text], "actions": [link]}
    attached = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    return json.dumps({"type": "message", "attachments": [attached]}).encode()


def _plain(text: str) -> str:
    """As Slack wants it, so that a name cannot call on everybody."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
