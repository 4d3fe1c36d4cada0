"""The whole loop, walked by a leader, a safety representative and an HR adviser; also the script of the README's tour.

``pytest tests/browser/test_tour.py --pictures docs/pictures`` writes what is seen on the way.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from tests.browser.eyes import Reader, Room

MOST_CLICKS, MOST_TYPED = 6, 3
MOST_BYTES = 150_000
RESULT = "/resultater/enhet/{}/"


@dataclass
class Hand:
    """Counts what a person does with mouse and keyboard. A choice from a list is two clicks."""

    clicks: int = 0
    typed: int = 0

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def choose(self, what: Locator, label: str) -> None:
        self.clicks += 2
        what.select_option(label=label)

    def write(self, what: Locator, text: str) -> None:
        self.typed += 1
        what.fill(text)


@dataclass
class Album:
    """Where the pictures go, if anybody wants them."""

    folder: Path | None

    def keep(self, reader: Reader, name: str) -> None:
        if self.folder is None:
            return
        reader.sits_at(1280)
        taken = Image.open(io.BytesIO(reader.page.screenshot()))
        taken.convert("RGB").quantize(220).save(self.folder / f"{name}.png", optimize=True)


@pytest.fixture
def album(request: pytest.FixtureRequest) -> Album:
    folder = request.config.getoption("--pictures")
    return Album(Path(folder) if folder else None)


def result_of_nord(reader: Reader) -> None:
    reader.go(RESULT.format(reader.demo.places["unit:nord"]))
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Hvordan har vi det?")


def test_from_a_result_to_a_saved_measure_costs_few_clicks_and_little_typing(room: Room) -> None:
    reader, hand = room.reader("jonas"), Hand()
    result_of_nord(reader)
    suggested = reader.page.get_by_role("region", name="Velg tiltak").get_by_role("link", name="Velg").first
    hand.click(suggested)
    hand.click(reader.page.get_by_role("button", name="Lagre"))
    expect(reader.page.get_by_text("Tiltaket står i planen.")).to_be_visible()
    assert hand.clicks <= MOST_CLICKS
    assert hand.typed <= MOST_TYPED


def test_a_leader_goes_from_figures_that_fell_to_a_measure_its_evaluation_and_a_story(room: Room, album: Album) -> None:
    reader, hand = room.reader("jonas"), Hand()
    page = reader.page
    result_of_nord(reader)
    album.keep(reader, "tour-1-result")
    hand.click(page.get_by_role("link", name="Forbered resultatsamtalen"))
    hand.click(page.get_by_role("button", name="Begynn samtalen"))
    expect(page.get_by_role("heading", name="Hva legger vi merke til?")).to_be_visible()
    hand.click(page.get_by_role("button", name="Gå videre"))
    hand.choose(page.get_by_label("Hva handler det om? (1)"), "Støtte fra kolleger")
    hand.click(page.get_by_role("button", name="Lagre og gå videre"))
    hand.choose(page.get_by_label("Hva handler det om? (1)"), "Fokus, avbrudd og tidslekkasjer")
    hand.click(page.get_by_role("button", name="Lagre og gå videre"))
    hand.write(page.get_by_label("Hva i arbeidet gjør at det er slik?"), "Vakttelefonen har ingen fast eier")
    hand.click(page.get_by_role("button", name="Lagre og gå videre"))
    expect(page.get_by_role("heading", name="Hva prøver vi?")).to_be_visible()
    album.keep(reader, "tour-2-conversation")
    hand.click(page.get_by_label("Stilleblokker og avbruddsregler"))
    hand.click(page.get_by_role("button", name="Lagre og gå videre"))
    hand.choose(page.get_by_label("Hvem ser til at"), "Kari Nes")
    hand.write(page.get_by_label("Hva venter dere å merke?"), "Færre avbrudd midt i stellet")
    hand.click(page.get_by_role("button", name="Avslutt samtalen"))
    expect(page.get_by_role("heading", name="Dette ble vi enige om")).to_be_visible()
    assert hand.typed <= MOST_TYPED
    page.get_by_role("link", name="Stilleblokker og avbruddsregler").click()
    expect(page.get_by_text("Færre avbrudd midt i stellet")).to_be_visible()


def test_what_came_of_a_measure_is_shown_with_its_reservation_also_when_it_did_not_work(
    room: Room, album: Album
) -> None:
    reader = room.reader("jonas")
    page = reader.page
    reader.go(f"/tiltak/{reader.demo.places['measure:judged']}/")
    expect(page.get_by_text("Vi kan ikke vite at tiltaket er årsaken").first).to_be_visible()
    expect(page.locator("svg:has(title)").first).to_be_visible()
    album.keep(reader, "tour-3-effect")
    page.get_by_role("link", name="Del «Hva hjalp?»").click()
    page.get_by_label("Hva hjalp?").fill("Vi måtte endre vaktordningen, ikke oss selv.")
    page.get_by_role("button", name="Fortell", exact=True).click()
    expect(page.get_by_text("Takk. Nå kan andre lese det")).to_be_visible()


def test_a_safety_representative_finds_a_story_and_puts_more_of_it_forward(room: Room, album: Album) -> None:
    reader = room.reader("amina")
    page = reader.page
    reader.go("/tiltak/hva-hjalp/")
    album.keep(reader, "tour-4-stories")
    reader.go(f"/tiltak/hva-hjalp/{reader.demo.places['story:told']}/")
    page.get_by_label("I hvilken enhet?").select_option(label="Hjemmetjenesten Sør")
    page.get_by_role("button", name="Prøv det hos oss").click()
    expect(page.get_by_text("Dette er foreslått.")).to_be_visible()


def test_an_hr_adviser_sees_what_the_team_agreed_and_not_who_said_it(room: Room) -> None:
    reader = room.reader("per")
    page = reader.page
    reader.go(f"/tiltak/samtale/{reader.demo.places['conversation:done']}/")
    expect(page.get_by_role("heading", name="Dette ble vi enige om")).to_be_visible()
    expect(page.get_by_text("Ikke hvem som sa hva.")).to_be_visible()
    reader.go(f"/tiltak/hva-hjalp/{reader.demo.places['story:told']}/")
    expect(page.get_by_text("Hvem som fortalte det, er ikke lagret.")).to_be_visible()


def test_an_hr_adviser_sees_the_year_at_a_glance_and_what_the_committee_is_to_talk_about(
    room: Room, album: Album
) -> None:
    reader = room.reader("per")
    page = reader.page
    reader.go("/arshjul/")
    expect(page.get_by_role("heading", name="Hva skjer når?")).to_be_visible()
    expect(page.get_by_role("heading", name="Nå og neste")).to_be_visible()
    album.keep(reader, "tour-5-wheel")
    reader.go("/")
    page.get_by_role("link", name="Forbered deg").click()
    page.get_by_role("link", name="Møtepakke").click()
    expect(page.get_by_text("Enheter med for få svar er ikke med.")).to_be_visible()


def test_the_pictures_of_the_tour_are_light(request: pytest.FixtureRequest) -> None:
    pictures = sorted((request.config.rootpath / "docs" / "pictures").glob("tour-*.png"))
    assert pictures
    assert all(picture.stat().st_size < MOST_BYTES for picture in pictures)
