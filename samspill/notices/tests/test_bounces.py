from __future__ import annotations

import io
import sys
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from samspill.notices import jobs
from samspill.notices.actions import Mail, notify, queue_mail
from samspill.notices.actions.bounces import mark_unreachable
from samspill.notices.models import Kind, Message, Notice, Unreachable
from samspill.notices.queries.bounces import unreachable_for
from samspill.notices.rules import News, Words
from samspill.notices.rules.bounces import Bounce, read_bounce, status_in
from samspill.organisations.queries import viewer_of
from tests.smtp import mail_server

REPORT = """From: MAILER-DAEMON@post.solvik.example
To: samspill@solvik.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <report@post.solvik.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain

I could not deliver this.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; post.solvik.example

Final-Recipient: rfc822; kari@solvik.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 unknown

--b1
Content-Type: {kind}

From: samspill@solvik.example
To: kari@solvik.example
Message-ID: {name}
Subject: Tallene er klare

{body}--b1--
"""


def report(name: str = "<a@localhost>", *, action: str = "failed", status: str = "5.1.1", whole: bool = True) -> bytes:
    kind, body = ("message/rfc822", "Hei\n\n") if whole else ("text/rfc822-headers", "\n")
    return REPORT.format(name=name, action=action, status=status, kind=kind, body=body).encode()


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_report_tells_which_message_and_why(whole, ends):
    raw = report(whole=whole).replace(b"\n", ends.encode())
    assert read_bounce(raw) == Bounce("<a@localhost>", "5.1.1")


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\x00" * 100, b"Subject: hei\n\nhei", report(action="delayed", status="4.4.1"), report(action="delivered", status="2.0.0"),
        report(name=""), report(name="<a b>"), report(status="failed"), b"Content-Type: multipart/report; boundary=x\n\n--x\n",
        b"Content-Type: message/delivery-status\n\nAction: failed\nStatus: 5.1.1\n",
    ],
)  # fmt: skip
def test_what_is_no_report_of_a_failure_is_none(raw):
    assert read_bounce(raw) is None


@given(st.binary(max_size=300), st.integers(0, 800))
def test_no_message_whatever_breaks_the_reader(noise, place):
    whole = report()
    read_bounce(noise)
    read_bounce(whole[:place] + noise + whole[place:])
    read_bounce(whole[:place])


@pytest.mark.parametrize(
    ("status", "is_gone"),
    [("5.1.1", True), ("5.0.0", True), ("5.2.1", True), ("5.2.2", False), ("5.3.4", False), ("5.7.1", False), ("4.1.1", False)],
)  # fmt: skip
def test_a_full_mailbox_or_a_rule_against_us_is_no_dead_address(status, is_gone):
    assert Bounce("<a@b>", status).is_gone is is_gone


@pytest.mark.parametrize(
    ("reply", "status"),
    [("550 5.1.1 <…> unknown", "5.1.1"), ("550 no such user", "5.1.1"), ("553 no", "5.1.1"), ("550 5.7.1 spam", "5.7.1"), ("552 too large", ""), ("554 go away", "")],
)  # fmt: skip
def test_a_refusal_at_the_door_has_its_code(reply, status):
    assert status_in(reply) == status


# -- marks -----------------------------------------------------------------------------------------


def tell(person, now, key="results-1") -> Notice:
    words = Words("Tallene er klare", "/resultater/", "Les")
    notify(news=[News(person.pk, Kind.RESULTS, key, lambda: words)], now=now)
    return Notice.objects.get(person=person, key=key)


