from __future__ import annotations

import pytest
from django.test import Client

from samspill.notices import actions
from samspill.notices.models import KeptMessage, Message
from samspill.notices.rules import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def rut(cast) -> Client:
    client = Client()
    client.force_login(cast.rut)
    return client


def bury(now) -> Message:
    mail = Mail(to="borte@solvik.example", subject="Påminnelse om pulsen", text="Du har ikke svart ennå")
    actions.queue_mail(mails=[mail], not_before=now)
    message = Message.objects.get()
    actions.bury_message(message=message, error="550 <b>ukjent</b>", now=now)
    return message


def test_the_page_shows_who_and_why_and_nothing_of_what(rut, now):
    bury(now)
    page = rut.get("/drift/").content.decode()
    assert "borte@solvik.example" in page
    assert "550 &lt;b&gt;ukjent" in page
    assert "minnelse" not in page
    assert "svart ennå" not in page


def test_an_empty_queue_teaches_what_comes_there(rut):
    page = rut.get("/drift/").content.decode()
    assert "Posten går som den skal." in page
    assert "Her kommer meldinger" in page


def test_a_server_in_trouble_is_told_of(rut, now):
    actions.rest_channel(trouble="535 feil passord", now=now)
    assert "535 feil passord" in rut.get("/drift/").content.decode()


def test_a_dead_letter_is_tried_again_or_deleted_from_the_page(rut, now):
    message = bury(now)
    assert "prøves igjen" in rut.post(f"/drift/brev/{message.pk}/prov-igjen/", follow=True).content.decode()
    assert not Message.objects.get().is_dead
    assert rut.post(f"/drift/brev/{message.pk}/slett/").status_code == 404, "it is no dead letter any more"
    actions.bury_message(message=message, error="550", now=now)
    assert "slettet" in rut.post(f"/drift/brev/{message.pk}/slett/", follow=True).content.decode()
    assert not Message.objects.exists()


def test_the_demos_mail_is_read_without_signing_in_and_its_links_lead_on(db, client, now):
    text = "Logg inn:\nhttp://localhost:8000/konto/?a=1&b=2\n<script>alert(1)</script>"
    kept = KeptMessage.objects.create(recipient="kari@solvik.example", subject="Kode", text=text, at=now)
    assert "kari@solvik.example" in client.get("/drift/post/").content.decode()
    page = client.get(f"/drift/post/{kept.pk}/").content.decode()
    assert 'href="http://localhost:8000/konto/?a=1&amp;b=2"' in page
    assert "<script>" not in page


def test_outside_the_demo_there_is_no_such_page(db, client, settings, now):
    kept = KeptMessage.objects.create(recipient="k@solvik.example", subject="s", text="t", at=now)
    settings.DEMO = False
    assert client.get("/drift/post/").status_code == 404
    assert client.get(f"/drift/post/{kept.pk}/").status_code == 404
