"""Which machines a call may go to: those on the open internet, whatever name they hide behind.

Somebody who may set up a channel could otherwise make the server call its own neighbours: a database, a router, the
metadata of a cloud. The name is looked up once, every address it has must be public, and the call goes to an address
that was checked; a second look-up could give another answer.
"""

from __future__ import annotations

import ipaddress
from socket import SOCK_STREAM, getaddrinfo

from django.utils.translation import gettext as _

from samspill.notices.transport.faults import Deferred, Rejected

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Set aside by IANA, and not all told by the library: the metadata of one cloud lies in the first.
SET_ASIDE = [ipaddress.ip_network(one) for one in ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")]


def is_public(address: Address) -> bool:
    """Nothing private, local, shared, reserved or meant for many; and nothing that carries such an address inside."""
    inner = _inside(address)
    if inner is not None:
        return is_public(inner)
    if isinstance(address, ipaddress.IPv6Address) and address.is_site_local:
        return False
    if any(address in network for network in SET_ASIDE):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inside(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address an IPv6 one stands for, by any of the ways there are."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour


def checked_addresses(host: str, port: int) -> list[str]:
    """Every address of ``host``, looked up this once; refuses the name if any of them is not public."""
    try:
        found = getaddrinfo(host, port, type=SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Deferred(_("Fant ikke tjeneren. Se at adressen er riktig.")) from error
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not addresses or not all("%" not in one and is_public(ipaddress.ip_address(one)) for one in addresses):
        raise Rejected(_("Adressen fører til et internt nett. Meldinger sendes bare til tjenester på det åpne nettet."))
    return addresses