def piped(raw: bytes, monkeypatch) -> str:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    said = io.StringIO()
    call_command("read_bounce", stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_a_notice_that_comes_back_marks_the_address_by_month_and_no_more_mail_goes_there(cast, now, monkeypatch):
    notice = tell(cast.kari, now)
    assert "Det er merket" in piped(report(notice.message_id), monkeypatch)
    mark = Unreachable.objects.get()
    assert (mark.person, mark.email, mark.since.day) == (cast.kari, "kari@solvik.example", 1)
    Message.objects.all().delete()
    tell(cast.kari, now, key="results-2")
    assert not Message.objects.exists()
    assert Notice.objects.filter(person=cast.kari).count() == 2, "the list has it all the same"


@pytest.mark.django_db
def test_an_invitation_that_comes_back_marks_nobody(cast, now, monkeypatch):
    """Its name is a message in the outbox and no notice: who was reminded is who has not answered."""
    queue_mail(mails=[Mail(to="kari@solvik.example", subject="Puls", text="t", message_id="<inv@localhost>")], not_before=now)  # fmt: skip
    assert "Ingen adresse" in piped(report("<inv@localhost>"), monkeypatch)
    assert not Unreachable.objects.exists()


@pytest.mark.django_db
def test_a_report_somebody_made_up_marks_nobody(cast, now, monkeypatch):
    tell(cast.kari, now)
    assert "Ingen adresse" in piped(report("<guess@localhost>"), monkeypatch)
    assert "Ingenting er gjort" in piped(b"Hei", monkeypatch)
    assert not Unreachable.objects.exists()


@pytest.mark.django_db
def test_a_refusal_at_the_door_marks_the_address_of_a_notice_and_of_nothing_else(cast, now, settings):
    with mail_server() as server:
        settings.NOTICES_TRANSPORT = "samspill.notices.transport.smtp"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 1
        settings.MAIL_PER_MINUTE = 60_000
        for address in ("kari@solvik.example", "jonas@solvik.example"):
            server.behaviour.replies[address] = "550 5.1.1 unknown"
        tell(cast.kari, now)
        queue_mail(mails=[Mail(to="jonas@solvik.example", subject="Puls", text="t")], not_before=now)
        jobs.tick(now)
    assert [mark.person for mark in Unreachable.objects.all()] == [cast.kari]


@pytest.mark.django_db
def test_those_who_keep_the_register_see_it_and_can_try_again(cast, now):
    notice = tell(cast.kari, now)
    mark_unreachable(bounce=Bounce(notice.message_id, "5.1.1"), now=now)
    client = Client()
    client.force_login(cast.user("per"))
    page = client.get("/kanaler/").content.decode()
    assert "Én adresse tar ikke imot" in page
    assert "kari@solvik.example" in page
    assert "sier ingenting om hvem som har svart" in page
    answer = client.post(f"/kanaler/adresser/{cast.kari.pk}/", follow=True).content.decode()
    assert "Neste beskjed går til adressen igjen" in answer
    assert not Unreachable.objects.exists()


@pytest.mark.django_db
def test_a_new_address_is_a_new_address(cast, now):
    notice = tell(cast.kari, now)
    mark_unreachable(bounce=Bounce(notice.message_id, "5.1.1"), now=now)
    cast.kari.email = "kari.nes@solvik.example"
    cast.kari.save()
    Message.objects.all().delete()
    tell(cast.kari, now, key="results-2")
    assert Message.objects.count() == 1
    assert not unreachable_for(viewer_of(cast.per, date(2026, 11, 23) + timedelta(days=1))).exists()


@pytest.mark.django_db
def test_whoever_it_is_about_is_told_where_they_can_read_it(cast, now, client):
    client.force_login(cast.user("kari"))
    assert "kommer i retur" not in client.get("/beskjeder/").content.decode()
    mark_unreachable(bounce=Bounce(tell(cast.kari, now).message_id, "5.1.1"), now=now)
    assert "kommer i retur" in client.get("/beskjeder/").content.decode()


@pytest.mark.parametrize(
    "nested", [b"Content-Type: message/rfc822\n\n", b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"]
)
def test_a_report_nested_without_end_is_no_report(nested):
    deep = b"".join(nested % ((level,) * nested.count(b"%d")) for level in range(5000))
    assert read_bounce(deep) is None
