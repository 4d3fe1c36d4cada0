"""The pages of a conversation, as whoever leads it and whoever follows it see them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspill.measures.models import Conversation, Measure, Proposal
from samspill.measures.tests.conversations import a_round, brought_to_agreement, with_cards
from samspill.pulses.tests.rounds import viewer_of
from tests.browsing import filled, opened
from tests.cast import Cast, make_unit


def seen(client: Client, cast: Cast, who: str, name: str, *args: Any) -> str:
    client.force_login(cast.user(who))
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def sent(client: Client, conversation: Conversation, step_id: str, **data: Any) -> Any:
    conversation.refresh_from_db()
    address = reverse("conversation_step", args=[conversation.pk, step_id])
    return client.post(address, opened(client, address, **data))


def begun(client: Client, cast: Cast, who: str, kind: str) -> Conversation:
    client.force_login(cast.user(who))
    answer = client.post(reverse("conversation_new", args=[cast.nord.pk]), {"kind": kind, "minutes": "45"})
    assert answer.status_code == 302, answer.content.decode()
    return Conversation.objects.get()


def test_before_the_meeting_one_reads_how_it_goes_and_who_sees_it(client: Client, cast: Cast, now: datetime) -> None:
    a_round(cast, now)
    text = seen(client, cast, "jonas", "conversation_new", cast.nord.pk)
    assert "Hva gjør vi med svarene våre?" in text
    assert "Snakk med verneombudet først" in text
    assert "Verneombud: Amina Ali" in text
    assert "Begynn samtalen" in text


def test_a_member_is_told_that_it_has_not_begun(client: Client, cast: Cast) -> None:
    text = seen(client, cast, "kari", "conversation_new", cast.nord.pk)
    assert "Samtalen har ikke begynt" in text
    assert "Begynn samtalen" not in text


def test_a_unit_without_figures_is_offered_cards_alone(client: Client, cast: Cast) -> None:
    text = seen(client, cast, "jonas", "conversation_new", cast.nord.pk)
    assert "Hvordan har vi det på jobben?" in text
    assert "Tallene fra siste måling" not in text


def test_a_meeting_from_the_figures_to_a_measure_in_the_plan(client: Client, cast: Cast, now: datetime) -> None:
    a_round(cast, now)
    conversation = begun(client, cast, "jonas", "result")
    first = seen(client, cast, "jonas", "conversation", conversation.pk)
    assert "Les dette høyt først" in first
    assert "Håndterbar belastning" in first
    assert "bør ta 8 minutter" in first
    assert sent(client, conversation, "see").url == reverse("conversation_step", args=[conversation.pk, "keep"])
    sent(client, conversation, "keep", factor_1="KOLLSTØTTE", text_1="Vi hjelper hverandre")
    sent(client, conversation, "change", factor_1="FOKUS")
    sent(client, conversation, "causes", causes="Telefonen")
    choose = seen(client, cast, "jonas", "conversation_step", conversation.pk, "choose")
    assert "Stilleblokker og avbruddsregler" in choose
    assert "Ro til å arbeide" in choose or "Fokus" in choose
    sent(client, conversation, "choose", chosen=["T4"], written_1="Vakttelefon på rundgang")
    agree = seen(client, cast, "jonas", "conversation_step", conversation.pk, "agree")
    promised = {
        name: cast.kari.pk if name.startswith("responsible") else "2099-01-15"
        for name in set(re.findall(r'name="((?:responsible|due)_\d+)"', agree))
    }
    assert len(promised) == 4
    assert sent(client, conversation, "agree", **promised).status_code == 302
    assert [(one.title, one.level, one.responsible, one.status) for one in Measure.objects.order_by("pk")] == [
        ("Stilleblokker og avbruddsregler", "team", cast.kari, "decided"),
        ("Vakttelefon på rundgang", "team", cast.kari, "decided"),
    ]
    measure = Measure.objects.get(library_id="T4")
    assert (measure.indicator, measure.origin, measure.conversation) == ("P3", "result", conversation)
    done = seen(client, cast, "kari", "conversation", conversation.pk)
    assert "Dette ble vi enige om" in done
    assert "Kari Nes ser til at det blir gjort innen 15. januar 2099" in done
    assert "Støtte fra kolleger: Vi hjelper hverandre" in done


def test_a_follower_sees_what_is_agreed_and_has_nothing_to_write_in(client: Client, cast: Cast, now: datetime) -> None:
    jonas = viewer_of(cast.jonas)
    conversation = brought_to_agreement(with_cards(cast.nord, by=jonas, now=now), by=jonas, now=now)
    text = seen(client, cast, "kari", "conversation", conversation.pk)
    assert "Du følger samtalen" in text
    assert "Vi hjelper hverandre" in text
    assert "Oppdater" in text
    assert "<form" not in text.split("<main", 1)[1]
    address = reverse("conversation_step", args=[conversation.pk, "keep"])
    refused = client.post(address, {})
    assert refused.status_code == 403


def test_whoever_is_overtaken_keeps_the_words_and_sees_the_others(client: Client, cast: Cast, now: datetime) -> None:
    conversation = with_cards(cast.nord, by=viewer_of(cast.jonas), now=now)
    client.force_login(cast.user("per"))
    address = reverse("conversation_step", args=[conversation.pk, "keep"])
    mine = opened(client, address, text_1="Morgenmøtet")
    sent(client, conversation, "keep", text_1="Kaffen")
    client.force_login(cast.user("jonas"))
    answer = client.post(address, mine)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Kaffen" in text
    assert 'value="Morgenmøtet"' in text
    assert [one.text for one in Proposal.objects.all()] == ["Kaffen"]
    conflict = answer.context["meeting"].form.conflicts["text_1"]
    client.post(address, filled(text, **{conflict.choice: conflict.seen}))
    assert [one.text for one in Proposal.objects.all()] == ["Morgenmøtet"]


def test_what_is_refused_keeps_what_was_written(client: Client, cast: Cast, now: datetime) -> None:
    conversation = with_cards(cast.nord, by=viewer_of(cast.jonas), now=now)
    client.force_login(cast.user("jonas"))
    answer = sent(client, conversation, "causes", causes="y" * 100_000)
    assert answer.status_code == 200
    assert "2000" in answer.content.decode()
    answer = sent(client, conversation, "choose", written_1="")
    assert "Velg minst ett tiltak" in answer.content.decode()


@pytest.mark.parametrize("step_id", ["see", "dance"])
def test_a_step_that_is_not_in_this_conversation_is_not_there(
    client: Client, cast: Cast, now: datetime, step_id: str
) -> None:
    conversation = with_cards(cast.nord, by=viewer_of(cast.jonas), now=now)
    client.force_login(cast.user("jonas"))
    assert client.get(reverse("conversation_step", args=[conversation.pk, step_id])).status_code == 404


def test_a_meeting_can_be_left_and_taken_up_where_it_stood(client: Client, cast: Cast, now: datetime) -> None:
    conversation = begun(client, cast, "jonas", "dialogue")
    sent(client, conversation, "cards", cards=["FOKUS", "MENGDE"])
    sent(client, conversation, "keep", text_1="Kaffen")
    answer = client.get(reverse("conversation_new", args=[cast.nord.pk]))
    assert answer.url == reverse("conversation", args=[conversation.pk])
    assert "Hvilke to ting bør bli annerledes?" in seen(client, cast, "amina", "conversation", conversation.pk)


def test_dropping_asks_first(client: Client, cast: Cast, now: datetime) -> None:
    conversation = with_cards(cast.nord, by=viewer_of(cast.jonas), now=now)
    assert "slettes" in seen(client, cast, "jonas", "conversation_drop", conversation.pk)
    client.post(reverse("conversation_drop", args=[conversation.pk]))
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("count", [10, 20])
def test_the_list_costs_the_same_however_long(client: Client, cast: Cast, now: datetime, count: int) -> None:
    per = viewer_of(cast.per)
    for number in range(count):
        with_cards(make_unit(cast.solvik, f"Enhet {number}", cast.helse), by=per, now=now)
    client.force_login(cast.user("per"))
    with CaptureQueriesContext(connection) as said:
        client.get(reverse("conversations"))
    assert len(said) <= 12, len(said)
