"""A result page printed: the figures, without what belongs to a screen."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.eyes import Room
from tests.browser.pages import Sight


def test_a_printed_result_has_its_figures_and_no_menu(room: Room) -> None:
    reader = room.reader("jonas")
    reader.see(Sight("results_unit", "jonas", ("unit:nord",)))
    menu = reader.page.get_by_role("navigation")
    assert menu.first.is_visible()
    reader.page.emulate_media(media="print")
    for one in menu.all():
        expect(one).to_be_hidden()
    expect(reader.page.get_by_role("heading", level=1)).to_be_visible()
    expect(reader.page.locator("svg:has(title)").first).to_be_visible()
    reader.page.emulate_media(media="screen")
