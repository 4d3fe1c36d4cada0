"""Attempts to make the server call its own neighbours, against a real server that counts who comes."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from ipaddress import ip_address

import pytest

from samspill.audit.rules import Refused
from samspill.notices.rules.webhooks import check_address
from samspill.notices.transport import addresses, hooks
from samspill.notices.transport.addresses import checked_addresses, is_public
from samspill.notices.transport.faults import Deferred, Rejected
from tests.channels import NAME, Channels, channel_server

ADDRESS = f"https://{NAME}/hook/secret"


@pytest.fixture
def server(tmp_path, monkeypatch) -> Iterator[Channels]:
    with channel_server(tmp_path) as running:
        monkeypatch.setattr(hooks, "PORT", running.port)
        monkeypatch.setattr(hooks, "tls_context", lambda: ssl.create_default_context(cafile=running.certificate))
        monkeypatch.setattr(hooks, "LONGEST", 2.0)
        yield running


@pytest.fixture
def resolver(monkeypatch) -> dict[str, list[str]]:
    """Name → addresses, as a name server of somebody else's would answer."""
    answers: dict[str, list[str]] = {"asked": []}

    def getaddrinfo(host, port, **how):
        answers["asked"].append(host)
        found = answers.get(host, [])
        if not found:
            raise socket.gaierror("unknown")
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, 1, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(addresses, "getaddrinfo", getaddrinfo)
    return answers


@pytest.fixture
def trusted(monkeypatch, resolver) -> None:
    """As if the local server stood on the open internet."""
    resolver[NAME] = ["127.0.0.1"]
    monkeypatch.setattr(addresses, "is_public", lambda address: True)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1",
        "239.1.1.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "fec0::1",
        "192.0.0.192", "192.88.99.1", "3fff::1", "::ffff:192.0.0.192",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:7f00:1::", "::127.0.0.1",
    ],
)  # fmt: skip
def test_what_is_not_on_the_open_internet_is_none(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "52.112.0.1", "3.5.140.2", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])  # fmt: skip
def test_what_is_on_the_open_internet_is(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.org/x", "ftp://hooks.example.org/", "file:///etc/passwd", "gopher://hooks.example.org/",
        "//hooks.example.org/", "hooks.example.org", "", "javascript:alert(1)", "https://",
        "https://127.0.0.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://2130706433/", "https://0x7f.1/",
        "https://0177.0.0.1/", "https://127.1/", "https://localhost/", "https://router/", "https://1.2.3.4./",
        "https://hooks.example.org:8443/", "https://hooks.example.org:22/", "https://hooks.example.org:99999/",
        "https://me:secret@hooks.example.org/", "https://hooks.example.org@127.0.0.1/", "https://hooks.example.org\\@x.y/",
        "https://hooks.example.org/a b", "https://hooks.example.org/\r\nHost: x", "https://hooks.example.org/\x00",
        "https://høøks.example.org/", "https://hooks.example.org%2f@evil/", "https://[fe80::1%25eth0]/",
        "https://hooks.example.org/" + "x" * 3000, "https://-a.example.org/", "https://a..example.org/",
    ],
)  # fmt: skip
def test_an_address_that_is_not_one_of_a_channel_is_refused_with_a_reason(url):
    with pytest.raises(Refused) as refusal:
        check_address(url)
    assert len(str(refusal.value)) > 20


@pytest.mark.parametrize("url", ["https://hooks.slack.com/services/T0/B0/x", "HTTPS://a-b.c.logic.azure.com:443/w?x=1&y=%2F"])  # fmt: skip
def test_an_address_of_a_channel_is_taken(url):
    assert check_address(url)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f000001", "127.1", "::1", "0"])
def test_no_name_for_this_machine_reaches_it(server, host):
    with pytest.raises((Rejected, Deferred)):
        hooks.post(f"https://{f'[{host}]' if ':' in host else host}/", b"{}")
    assert server.connections == 0


@pytest.mark.parametrize(
    "found",
    [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["127.0.0.1", "8.8.8.8"], ["2606:4700::1111", "::1"], ["169.254.169.254"], ["::ffff:127.0.0.1"], ["fe80::1%eth0"]],
)  # fmt: skip
def test_a_name_that_leads_inside_is_refused_even_where_it_also_leads_outside(server, resolver, found):
    resolver[NAME] = found
    with pytest.raises(Rejected, match="internt nett"):
        hooks.post(ADDRESS, b"{}")
    assert server.connections == 0


