"""A first risk assessment with five factors, and every click it takes."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.eyes import Reader, Room

MOST_CLICKS = 40


class Hand:
    """Clicks, and counts them."""

    def __init__(self, reader: Reader) -> None:
        self.page, self.clicks = reader.page, 0

    def press(self, target: Locator) -> None:
        target.click()
        self.clicks += 1

    def button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name, exact=True))

    def link(self, name: str) -> None:
        self.press(self.page.get_by_role("link", name=name).first)

    def level(self, question: str, words: str) -> None:
        self.press(self.page.get_by_role("group", name=question).get_by_role("radio", name=words))

    def writes_where_nothing_stands(self) -> None:
        """One sentence for a factor that no figure says anything of; typing is no click, going there is."""
        why = self.page.get_by_label("Hvorfor?")
        if not why.input_value():
            self.press(why)
            why.fill("Det kom fram på vernerunden.")


def test_a_first_assessment_takes_at_most_forty_clicks_and_hardly_any_typing(room: Room) -> None:
    reader = room.reader("bjorn")
    reader.complaints.clear()
    hand = Hand(reader)
    reader.go("/")
    hand.link("Risiko")
    hand.link("Ny risikovurdering")
    reader.page.get_by_label("Hvilken enhet?").select_option(label="– – Solbakken, andre etasje")
    hand.clicks += 2
    hand.button("Begynn")
    assert reader.page.get_by_role("checkbox", checked=True).count() == 5
    hand.button("Gå videre")
    for _factor in range(5):
        hand.level("Hvor mange, og hvor ofte?", "Noen eller av og til")
        hand.level("Hva kan det føre til?", "Merkbar belastning")
        hand.writes_where_nothing_stands()
        hand.button("Lagre og gå videre")
    assert reader.page.get_by_label("Hva gjør faktorene med hverandre hos dere?").input_value()
    assert "Amina Ali" in reader.page.get_by_label("Hvem har vært med?").input_value()
    hand.button("Lagre og les gjennom")
    hand.button("Send til verneombudet")
    expect(reader.page.get_by_text("Sendt. Verneombudet ser den på forsiden sin.")).to_be_visible()
    assert hand.clicks <= MOST_CLICKS, hand.clicks
    assert not reader.complaints, "\n".join(reader.complaints)

    amina = room.reader("amina")
    amina.go("/")
    amina.page.get_by_role("heading", name="Risikovurdering av Solbakken, andre etasje").wait_for()
