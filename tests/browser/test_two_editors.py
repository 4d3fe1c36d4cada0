"""Two browsers at one measure: both texts side by side, without script, without a barrier, and one of them stands."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import ALL_LOOKS, Reader, Room


def writes(reader: Reader, title: str) -> None:
    reader.page.get_by_label("Hva skal vi gjøre?").fill(title)


def saves(reader: Reader) -> None:
    reader.page.get_by_role("button", name="Lagre", exact=True).click()


def met(room: Room, *, script: bool) -> tuple[Reader, str]:
    """Jonas, whose words have met those of Per; and the address of the measure."""
    measure = f"/tiltak/{room.demo.places['measure:decided']}/"
    jonas, per = room.newcomer(script=script), room.newcomer(script=script)
    for reader, who in ((jonas, "jonas"), (per, "per")):
        reader.sign_in(who)
        reader.go(f"{measure}endre/")
    writes(per, "Pers ord")
    saves(per)
    expect(per.page.get_by_role("heading", name="Pers ord")).to_be_visible()
    writes(jonas, "Jonas sine ord")
    saves(jonas)
    return jonas, measure


@pytest.mark.parametrize(("choice", "stands"), [("Behold min", "Jonas sine ord"), ("Behold deres", "Pers ord")])
def test_one_chooses_between_two_texts_without_script(room: Room, choice: str, stands: str) -> None:
    jonas, _measure = met(room, script=False)
    expect(jonas.page.get_by_text("Pers ord", exact=True).last).to_be_visible()
    expect(jonas.page.get_by_label("Hva skal vi gjøre?")).to_have_value("Jonas sine ord")
    saves(jonas)
    expect(jonas.page.get_by_text("Velg hva som skal stå.").first).to_be_visible()
    jonas.page.get_by_label(choice).check()
    saves(jonas)
    expect(jonas.page.get_by_role("heading", name=stands)).to_be_visible()
    writes_back(room, jonas)


def writes_back(room: Room, reader: Reader) -> None:
    """So that the next one finds the words of neither."""
    reader.go(f"/tiltak/{room.demo.places['measure:decided']}/endre/")
    writes(reader, "Et tiltak")
    saves(reader)


def test_the_page_with_both_texts_has_no_barrier_and_fits_a_phone(room: Room) -> None:
    jonas, _measure = met(room, script=True)
    jonas.complaints.clear()
    assert jonas.barriers(ALL_LOOKS) == []
    assert jonas.misfits() == []
    assert jonas.small_targets() == []
    assert jonas.complaints == []