def test_the_name_is_looked_up_once_and_the_call_goes_where_was_looked(server, resolver, monkeypatch):
    """A name server that says something harmless first and this machine the second time is asked only once."""
    resolver[NAME] = ["203.0.113.7"]
    monkeypatch.setattr(addresses, "is_public", lambda address: True)
    called = []
    real = socket.create_connection

    def connect(address, **how):
        called.append(address[0])
        resolver[NAME] = ["127.0.0.1"]
        return real(("127.0.0.1", address[1]), **how)

    monkeypatch.setattr(hooks.socket, "create_connection", connect)
    hooks.post(ADDRESS, b"{}")
    assert called == ["203.0.113.7"]
    assert resolver["asked"] == [NAME]


@pytest.mark.usefixtures("trusted")
def test_what_is_sent_arrives_whole_and_nothing_more(server):
    hooks.post(ADDRESS + "?a=1", b'{"text": "hei"}')
    [taken] = server.taken
    assert taken.body == b'{"text": "hei"}'
    assert taken.head.splitlines()[:2] == ["POST /hook/secret?a=1 HTTP/1.1", f"Host: {NAME}"]
    assert "cookie" not in taken.head.lower()


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_is_followed_elsewhere(server, status):
    server.manner.reply = f"HTTP/1.1 {status} Found\r\nLocation: https://{NAME}:{server.port}/inside\r\n\r\n".encode()
    with pytest.raises(Rejected, match="annen adresse"):
        hooks.post(ADDRESS, b"{}")
    assert server.connections == 1


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("status", "fault"),
    [(400, Rejected), (403, Rejected), (404, Rejected), (410, Rejected), (408, Deferred), (429, Deferred), (500, Deferred), (503, Deferred)],
)  # fmt: skip
def test_what_may_be_taken_later_is_told_from_what_never_will(server, status, fault):
    server.manner.reply = f"HTTP/1.1 {status} No\r\n\r\nsecret of the inside".encode()
    with pytest.raises(fault) as refusal:
        hooks.post(ADDRESS, b"{}")
    assert str(refusal.value) == f"Tjeneren svarte {status}."


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("reply", [b"", b"garbage\r\n", b"HTTP/1.1 abc\r\n", b"SSH-2.0-x\r\n", b"\x00" * 5000])
def test_a_reply_that_is_none_is_no_yes(server, reply):
    server.manner.reply = reply
    with pytest.raises(Deferred):
        hooks.post(ADDRESS, b"{}")


@pytest.mark.usefixtures("trusted")
def test_an_endless_reply_is_not_read(server):
    server.manner.reply = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 20_000_000
    hooks.post(ADDRESS, b"{}")


@pytest.mark.usefixtures("trusted")
def test_a_server_that_drips_is_given_up(server, monkeypatch):
    monkeypatch.setattr(hooks, "LONGEST", 0.5)
    monkeypatch.setattr(hooks, "LONGEST_LINE", 1_000_000)
    server.manner.drips = True
    with pytest.raises(Deferred, match="i tide"):
        hooks.post(ADDRESS, b"{}")


@pytest.mark.usefixtures("trusted")
def test_a_server_nobody_vouches_for_gets_nothing(server, monkeypatch):
    monkeypatch.setattr(hooks, "tls_context", ssl.create_default_context)
    with pytest.raises(Rejected, match="sertifikat"):
        hooks.post(ADDRESS, b"{}")
    assert server.taken == []


@pytest.mark.usefixtures("trusted")
def test_a_server_with_the_name_of_another_gets_nothing(server, resolver):
    resolver["other.example.org"] = ["127.0.0.1"]
    with pytest.raises(Rejected, match="sertifikat"):
        hooks.post("https://other.example.org/", b"{}")
    assert server.taken == []


def test_an_unknown_name_is_a_matter_for_later(resolver):
    with pytest.raises(Deferred, match="Fant ikke"):
        checked_addresses("nowhere.example.org", 443)
