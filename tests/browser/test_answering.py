"""From link to thanks, as a phone, a keyboard and a browser without script do it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.eyes import ALL_LOOKS, Reader, Room

LOST_LINK = "/s/ukjent"


@pytest.fixture
def begun(room: Room) -> Reader:
    """Kari has the questions before her, and sends nothing."""
    reader = room.reader("kari")
    answer_from_home(reader)
    reader.complaints.clear()
    return reader


def answer_from_home(reader: Reader) -> None:
    reader.go("/puls/")
    reader.page.locator('form[action$="/svar/"]').get_by_role("button").first.click()
    expect(reader.page.get_by_role("button", name="Send svaret")).to_be_visible()


def choose_in_every_question(page: Page) -> None:
    for question in page.get_by_role("group").filter(has=page.locator(".r")).all():
        question.get_by_text("4").check()


def check_it_is_for_everybody(reader: Reader) -> None:
    assert not (found := reader.barriers(ALL_LOOKS)), "\n".join(found)
    assert not (wide := reader.misfits()), "\n".join(wide)
    assert not (small := reader.small_targets()), "\n".join(small)
    assert not reader.complaints, "\n".join(reader.complaints)


def test_the_questions_are_for_everybody(begun: Reader) -> None:
    check_it_is_for_everybody(begun)


def test_the_promise_is_for_everybody(begun: Reader) -> None:
    begun.page.get_by_role("link", name="Hele løftet").click()
    expect(begun.page.get_by_role("heading", level=1)).to_have_text("Dette lover vi deg")
    check_it_is_for_everybody(begun)


def test_an_unknown_link_says_what_to_do_to_everybody(room: Room) -> None:
    reader = room.newcomer()
    reader.go(LOST_LINK)
    expect(reader.page.get_by_role("link", name="Skriv en kode")).to_be_visible()
    check_it_is_for_everybody(reader)


def test_what_is_missing_is_said_with_links_to_it(begun: Reader) -> None:
    begun.page.get_by_role("button", name="Send svaret").click()
    summary = begun.page.get_by_role("alert")
    expect(summary.get_by_role("heading")).to_have_text("Noe mangler")
    check_it_is_for_everybody(begun)
    summary.get_by_role("link").first.click()
    expect(begun.page.locator("fieldset:target")).to_be_in_viewport()


def test_the_thanks_are_for_everybody(room: Room) -> None:
    reader = room.reader("jonas")
    answer_from_home(reader)
    choose_in_every_question(reader.page)
    reader.page.get_by_role("button", name="Send svaret").click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Takk. Svaret ditt er talt med.")
    check_it_is_for_everybody(reader)


def test_the_keyboard_alone_is_enough(room: Room) -> None:
    """Tab to the first question, arrows to the answer, tab on; the space bar sends."""
    reader = room.reader("bjorn")
    answer_from_home(reader)
    keys, page = reader.page.keyboard, reader.page
    questions = page.locator("fieldset:has(.r)").count()
    tab_until(page, "input[type=radio]")
    for _ in range(questions):
        keys.press("Space")
        keys.press("ArrowDown")
        keys.press("ArrowDown")
        keys.press("Tab")
    assert page.locator(".r input:checked").count() == questions
    assert {one.get_attribute("value") for one in page.locator(".r input:checked").all()} == {"3"}
    tab_until(page, "main form > button")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Takk")


def tab_until(page: Page, selector: str) -> None:
    for _ in range(20):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {selector} by the tab key")


def open_letter_to(reader: Reader, address: str) -> None:
    reader.go("/drift/post/")
    letter = reader.page.get_by_role("listitem").filter(has_text=address).get_by_role("link")
    while not letter.count():
        reader.page.get_by_role("link", name="Neste").click()
    letter.first.click()


def test_without_script_one_signs_in_answers_by_the_mailed_link_and_reads_the_results(room: Room) -> None:
    reader = room.newcomer(script=False)
    page = reader.page
    reader.sign_in("amina")
    open_letter_to(reader, "amina@solvik.example")
    link = page.locator('main a[href*="/s/"]').get_attribute("href") or ""
    reader.go("/s/" + link.rsplit("/", 1)[-1])
    choose_in_every_question(page)
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Takk")
    reader.go("/resultater/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvordan har vi det?")
    expect(page.locator("svg title").first).not_to_be_empty()
