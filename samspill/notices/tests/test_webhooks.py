from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from samspill.notices import jobs
from samspill.notices.actions import announce
from samspill.notices.actions.webhooks import add_webhook, lease_calls, put_off_call, remove_webhook, try_webhook
from samspill.notices.models import Call, Occasion, Service, Webhook
from samspill.notices.queries.webhooks import address_of, webhooks_for
from samspill.notices.rules import Words
from samspill.notices.rules.webhooks import ChannelPlan, payload
from samspill.notices.transport import addresses, hooks
from samspill.organisations.queries import viewer_of
from tests.channels import NAME, Channels, channel_server

pytestmark = pytest.mark.django_db
URL = f"https://{NAME}/hook/hemmelig"


@pytest.fixture(autouse=True)
def server(tmp_path, monkeypatch) -> Iterator[Channels]:
    """A channel as if on the open internet."""
    with channel_server(tmp_path) as running:
        monkeypatch.setattr(hooks, "PORT", running.port)
        monkeypatch.setattr(hooks, "tls_context", lambda: ssl.create_default_context(cafile=running.certificate))
        monkeypatch.setattr(hooks, "LONGEST", 2.0)
        monkeypatch.setattr(addresses, "is_public", lambda address: True)
        found = [(2, 1, 6, "", ("127.0.0.1", running.port))]
        monkeypatch.setattr(addresses, "getaddrinfo", lambda *_a, **_k: found)
        yield running


@pytest.fixture
def per(cast, now):
    return viewer_of(cast.per, now.date())


def channel(**wishes: object) -> ChannelPlan:
    given = {"name": "Alle", "service": Service.SLACK, "url": URL, "occasions": (Occasion.ROUND_OPENS,), **wishes}
    return ChannelPlan(**given)


def tell(cast, now, key: str = "1", occasion: Occasion = Occasion.ROUND_OPENS) -> None:
    words = Words("Puls <!channel> & mer", "/puls/", "Les mer")
    announce(organisation_id=cast.solvik.pk, occasion=occasion, key=key, words=lambda: words, now=now)


def test_the_address_is_sealed_and_the_log_says_only_where(per, now):
    made = add_webhook(channel=channel(), by=per, now=now)
    kept = str(list(Webhook.objects.values())) + str(list(Event.objects.values()))
    assert "hemmelig" not in kept
    assert NAME in kept
    assert address_of(made) == URL


def test_an_address_that_leads_inside_is_refused_when_it_is_set_up(per, now, monkeypatch):
    monkeypatch.setattr(addresses, "is_public", lambda address: False)
    with pytest.raises(Refused, match="internt nett"):
        add_webhook(channel=channel(), by=per, now=now)
    assert not Webhook.objects.exists()


def test_only_those_who_run_the_workplace_have_channels(cast, per, now):
    add_webhook(channel=channel(), by=per, now=now)
    for name in ("kari", "jonas", "amina"):
        viewer = viewer_of(getattr(cast, name), now.date())
        with pytest.raises(Refused):
            add_webhook(channel=channel(), by=viewer, now=now)
        with pytest.raises(Hidden):
            webhooks_for(viewer)
    assert not webhooks_for(viewer_of(cast.ola, now.date())).exists()


def test_a_name_stands_for_one_channel(per, now):
    add_webhook(channel=channel(), by=per, now=now)
    with pytest.raises(Refused, match="navnet"):
        add_webhook(channel=channel(), by=per, now=now)


def test_what_happens_is_told_once_to_the_channels_that_asked(cast, per, now, server):
    add_webhook(channel=channel(), by=per, now=now)
    add_webhook(channel=channel(name="Annen", occasions=(Occasion.RESULTS_READY,)), by=per, now=now)
    for _twice in range(2):
        tell(cast, now)
    jobs.tick(now)
    [taken] = server.taken
    text = json.loads(taken.body)["text"]
    assert text == "Puls &lt;!channel&gt; &amp; mer\n<http://localhost:8000/puls/|Les mer>"
    assert not Call.objects.exists()
    assert Webhook.objects.get(name="Alle").sent_at - now < timedelta(minutes=1)


def test_teams_gets_a_card_with_a_link():
    card = json.loads(payload(Service.TEAMS, title="Puls er åpen", ask="Les mer", address="https://p.example/puls/"))
    content = card["attachments"][0]["content"]
    assert content["body"][0]["inlines"][0]["text"] == "Puls er åpen"
    assert content["actions"][0]["url"] == "https://p.example/puls/"


def test_a_name_with_brackets_makes_no_link_in_teams():
    """Markdown is read in a ``TextBlock`` and in no run."""
    title = "[Logg inn her](https://ond.example) er åpen"
    card = json.loads(payload(Service.TEAMS, title=title, ask="Les mer", address="https://p.example/"))
    assert '"TextBlock"' not in json.dumps(card)
    assert title in json.dumps(card, ensure_ascii=False)


