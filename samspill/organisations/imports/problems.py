"""Everything that is wrong with the files, each with its place: mended in one go, not one by one."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused


@dataclass(frozen=True, slots=True)
class Problem:
    file: str
    sentence: str
    row: int | None = None
    column: str = ""

    @property
    def place(self) -> str:
        """«people.csv, rad 7, kolonne email»."""
        parts = [self.file]
        if self.row is not None:
            parts.append(_("rad %(row)d") % {"row": self.row})
        if self.column:
            parts.append(_("kolonne %(column)s") % {"column": self.column})
        return ", ".join(parts)

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


class ImportRefused(Refused):
    """Nothing is imported. ``problems`` say what to mend, in the order of the file."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class Problems:
    """What has been found in one file so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []

    def add(self, sentence: str, *, row: int | None = None, column: str = "") -> None:
        self.found.append(Problem(self.file, sentence, row, column))

    def refuse_if_any(self) -> None:
        if self.found:
            raise ImportRefused(*sorted(self.found, key=lambda problem: problem.row or 0))
