"""The pages of the plan: from a result to a measure, two who write at once, bad input, and files."""

from __future__ import annotations

from datetime import date, timedelta
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from samspill.content.measures import library
from samspill.measures.models import Attachment, Measure, Note, SharedPlan
from samspill.measures.tests.plans import a_finished_measure, a_measure
from samspill.results.tests.doors import published
from tests.browsing import filled, opened
from tests.cast import Cast

DAY = timedelta(days=1)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def client_of(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.user(name))
    return client


class Page(HTMLParser):
    """What a person without a mouse finds on a page: links by their words."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.links: dict[str, str] = {}
        self._href, self._words = "", ""
        self.feed(response.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._href, self._words = dict(attrs).get("href") or "", ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._href:
            self.links.setdefault(" ".join(self._words.split()), self._href)
            self._href = ""

    def handle_data(self, data: str) -> None:
        self._words += data


def test_from_a_result_to_a_saved_measure_in_four_clicks_without_typing(cast: Cast) -> None:
    published(cast)
    jonas, at = client_of(cast, "jonas"), f"/resultater/enhet/{cast.nord.pk}/"
    for words in ("Velg tiltak", "Les mer", "Velg dette"):
        links = Page(jonas.get(at)).links
        assert any(label.startswith(words) for label in links), (at, words, list(links))
        at = urljoin(at, next(href for label, href in links.items() if label.startswith(words)))
    form = opened(jonas, at)
    saved = jonas.post(at, form)
    measure = Measure.objects.get()
    assert saved.headers["Location"] == f"/tiltak/{measure.pk}/"
    assert (measure.unit, measure.origin) == (cast.nord, "result")
    assert measure.library_id in library()
    assert (measure.responsible, measure.pulse_round_id is not None) == (cast.jonas, True)
    assert measure.aim
    assert measure.description
    assert measure.indicator
    assert measure.evaluate_on == timezone.localdate() + 10 * 7 * DAY


def test_two_who_write_at_once_see_both_and_nothing_is_lost(cast: Cast) -> None:
    measure = a_measure(cast.nord, title="Opprinnelig")
    jonas, per = client_of(cast, "jonas"), client_of(cast, "per")
    address = f"/tiltak/{measure.pk}/endre/"
    mine, theirs = opened(jonas, address), opened(per, address)
    assert per.post(address, {**theirs, "title": "Pers tittel", "aim": "Pers mål"}).status_code == 302
    met = jonas.post(address, {**mine, "title": "Jonas sin tittel"})
    said = met.content.decode()
    assert met.status_code == 422
    assert all(words in said for words in ("Pers tittel", "Pers mål", "Jonas sin tittel", "Behold min"))
    measure.refresh_from_db()
    assert measure.title == "Pers tittel"
    again = filled(said)
    assert (again["title"], again["aim"]) == (["Jonas sin tittel"], ["Pers mål"])
    conflict = met.context["form"].conflicts["title"]
    assert jonas.post(address, {**again, conflict.choice: conflict.seen}).status_code == 302
    measure.refresh_from_db()
    assert (measure.title, measure.aim) == ("Jonas sin tittel", "Pers mål")


def test_a_proposal_is_put_forward_and_decided(cast: Cast) -> None:
    amina, jonas = client_of(cast, "amina"), client_of(cast, "jonas")
    address = f"/tiltak/ny/?enhet={cast.nord.pk}"
    amina.post(address, {**opened(amina, address), "title": "Fadder for nye"})
    proposed = Measure.objects.get()
    assert (proposed.status, proposed.proposed_by) == ("proposed", cast.amina)
    assert "Fadder for nye" in jonas.get(f"/tiltak/plan/{cast.nord.pk}/").content.decode()
    jonas.post(f"/tiltak/{proposed.pk}/status/", {"status": "decided"})
    proposed.refresh_from_db()
    assert proposed.status == "decided"


def test_a_measure_is_started_undone_and_ended_by_clicks(cast: Cast, today: date) -> None:
    measure = a_measure(cast.nord, starts_on=today, due_on=today + 9 * DAY)
    jonas, at = client_of(cast, "jonas"), f"/tiltak/{measure.pk}/"
    jonas.post(f"{at}status/", {"status": "under_way"})
    assert "Angre siste endring" in jonas.get(at).content.decode()
    jonas.post(f"{at}angre/")
    measure.refresh_from_db()
    assert measure.status == "decided"
    jonas.post(f"{at}status/", {"status": "under_way"})
    assert jonas.post(f"{at}avslutt/", {"lesson": "Uten dom"}).status_code == 422
    jonas.post(f"{at}avslutt/", {"verdict": "worse", "lesson": "Ga flere avbrudd."})
    shown = client_of(cast, "kari").get(f"/tiltak/plan/{cast.nord.pk}/").content.decode()
    assert "Tegn til forverring" in shown
    assert "Ga flere avbrudd." in shown


def test_a_measure_is_stopped_with_a_reason_and_carried_on_with_new_dates(cast: Cast, today: date) -> None:
    measure = a_measure(cast.nord, starts_on=today - 90 * DAY, due_on=today - DAY, title="Vikarplan", aim="Ro")
    jonas, at = client_of(cast, "jonas"), f"/tiltak/{measure.pk}/"
    jonas.post(f"{at}stans/", {"lesson": "Ingen vikarer."})
    jonas.post(f"{at}videre/", opened(jonas, f"{at}videre/"))
    carried = Measure.objects.exclude(pk=measure.pk).get()
    assert (carried.carried_from, carried.title, carried.aim) == (measure, "Vikarplan", "Ro")
    assert carried.due_on > today


def test_a_status_nobody_knows_changes_nothing_and_says_so(cast: Cast) -> None:
    measure = a_measure(cast.nord)
    answer = client_of(cast, "jonas").post(f"/tiltak/{measure.pk}/status/", {"status": "tull"}, follow=True)
    assert "kan ikke bli" in answer.content.decode()
    kari = client_of(cast, "kari").post(f"/tiltak/{measure.pk}/status/", {"status": "under_way"}, follow=True)
    assert "Tiltak bestemmes av" in kari.content.decode()
    measure.refresh_from_db()
    assert measure.status == "decided"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"title": ""}, "Hva skal vi gjøre?"),
        ({"due_on": "2020-01-01"}, "Fristen kan ikke være før starten"),
        ({"evaluate_on": "2020-01-01"}, "Velg en dag etter starten"),
        ({"starts_on": "tull"}, "Når starter vi?"),
        ({"starts_on": "9999-12-31"}, "mellom 1900 og 2200"),
        ({"aim": "å" * 100_000}, "100000"),
        ({"hoped_level": "7"}, "Hvilket nivå håper vi på?"),
        ({"responsible": "999999"}, "Hvem har ansvaret?"),
        ({"unit": "0"}, ""),
        ({"factors": "TULL"}, "Hva virker det på?"),
    ],
)
def test_bad_input_is_said_where_it_is_and_the_rest_is_kept(sent: dict[str, str], sentence: str, cast: Cast) -> None:
    jonas, address = client_of(cast, "jonas"), f"/tiltak/ny/?enhet={cast.nord.pk}"
    typed = {**opened(jonas, address), "title": "Det jeg skrev", **sent}
    answer = jonas.post(address, typed)
    assert answer.status_code in {404, 422}
    assert not Measure.objects.exists()
    if answer.status_code == 422:
        said = answer.content.decode().replace("\xa0", "").replace("&nbsp;", "")
        assert sentence in said
        assert "title" in sent or "Det jeg skrev" in said


@pytest.mark.parametrize(
    "query", ["enhet=tull", "enhet=0", "tiltak=X9", "maling=0", "maling=tull", "faktor=TULL", "enhet=" + "9" * 30]
)
def test_an_address_somebody_has_made_up_breaks_nothing(query: str, cast: Cast) -> None:
    assert client_of(cast, "jonas").get(f"/tiltak/ny/?{query}").status_code in {200, 404}


@pytest.mark.parametrize("look", ["", "liste/", "kalender/", "mangler/"])
@pytest.mark.parametrize("query", ["?q=%25&niva=x&faktor=y&status=z&omfang=egen&sort=-tull&page=99&dag=x&maned=x", ""])
def test_every_look_at_the_plan_bears_any_address(look: str, query: str, cast: Cast) -> None:
    a_measure(cast.nord)
    for key in (str(cast.nord.pk), "alle", "mine"):
        assert client_of(cast, "jonas").get(f"/tiltak/plan/{key}/{look}{query}").status_code == 200


def test_a_note_is_written_and_one_too_long_is_kept_in_the_form(cast: Cast) -> None:
    measure, kari = a_measure(cast.nord), client_of(cast, "kari")
    assert kari.post(f"/tiltak/{measure.pk}/notat/", {"text": "Det går <b>bra</b>"}).status_code == 302
    assert "&lt;b&gt;bra" in kari.get(f"/tiltak/{measure.pk}/").content.decode()
    long = kari.post(f"/tiltak/{measure.pk}/notat/", {"text": "x" * 2500})
    assert (long.status_code, Note.objects.count()) == (422, 1)
    assert "x" * 2500 in long.content.decode()


def test_a_file_is_attached_fetched_as_a_file_and_deleted(cast: Cast) -> None:
    measure, kari = a_measure(cast.nord), client_of(cast, "kari")
    sent = SimpleUploadedFile('møte "1".pdf', b"%PDF-1.7 x", content_type="text/html")
    assert kari.post(f"/tiltak/{measure.pk}/vedlegg/", {"file": sent}).status_code == 302
    kept = Attachment.objects.get()
    got = client_of(cast, "jonas").get(f"/tiltak/{measure.pk}/vedlegg/{kept.pk}/")
    assert (got.content, got.headers["Content-Type"]) == (b"%PDF-1.7 x", "application/pdf")
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    kari.post(f"/tiltak/{measure.pk}/vedlegg/{kept.pk}/slett/")
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(("name", "content"), [("virus.pdf", b"MZ\x90"), ("side.txt", b"<html>"), ("tom.pdf", b"")])
def test_a_file_of_the_wrong_kind_is_refused_beside_its_field(name: str, content: bytes, cast: Cast) -> None:
    measure = a_measure(cast.nord)
    answer = client_of(cast, "kari").post(f"/tiltak/{measure.pk}/vedlegg/", {"file": SimpleUploadedFile(name, content)})
    assert (answer.status_code, Attachment.objects.count()) == (422, 0)
    assert 'href="#id_file"' in answer.content.decode()


def test_sharing_a_plan_opens_it_and_closes_it_again(cast: Cast) -> None:
    a_measure(cast.nord, title="Stilleblokker")
    jonas, tor = client_of(cast, "jonas"), client_of(cast, "siri")
    cast.siri.user.people.exclude(pk=cast.siri.pk).delete()  # type: ignore[union-attr]
    cast.siri.assignments.all().delete()
    address = f"/tiltak/plan/{cast.nord.pk}/"
    assert tor.get(address).status_code == 404
    jonas.post(f"/tiltak/del/{cast.nord.pk}/", {"delt": "ja"})
    assert "Stilleblokker" in tor.get(address).content.decode()
    assert "Alle som arbeider i Solvik kommune" in jonas.get(address).content.decode()
    jonas.post(f"/tiltak/del/{cast.nord.pk}/", {"delt": "nei"})
    assert not SharedPlan.objects.exists()
    assert tor.get(address).status_code == 404


def test_the_home_page_says_what_one_is_responsible_for_and_what_ended(cast: Cast, today: date) -> None:
    a_measure(cast.nord, responsible=cast.jonas, starts_on=today - 9 * DAY, due_on=today - DAY)
    a_finished_measure(cast.nord, title="Fadder", starts_on=today - 90 * DAY, due_on=today, finished_on=today)
    said = client_of(cast, "jonas").get("/").content.decode()
    assert "Tiltak du har ansvar for" in said
    assert "Ett er over fristen." in said
    assert "Tiltaket «Fadder» ble avsluttet: tegn til bedring." in said


def test_from_the_figures_of_all_a_leader_chooses_for_her_own_unit_and_a_member_is_told_whom_to_ask(cast: Cast) -> None:
    came_from = f"?enhet={cast.root.pk}&faktor=MENGDE"
    for address, words in (
        (f"/tiltak/bibliotek/O1/{came_from}", "Velg dette"),
        (f"/tiltak/bibliotek/{came_from}", "Skriv et eget tiltak"),
    ):
        link = Page(client_of(cast, "jonas").get(address)).links[words]
        assert "enhet=" not in link
        assert "faktor=MENGDE" in link
        assert client_of(cast, "jonas").get(link).status_code == 200
        assert f"enhet={cast.root.pk}" in Page(client_of(cast, "per").get(address)).links[words]
        assert words not in Page(client_of(cast, "kari").get(address)).links
    assert "Si det til lederen eller verneombudet" in client_of(cast, "kari").get("/tiltak/bibliotek/").content.decode()


def test_what_was_seen_is_said_first_and_once_and_by_the_lesson_only_where_the_measure_was_stopped(cast: Cast) -> None:
    ended, stopped = a_finished_measure(cast.nord), a_finished_measure(cast.nord, status="stopped")
    for measure, first, marked in ((ended, "Dere så tegn til bedring.", 0), (stopped, "Tiltaket ble stanset", 1)):
        said = client_of(cast, "jonas").get(f"/tiltak/{measure.pk}/").content.decode()
        assert first in said
        assert said.count('class="s-chip better"') == marked
        assert "Hold det kort." in said