def test_a_channel_that_fails_waits_longer_each_time_and_says_why(cast, per, now, server):
    add_webhook(channel=channel(), by=per, now=now)
    server.manner.reply = b"HTTP/1.1 503 no\r\n\r\n"
    tell(cast, now)
    for minutes in (0, 0.5, 1.5, 2):
        jobs.tick(now + timedelta(minutes=minutes))
    hook = webhooks_for(per).get()
    assert (hook.failures, hook.trouble, hook.waiting) == (2, "Tjeneren svarte 503.", 1)
    server.manner.reply = b"HTTP/1.1 200 OK\r\n\r\n"
    jobs.tick(now + timedelta(minutes=10))
    hook = webhooks_for(per).get()
    assert (hook.failures, hook.trouble, hook.waiting) == (0, "", 0)


def test_what_will_never_be_taken_is_a_dead_letter_and_can_be_tried_again(cast, per, now, server):
    made = add_webhook(channel=channel(), by=per, now=now)
    server.manner.reply = b"HTTP/1.1 404 gone\r\n\r\n"
    tell(cast, now)
    jobs.tick(now)
    assert webhooks_for(per).get().dead == 1
    server.manner.reply = b"HTTP/1.1 200 OK\r\n\r\n"
    client = Client()
    client.force_login(cast.user("per"))
    assert "1 melding prøves igjen" in client.post(f"/kanaler/{made.pk}/prov-igjen/", follow=True).content.decode()
    jobs.tick(now + timedelta(days=4000))
    assert not Call.objects.exists()


def test_a_channel_removed_while_it_is_being_called_stops_nothing(cast, per, now):
    made = add_webhook(channel=channel(), by=per, now=now)
    tell(cast, now)
    [call] = lease_calls(limit=5, now=now)
    remove_webhook(webhook=made, by=per, now=now)
    put_off_call(call=call, trouble="Tjeneren svarte 410.", is_final=True, now=now)
    assert not Call.objects.exists()


def test_after_a_day_of_trying_it_is_dead_and_after_two_months_gone(cast, per, now, server):
    add_webhook(channel=channel(), by=per, now=now)
    server.manner.reply = b"HTTP/1.1 500 no\r\n\r\n"
    tell(cast, now)
    for hours in range(0, 13 * 7, 7):
        jobs.tick(now + timedelta(hours=hours))
    assert Call.objects.get().is_dead
    jobs.tick(now + timedelta(days=70))
    assert not Call.objects.exists()


def test_a_channel_that_hangs_holds_up_no_other(cast, per, now, server):
    """The first is refused by the guard; the second gets its message in the same turn."""
    bad = add_webhook(channel=channel(name="A"), by=per, now=now)
    add_webhook(channel=channel(name="B"), by=per, now=now)
    Webhook.objects.filter(pk=bad.pk).update(nonce="another")
    for key in ("1", "2"):
        tell(cast, now, key=key)
    jobs.tick(now)
    assert len(server.taken) == 2
    assert "nøkkel" in Webhook.objects.get(pk=bad.pk).trouble


def test_a_name_that_leads_inside_since_is_not_called(cast, per, now, server, monkeypatch):
    add_webhook(channel=channel(), by=per, now=now)
    tell(cast, now)
    monkeypatch.setattr(addresses, "is_public", lambda address: False)
    jobs.tick(now)
    assert server.connections == 0
    assert "internt nett" in webhooks_for(per).get().trouble


def test_what_is_leased_is_not_leased_again_until_the_lease_runs_out(cast, per, now):
    add_webhook(channel=channel(), by=per, now=now)
    tell(cast, now)
    assert len(lease_calls(limit=9, now=now)) == 1
    assert not lease_calls(limit=9, now=now + timedelta(minutes=3))
    assert len(lease_calls(limit=9, now=now + timedelta(minutes=5))) == 1


def test_from_the_page_a_channel_is_added_tried_and_removed(cast, per, now, server):
    client = Client()
    client.force_login(cast.user("per"))
    assert "Ingen kanaler ennå" in client.get("/kanaler/").content.decode()
    sent = {"name": "Alle i Helse", "service": "teams", "url": URL, "occasions": ["round_opens", "meeting_called"]}
    page = client.post("/kanaler/ny/", sent, follow=True).content.decode()
    assert "Kanalen er lagt til" in page
    assert "en måling åpner, et møte er innkalt" in page
    made = Webhook.objects.get()
    client.post(f"/kanaler/{made.pk}/prov/")
    jobs.tick(now + timedelta(days=4000))
    assert b"Dette er en pr" in server.taken[0].body
    client.post(f"/kanaler/{made.pk}/ta-bort/")
    assert not Webhook.objects.exists()


def test_a_bad_address_is_told_at_its_field_and_what_was_written_is_kept(cast):
    client = Client()
    client.force_login(cast.user("per"))
    sent = {"name": "Alle", "service": "slack", "url": "http://hooks.example.org/x", "occasions": ["round_opens"]}
    page = client.post("/kanaler/ny/", sent).content.decode()
    assert "Adressen må begynne med https://" in page
    assert 'value="Alle"' in page


def test_removing_a_channel_takes_what_waits_with_it(cast, per, now):
    made = add_webhook(channel=channel(), by=per, now=now)
    try_webhook(webhook=made, by=per, now=now)
    remove_webhook(webhook=made, by=per, now=now)
    assert not Call.objects.exists()
