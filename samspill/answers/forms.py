"""What was sent, read against what was asked. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.translation import gettext as _

from samspill.answers.actions import Answer
from samspill.answers.queries import NOT_APPLICABLE, AnswerPage
from samspill.answers.seal import COMMENT_CHARACTERS, Written
from samspill.content.personal_data import findings

READERS = ("team", "management", "safety_rep")


@dataclass(slots=True)
class Parsed:
    """The answer, or what is missing, with everything that was typed kept."""

    chosen: dict[str, str] = field(default_factory=dict)
    comment: str = ""
    reader: str = READERS[0]
    errors: list[tuple[str, str]] = field(default_factory=list)
    """(id of the field, sentence)."""
    pointed_out: list[str] = field(default_factory=list)
    """Names, addresses and numbers seen in the comment."""

    @property
    def is_complete(self) -> bool:
        return not self.errors and not self.pointed_out

    def answer(self, language: str) -> Answer:
        values = {key: None if value == NOT_APPLICABLE else int(value) for key, value in self.chosen.items()}
        return Answer(values, Written(self.comment, self.reader, language))


class Incomplete(Exception):
    """Something is missing, or pointed out: the form is shown again with all that was sent."""

    def __init__(self, page: AnswerPage, parsed: Parsed) -> None:
        super().__init__("The answer is not complete.")
        self.page = page
        self.parsed = parsed


def answer_in(sent: Mapping[str, str], page: AnswerPage) -> Answer:
    """The answer that was sent; raises ``Incomplete``."""
    parsed = parse(sent, page)
    if not parsed.is_complete:
        with translation.override(page.language):
            raise Incomplete(page, parse(sent, page))
    return parsed.answer(page.language)


def parse(sent: Mapping[str, str], page: AnswerPage) -> Parsed:
    parsed = Parsed(reader=sent.get("reader", READERS[0]))
    for item in page.items:
        value = sent.get(item.id, "")
        if value in page.choices:
            parsed.chosen[item.id] = value
        else:
            sentence = _("Spørsmål %(number)d mangler svar. Velg et tall, eller «Ikke aktuelt».")
            parsed.errors.append((item.id, sentence % {"number": item.number}))
    if page.question:
        _parse_comment(sent, parsed)
    return parsed


def _parse_comment(sent: Mapping[str, str], parsed: Parsed) -> None:
    # Browsers send line breaks as two characters; they count as one, as in the field's own counter.
    parsed.comment = sent.get("comment", "").replace("\r\n", "\n").strip()
    if len(parsed.comment) > COMMENT_CHARACTERS:
        sentence = _("Kommentaren er %(length)d tegn. Kort den ned til %(most)d.")
        parsed.errors.append(("comment", sentence % {"length": len(parsed.comment), "most": COMMENT_CHARACTERS}))
    if parsed.reader not in READERS:
        parsed.errors.append(("reader", _("Velg hvem som kan lese kommentaren.")))
        parsed.reader = READERS[0]
    if parsed.comment and "seen" not in sent:
        parsed.pointed_out = [found.text for found in findings(parsed.comment)]
