"""Against a real mail server on localhost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samspill.notices import jobs
from samspill.notices.actions import queue_mail
from samspill.notices.models import Channel, KeptMessage, Message
from samspill.notices.rules import Mail
from tests.smtp import mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with mail_server() as running:
        settings.NOTICES_TRANSPORT = "samspill.notices.transport.smtp"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", running.port, 1
        settings.MAIL_PER_MINUTE = 60_000
        yield running


def queue(now, *recipients: str, **extra: str) -> None:
    mails = [Mail(to=to, subject="Hvordan har vi det på jobb?", text=f"Hei æøå {to}", **extra) for to in recipients]
    queue_mail(mails=mails, not_before=now)


def send_all(now, *, ticks: int = 12) -> int:
    return sum(jobs.tick(now + timedelta(minutes=step)) for step in range(ticks))


def test_a_mail_arrives_whole_and_its_row_is_gone(server, now):
    queue(now, "kari@solvik.example", html="<p>Hei</p>")
    assert jobs.tick(now) == 1
    [letter] = server.letters
    assert letter.recipient == "kari@solvik.example"
    assert letter.text.strip() == "Hei æøå kari@solvik.example"
    assert letter.message["Subject"] == "Hvordan har vi det på jobb?"
    assert letter.message["From"] == "Samspill <samspill@localhost>"
    assert letter.message["Auto-Submitted"] == "auto-generated"
    assert letter.message.get_body(("html",)).get_content().strip() == "<p>Hei</p>"
    assert not Message.objects.exists()


def test_many_mails_go_over_one_connection(server, now):
    queue(now, *[f"p{n}@solvik.example" for n in range(120)])
    assert send_all(now) == 120
    assert set(server.deliveries().values()) == {1}
    assert server.connections < 5


def test_a_refused_address_is_dead_at_once_and_stops_nobody_else(server, now):
    server.behaviour.replies["borte@solvik.example"] = "550 5.1.1 <borte@solvik.example> unknown"
    queue(now, "a@solvik.example", "borte@solvik.example", "b@solvik.example")
    send_all(now)
    assert [letter.recipient for letter in server.letters] == ["a@solvik.example", "b@solvik.example"]
    dead = Message.objects.get()
    assert (dead.is_dead, dead.error) == (True, "550 5.1.1 <…> unknown")


@pytest.mark.parametrize("written", ["<Borte.Vekk@SOLVIK.example>", "no mailbox borte.vekk here"])
def test_what_a_server_says_is_kept_without_whose_mail_it_was(server, now, written):
    """The row is not sealed, and whom a reminder went to is who has not answered."""
    server.behaviour.replies["borte.vekk@solvik.example"] = f"550 5.1.1 {written}"
    queue(now, "borte.vekk@solvik.example")
    send_all(now)
    error = Message.objects.get().error
    assert error.startswith("550 5.1.1 ")
    assert "borte" not in error.lower()


def test_a_full_mailbox_is_tried_again_later_under_the_same_name(server, now):
    server.behaviour.replies["kari@solvik.example"] = "452 full"
    queue(now, "kari@solvik.example")
    send_all(now, ticks=3)
    waiting = Message.objects.get()
    assert (waiting.attempts, waiting.is_dead) == (2, False)
    server.behaviour.replies.clear()
    assert jobs.tick(now + timedelta(hours=1)) == 1
    assert server.letters[0].message_id == waiting.message_id


def test_a_content_that_is_refused_is_dead(server, now):
    server.behaviour.data_reply = "552 too large"
    queue(now, "kari@solvik.example")
    jobs.tick(now)
    assert Message.objects.get().error == "552 too large"


@pytest.mark.parametrize(
    "address", ["kari@solvik.example\r\nDATA", "ka ri", "", "kåre@sølvik.example", "<>", "a@b>\r\nRSET"]
)
def test_an_address_that_cannot_be_written_is_dead_or_harmless(server, now, address):
    queue(now, address, "kari@solvik.example")
    send_all(now)
    assert "kari@solvik.example" in {letter.recipient for letter in server.letters}
    assert not Message.objects.filter(is_dead=False).exists()


def test_a_server_that_is_away_costs_no_message_an_attempt(server, now, settings):
    settings.EMAIL_PORT = 1
    queue(now, "kari@solvik.example")
    send_all(now, ticks=3)
    assert Message.objects.values_list("attempts", "is_dead", "leased_until").get() == (0, False, None)
    assert "Connection refused" in Channel.objects.get().trouble
    settings.EMAIL_PORT = server.port
    assert jobs.tick(now + timedelta(hours=1)) == 1
    assert Channel.objects.get().trouble == ""


def test_a_server_that_does_not_greet_is_given_up_in_time(server, now):
    server.behaviour.hang_at = "connect"
    queue(now, "kari@solvik.example")
    assert jobs.tick(now) == 0
    assert Channel.objects.get().trouble == "E-posttjeneren svarte ikke i tide."
    assert Message.objects.get().attempts == 0


def test_a_server_that_hangs_over_one_mail_lets_another_go_first_next_time(server, now):
    server.behaviour.hang_at = "data"
    queue(now, "a@solvik.example", "b@solvik.example")
    assert jobs.tick(now) == 0
    assert Message.objects.order_by("id").values_list("attempts", flat=True)[0] == 1
    server.behaviour.hang_at = ""
    assert jobs.tick(now + timedelta(seconds=30)) == 1
    assert server.letters[-1].recipient == "b@solvik.example"


def test_a_server_that_hangs_up_now_and_then_gets_everything_all_the_same(server, now):
    server.behaviour.drop_after = 5
    queue(now, *[f"p{n}@solvik.example" for n in range(23)])
    send_all(now, ticks=30)
    assert len(server.deliveries()) == 23
    assert set(server.deliveries().values()) == {1}


def test_a_server_that_refuses_our_sender_is_no_fault_of_the_mails(server, now):
    server.behaviour.greeting = "554 go away"
    queue(now, "kari@solvik.example")
    jobs.tick(now)
    assert not Message.objects.get().is_dead
    assert Channel.objects.get().trouble == "554 go away"


def test_the_pace_is_kept_at_the_server(server, now, settings):
    settings.MAIL_PER_MINUTE = 60
    queue(now, *[f"p{n}@solvik.example" for n in range(50)])
    assert jobs.tick(now) <= 2
    assert jobs.tick(now + timedelta(seconds=5)) <= 6


def test_mail_of_another_key_is_dead_and_says_why(server, now, settings):
    queue(now, "kari@solvik.example")
    settings.INSTALLATION_KEY = "00" * 32
    jobs.tick(now)
    assert Message.objects.get().error == "Meldingen kan ikke åpnes med denne installasjonens nøkkel."


def test_mail_that_leads_nowhere_takes_the_same_way_and_is_dropped(server, now):
    queue(now, "ukjent@nowhere.invalid")
    jobs.tick(now)
    assert not server.letters
    assert not Message.objects.exists()


def test_the_demo_keeps_its_mail_to_be_read(now, settings):
    settings.NOTICES_TRANSPORT = "samspill.notices.transport.keep"
    queue(now, "kari@solvik.example")
    assert jobs.tick(now) == 1
    assert KeptMessage.objects.values_list("recipient", "text").get() == (
        "kari@solvik.example",
        "Hei æøå kari@solvik.example",
    )


def test_a_workplace_without_a_mail_server_keeps_its_mail_sealed(now, settings):
    settings.NOTICES_TRANSPORT, settings.DEMO = "samspill.notices.transport.keep", False
    queue(now, "kari@solvik.example")
    assert jobs.tick(now) == 0
    assert not KeptMessage.objects.exists()
    assert "SAMSPILL_SMTP_HOST" in Channel.objects.get().trouble
