"""Points out personal data in a comment before it is stored, without asking anybody outside the house.

The writer sees each finding once and decides. A miss costs anonymity and a false alarm costs trust, so every
rule here is narrow: numbers must have the right digits, names must look like a name and stand like one.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Literal

from samspill.content.source import shipped_data, shipped_text

Kind = Literal["email", "phone", "national_id", "name"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, as the writer typed it, and where it begins."""

    kind: Kind
    text: str
    start: int = 0


def findings(text: str, known_names: Iterable[str] = ()) -> list[Finding]:
    """Everything that looks like personal data, in the order it stands; nothing is reported twice."""
    found: list[Finding] = []
    for each in (*_emails(text), *_national_ids(text), *_phones(text), *_names(text, tuple(known_names))):
        place = bisect(found, each.start, key=_start)
        if not any(_overlap(each, other) for other in found[max(0, place - 1) : place + 1]):
            found.insert(place, each)
    return found


def _start(finding: Finding) -> int:
    return finding.start


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.start + len(other.text) and other.start < one.start + len(one.text)


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,6}\w{2,24}")


def _emails(text: str) -> Iterator[Finding]:
    for match in _EMAIL.finditer(text):
        yield Finding("email", match[0], match.start())


# Eleven digits, often written 010190 12345 or 01.01.90 12345.
_ELEVEN = re.compile(r"(?<![\d.,])\d{2}[. ]?\d{2}[. ]?\d{2}[ -]?\d{3} ?\d{2}(?!\d)")
_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
# From 2032 the first control digit may leave these remainders as well; the second stays as it was.
_NEW_REMAINDERS = (0, 1, 2, 3)


def _national_ids(text: str) -> Iterator[Finding]:
    for match in _ELEVEN.finditer(text):
        if is_national_id(re.sub(r"\D", "", match[0])):
            yield Finding("national_id", match[0], match.start())


def is_national_id(digits: str) -> bool:
    """A fødselsnummer or D-nummer by its date and control digits, by the old rule or the one from 2032."""
    numbers = [int(digit) for digit in digits]
    first = sum(weight * number for weight, number in zip(_FIRST_WEIGHTS, numbers, strict=False)) % 11
    second = sum(weight * number for weight, number in zip(_SECOND_WEIGHTS, numbers, strict=False)) % 11
    return len(numbers) == len(_SECOND_WEIGHTS) and _has_date(numbers) and not second and first in _NEW_REMAINDERS


def _has_date(numbers: list[int]) -> bool:
    """D-numbers add 40 to the day; synthetic numbers add 40 or 80 to the month, and are let through here."""
    day, month = numbers[0] * 10 + numbers[1], numbers[2] * 10 + numbers[3]
    day -= 40 if day > 40 else 0
    month -= 80 if month > 80 else 40 if month > 40 else 0
    try:
        date(2000, month, day)  # A leap year: the century is not in the number.
    except ValueError:
        return False
    return True


# Eight digits as Norwegians group them, with or without +47. Amounts, years and case numbers must not match.
_PHONE = re.compile(
    r"(?<![\w.,/+-])(?P<country>(?:\+|00)47[ ]?)?"
    r"(?:[2-79]\d(?P<gap>[ .]?)\d{2}(?P=gap)\d{2}(?P=gap)\d{2}|[489]\d{2} \d{2} \d{3}|(?!20)[2-79]\d{3} \d{4})"
    r"(?![\d]|[.,/-]\d)"
)
_AMOUNT_AFTER = re.compile(r"\s*(?:kr|kroner|NOK|millioner|mill|%|prosent|stk|timer)\b", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(r"(?:sak|ref|nr|org|nummer|kr|NOK|beløp|konto)\w*[.:]?\s*$|\d[ .]$", re.IGNORECASE)
_PHONE_WORD = re.compile(r"(?:tlf|telefon|mobil|ring|sms|tel)\w*[.:]?\s*(?:nr|nummer|på)?[.:]?\s*$", re.IGNORECASE)


def _phones(text: str) -> Iterator[Finding]:
    for match in _PHONE.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        said = match["country"] or _PHONE_WORD.search(before)
        if said or not (_NUMBER_BEFORE.search(before) or _AMOUNT_AFTER.match(text, match.end())):
            yield Finding("phone", match[0], match.start())


_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@cache
def first_names() -> frozenset[str]:
    lines = (line for line in shipped_text("first_names.txt").splitlines() if not line.startswith("#"))
    return frozenset(name for line in lines for name in line.split())


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(shipped_data("name_words.yaml")[kind])


def _names(text: str, known_names: tuple[str, ...]) -> Iterator[Finding]:
    yield from _known(text, known_names)
    for first, second in pairwise(_WORD.finditer(text)):
        if text[first.end() : second.start()] == " " and _is_name(text, first, second):
            yield Finding("name", text[first.start() : second.end()], first.start())


def _known(text: str, known_names: tuple[str, ...]) -> Iterator[Finding]:
    """Names of people who work here: a full name however it is typed, a first name only as a name is written."""
    for name in filter(None, (" ".join(known.split()) for known in known_names)):
        is_full = " " in name
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE if is_full else 0)
        for match in pattern.finditer(text):
            if is_full or name not in _words("also_words") or not _begins_sentence(text, match.start()):
                yield Finding("name", match[0], match.start())


def _is_name(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    surname = second[0]
    if first[0].split("-")[0] not in first_names() or not _is_capitalised(surname):
        return False
    if surname in _words("never_surnames") or surname.lower().endswith(tuple(_words("not_surnames"))):
        return False
    if first[0] not in _words("also_words") or not _begins_sentence(text, first.start()):
        return True
    return surname.endswith(tuple(_words("surname_endings")))


def _is_capitalised(word: str) -> bool:
    """Kristiansen, not kristiansen and not NAV."""
    return len(word) > 1 and word[0].isupper() and word[1:] != word[1:].upper()


def _begins_sentence(text: str, position: int) -> bool:
    before = text[:position].rstrip(" \t\"'«»(–-•*")
    return not before or before[-1] in ".!?:;\n\r"
