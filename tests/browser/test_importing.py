"""Files are looked over before anything is changed, on a page that is for everybody."""

from __future__ import annotations

from playwright.sync_api import expect

from samspill.demo.register import units_csv
from tests.browser.eyes import TWO_LOOKS, Room

UNITS = units_csv() + b"natt,helse,Nattpatruljen,,\r\n"


def test_what_a_file_will_change_is_shown_to_everybody(room: Room) -> None:
    reader = room.reader("per")
    reader.go("/organisasjon/import/")
    file = {"name": "enheter.csv", "mimeType": "text/csv", "buffer": UNITS}
    reader.page.locator("input[type=file]").first.set_input_files(files=[file])
    reader.complaints.clear()
    reader.page.get_by_role("button", name="Se hva som vil skje").click()
    reader.page.get_by_text("Nye enheter: 1").click()
    expect(reader.page.get_by_text("Nattpatruljen").first).to_be_visible()
    assert not (found := reader.barriers(TWO_LOOKS)), "\n".join(found)
    assert not (wide := reader.misfits()), "\n".join(wide)
    assert not reader.complaints, "\n".join(reader.complaints)
