"""How a file is refused: with all reasons at once, each with its place."""

from __future__ import annotations


class UnreadableFile(Exception):
    """Nothing was read. ``problems`` are sentences for the person who handed the file in."""

    def __init__(self, *problems: str) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def column_letter(index: int) -> str:
    """The spreadsheet's own name of a column: 0 is A, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def megabytes(size: int) -> str:
    return f"{max(1, round(size / 1024 / 1024))} MB"
