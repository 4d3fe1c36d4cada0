"""The pages of stories, what stands on a result page, and the monthly letter."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from samspill.audit.models import Event
from samspill.measures.actions.stories import Tale, tell_story, thank_story
from samspill.measures.jobs.stories import tick
from samspill.measures.models import Measure, Story, StoryLetter
from samspill.measures.tests.conversations import a_round, with_cards
from samspill.measures.tests.plans import a_finished_measure
from samspill.notices.actions.personal import choose_by_link
from samspill.notices.models import Kind, Message, Notice
from samspill.notices.queries import opened
from samspill.pulses.tests.rounds import viewer_of
from tests.cast import Cast


def seen(client: Client, cast: Cast, who: str, name: str, *args: Any, **asked: Any) -> str:
    client.force_login(cast.user(who))
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def told(cast: Cast, now: datetime, text: str = "Vakttelefonen går på rundgang.", **tale: Any) -> Story:
    return tell_story(tale=Tale(text, **tale), by=viewer_of(cast.kari), now=now)


def a_jpeg() -> SimpleUploadedFile:
    written = io.BytesIO()
    Image.new("RGB", (60, 40), (10, 80, 78)).save(written, "JPEG")
    return SimpleUploadedFile("tavla.jpg", written.getvalue(), "image/jpeg")


def test_before_the_first_story_the_page_says_what_one_is(client: Client, cast: Cast) -> None:
    text = seen(client, cast, "kari", "stories")
    assert "Ingen fortellinger ennå" in text
    assert "Du trenger ikke si hvem du er" in text


def test_a_story_is_told_with_a_picture_and_without_a_name(client: Client, cast: Cast) -> None:
    client.force_login(cast.user("kari"))
    sent = {"text": "Tavla henger på vaktrommet.", "unit": cast.nord.pk, "picture": a_jpeg(), "picture_text": "Tavla"}
    answer = client.post(reverse("story_tell"), sent)
    story = Story.objects.get()
    assert answer.url == reverse("story", args=[story.pk])
    assert (story.teller, story.unit, story.picture_text) == ("", cast.nord, "Tavla")
    picture = client.get(reverse("story_picture", args=[story.pk]))
    assert (picture["Content-Type"], picture["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "Hjemmetjenesten Nord" in seen(client, cast, "tor", "stories")


def test_names_in_a_story_are_pointed_out_once_and_the_teller_decides(client: Client, cast: Cast) -> None:
    client.force_login(cast.user("kari"))
    sent = {"text": "Det var Jonas Vik som fikk det til. Skriv til jonas@solvik.example."}
    answer = client.post(reverse("story_tell"), sent)
    text = answer.content.decode()
    assert "«Jonas Vik»" in text
    assert "«jonas@solvik.example»" in text
    assert 'name="seen" value="on"' in text
    assert not Story.objects.exists()
    client.post(reverse("story_tell"), {**sent, "seen": "on"})
    assert Story.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": ""}, "Feltet"),
        ({"text": "Ro", "picture": a_jpeg()}, "hva bildet viser"),
        ({"text": "Ro", "picture": SimpleUploadedFile("a.pdf", b"%PDF-1.7"), "picture_text": "x"}, "Bruk JPEG, PNG"),
        ({"text": "y" * 100_000}, "800"),
    ],
)
def test_what_cannot_be_told_keeps_what_was_written(
    client: Client, cast: Cast, sent: dict[str, Any], sentence: str
) -> None:
    client.force_login(cast.user("kari"))
    answer = client.post(reverse("story_tell"), sent)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert 'role="alert"' in text
    if sentence != "Feltet":
        assert sentence in text
    assert not Story.objects.exists()


def test_telling_of_a_measure_begins_with_what_was_learnt(client: Client, cast: Cast) -> None:
    measure = a_finished_measure(cast.nord, title="Stilleblokker", lesson="Hold det kort.")
    text = seen(client, cast, "kari", "story_tell", tiltak=measure.pk)
    assert "Hold det kort." in text
    assert f'<option value="{measure.pk}" selected>Stilleblokker</option>' in text


def test_a_leader_tries_it_in_her_own_unit_with_one_press(client: Client, cast: Cast, now: datetime) -> None:
    story = told(cast, now, factor="FOKUS")
    text = seen(client, cast, "jonas", "story", story.pk)
    assert "Prøv det hos oss" in text
    assert "Hjemmetjenesten Nord" in text
    client.post(reverse("story_adopt", args=[story.pk]), {"unit": cast.nord.pk})
    measure = Measure.objects.get()
    assert (measure.unit, measure.story, measure.factors) == (cast.nord, story, ["FOKUS"])


def test_a_unit_that_is_not_ones_own_cannot_be_chosen(client: Client, cast: Cast, now: datetime) -> None:
    story = told(cast, now)
    client.force_login(cast.user("jonas"))
    client.post(reverse("story_adopt", args=[story.pk]), {"unit": cast.sor.pk})
    assert not Measure.objects.exists()


def test_thanking_is_one_press_and_no_number_is_shown_for_few(client: Client, cast: Cast, now: datetime) -> None:
    story = told(cast, now)
    client.force_login(cast.user("tor"))
    client.post(reverse("story_thank", args=[story.pk]))
    text = seen(client, cast, "tor", "story", story.pk)
    assert "Ta tilbake «dette hjalp oss også»" in text
    assert "1 sier" not in text
    for person in cast.crew[:4]:
        thank_story(story=story, by=viewer_of(person), now=now)
    assert "5 sier det hjalp dem også" in seen(client, cast, "kari", "story", story.pk)


def test_the_teller_finds_the_way_to_withdraw_and_others_do_not(client: Client, cast: Cast, now: datetime) -> None:
    story = told(cast, now)
    assert "Trekk fortellingen tilbake" in seen(client, cast, "kari", "story", story.pk)
    assert "Trekk fortellingen tilbake" not in seen(client, cast, "jonas", "story", story.pk)
    client.force_login(cast.user("kari"))
    client.post(reverse("story_withdraw", args=[story.pk]))
    assert client.get(reverse("story", args=[story.pk])).status_code == 404


@pytest.mark.parametrize("count", [10, 20])
def test_the_list_costs_the_same_however_many(client: Client, cast: Cast, now: datetime, count: int) -> None:
    for number in range(count):
        told(cast, now, text=f"Fortelling {number}", unit=cast.nord)
    client.force_login(cast.user("kari"))
    client.get(reverse("stories"))
    with CaptureQueriesContext(connection) as said:
        client.get(reverse("stories"))
    assert len(said) <= 12, len(said)


# -- on the result page ------------------------------------------------------------------------------


def test_a_result_leads_to_a_conversation_to_measures_and_to_what_helped(
    client: Client, cast: Cast, now: datetime
) -> None:
    a_round(cast, now)
    told(cast, now, unit=cast.nord)
    text = seen(client, cast, "jonas", "results_unit", cast.nord.pk)
    assert "Vakttelefonen går på rundgang." in text
    assert reverse("conversation_new", args=[cast.nord.pk]) in text
    assert "Forbered resultatsamtalen" in text
    assert "Ta det opp sammen" not in text, "the questions above are the heading of the talk"
    assert f"{reverse('measure_new')}?enhet={cast.nord.pk}" in text


def test_a_member_reads_how_the_conversation_goes_and_chooses_nothing(
    client: Client, cast: Cast, now: datetime
) -> None:
    a_round(cast, now)
    text = seen(client, cast, "kari", "results_unit", cast.nord.pk)
    assert "Slik går resultatsamtalen" in text
    assert reverse("measure_new") not in text


def test_a_unit_without_figures_is_led_to_the_cards(client: Client, cast: Cast, now: datetime) -> None:
    a_round(cast, now)
    text = seen(client, cast, "tor", "results_unit", cast.teknisk.pk)
    assert "kort på bordet" in text
    assert "Ta det opp sammen" in text
    going_on = with_cards(cast.teknisk, by=viewer_of(cast.tor), now=now)
    text = seen(client, cast, "tor", "results_unit", cast.teknisk.pk)
    assert reverse("conversation", args=[going_on.pk]) in text


# -- the letter ---------------------------------------------------------------------------------------


def letters() -> list[Any]:
    return [opened(message) for message in Message.objects.order_by("pk")]


def test_once_a_month_a_letter_says_what_the_stories_are_about_and_nothing_they_say(cast: Cast, now: datetime) -> None:
    told(cast, now, factor="FOKUS")
    told(cast, now, text="Hemmelig ord", factor="FOKUS")
    tick(now)
    assert letters() == []
    december = now + timedelta(days=10)
    tick(december)
    tick(december)
    found = letters()
    everybody = {"kari", "jonas", "amina", "per", "tor", "siri"}
    assert {mail.to.split("@")[0] for mail in found} == everybody
    assert len(found) == len(everybody)
    assert found[0].subject == "Hva hjalp? 2 nye fortellinger i november"
    assert "Fokus" in found[0].text
    assert "Hemmelig" not in found[0].text
    assert StoryLetter.objects.get().is_done
    assert Event.objects.filter(action="queue_letters").count() == 1


def test_the_letter_goes_on_after_an_interruption_and_nobody_gets_two(cast: Cast, now: datetime, monkeypatch) -> None:
    told(cast, now)
    monkeypatch.setattr("samspill.measures.jobs.stories.BATCHES_PER_TICK", 1)
    monkeypatch.setattr("samspill.measures.actions.letters.queue_letters.__kwdefaults__", {"batch": 2})
    for _tick in range(6):
        tick(now + timedelta(days=10))
    assert len(letters()) == len({mail.to for mail in letters()}) == 6


def test_where_nothing_was_told_to_all_no_letter_goes_out(cast: Cast, now: datetime) -> None:
    Story.objects.create(
        organisation=cast.solvik, unit=cast.nord, text="Bare oss", is_for_unit_only=True, told_on=now.date()
    )
    tick(now + timedelta(days=10))
    assert letters() == []


def test_whoever_does_not_want_it_on_e_mail_still_has_it_in_their_list(cast: Cast, now: datetime) -> None:
    told(cast, now)
    choose_by_link(person=cast.kari, kind=Kind.STORIES, is_wanted=False, now=now)
    tick(now + timedelta(days=10))
    assert "kari@solvik.example" not in {mail.to for mail in letters()}
    assert Notice.objects.get(person=cast.kari).title == "Hva hjalp? Én ny fortelling i november"
