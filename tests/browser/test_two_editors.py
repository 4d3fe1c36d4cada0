"""Two browsers at one measure: both texts side by side, without script, without a barrier, and one of them stands."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import ALL_LOOKS, Reader, Room


def writes(reader: Reader, title: str) -> None:
    reader.page.get_by_label("Hva skal vi gjøre?").fill(title)


def saves(reader: Reader) -> None:
    reader.page.get_by_role("button", name="Lagre", exact=True).click()


def stands(reader: Reader, measure: str, title: str) -> None:
    """Written, saved, and seen to stand."""
    reader.go(f"{measure}endre/")
    writes(reader, title)
    saves(reader)
    expect(reader.page.get_by_role("heading", name=title)).to_be_visible()


def met(room: Room, *, script: bool) -> Reader:
    """Jonas, whose words have met those of Per."""
    measure = f"/tiltak/{room.demo.places['measure:decided']}/"
    jonas, per = room.newcomer(script=script), room.newcomer(script=script)
    per.sign_in("per")
    # The words of an earlier meeting may stand there, and who writes what already stands changes nothing.
    stands(per, measure, "Et tiltak")
    jonas.sign_in("jonas")
    jonas.go(f"{measure}endre/")
    stands(per, measure, "Pers ord")
    writes(jonas, "Jonas sine ord")
    saves(jonas)
    return jonas


@pytest.mark.parametrize(("choice", "title"), [("Behold min", "Jonas sine ord"), ("Behold deres", "Pers ord")])
def test_one_chooses_between_two_texts_without_script(room: Room, choice: str, title: str) -> None:
    jonas = met(room, script=False)
    expect(jonas.page.get_by_text("Pers ord", exact=True).last).to_be_visible()
    expect(jonas.page.get_by_label("Hva skal vi gjøre?")).to_have_value("Jonas sine ord")
    saves(jonas)
    expect(jonas.page.get_by_text("Velg hva som skal stå.").first).to_be_visible()
    jonas.page.get_by_label(choice).check()
    saves(jonas)
    expect(jonas.page.get_by_role("heading", name=title)).to_be_visible()


def test_the_page_with_both_texts_has_no_barrier_and_fits_a_phone(room: Room) -> None:
    jonas = met(room, script=True)
    jonas.complaints.clear()
    assert jonas.barriers(ALL_LOOKS) == []
    assert jonas.misfits() == []
    assert jonas.small_targets() == []
    assert jonas.complaints == []
