"""Words that must fit where they stand: broken into lines, then made smaller, then cut with a sign that they are."""

from __future__ import annotations

from dataclasses import dataclass

NARROW, SLIM, WIDE = frozenset("iljI.,:;'|! "), frozenset("rtf()-"), frozenset("mwMWæÆ@&%—")
SHY = "\u00ad"
SIZES = (18.5, 16.5, 15.0)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines and the size they are set in."""

    lines: tuple[str, ...]
    size: float


def width_of(text: str, size: float) -> float:
    """About how wide a text is in Inter of weight 500; a little too wide rather than too narrow.

    >>> round(width_of("Puls", 17))
    38
    """
    return size * sum(_share(sign) for sign in text)


def _share(sign: str) -> float:
    if sign == SHY:
        return 0.0
    if sign in NARROW:
        return 0.29
    if sign in SLIM:
        return 0.39
    if sign in WIDE:
        return 0.9
    return 0.71 if sign.isupper() else 0.6


def fitted(text: str, rooms: tuple[float, ...]) -> Fitted:
    """The text in at most as many lines as there are rooms, each in its own width.

    A soft hyphen says where a word may be broken.

    >>> fitted("Rutine for varsling", (90, 90)).lines
    ('Rutine for', 'varsling')
    """
    for size in SIZES:
        for number in range(1, len(rooms) + 1):
            if (lines := _broken(text, _middle(rooms, number), size)) is not None:
                return Fitted(lines, size)
    return Fitted(_cut(text, rooms, SIZES[-1]), SIZES[-1])


def _middle(rooms: tuple[float, ...], number: int) -> tuple[float, ...]:
    """So many lines in the middle of those there are have about the room of these."""
    first = (len(rooms) - number) // 2
    return rooms[first : first + number]


def _broken(text: str, rooms: tuple[float, ...], size: float) -> tuple[str, ...] | None:
    """Greedy, word by word; nothing where it takes more lines than there are."""
    lines = [""]
    for word in text.split():
        for part in _parts(word, lines[-1], rooms[len(lines) - 1], size):
            if width_of(_joined(lines[-1], part), size) <= rooms[len(lines) - 1]:
                lines[-1] = _joined(lines[-1], part)
            elif len(lines) == len(rooms) or width_of(part, size) > rooms[len(lines)]:
                return None
            else:
                lines.append(part)
    return tuple(line.replace(SHY, "") for line in lines)


def _parts(word: str, line: str, room: float, size: float) -> list[str]:
    """The word as it is, or broken at a soft hyphen where it would not fit on a line of its own."""
    if SHY not in word or width_of(_joined(line, word), size) <= room or width_of(word, size) <= room:
        return [word]
    head, _shy, tail = word.partition(SHY)
    return [f"{head}-", tail]


def _joined(line: str, word: str) -> str:
    return f"{line} {word}" if line else word


def _cut(text: str, rooms: tuple[float, ...], size: float) -> tuple[str, ...]:
    """As much as there is room for in one line, and three dots."""
    room = rooms[len(rooms) // 2]
    plain = text.replace(SHY, "")
    while len(plain) > 1 and width_of(f"{plain}…", size) > room:
        plain = plain[:-1].rstrip()
    return (f"{plain}…",)
