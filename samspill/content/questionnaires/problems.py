"""What is wrong with a questionnaire file: where, what, and how to mend it, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from samspill.content.language import LocalText
from samspill.content.source import shipped_data

SHOWN_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `line` is 0 when the fault is the file's as a whole; `place` is the path of keys."""

    code: str
    line: int = 0
    place: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def where(self, language: str) -> str:
        if not self.line:
            return _sentences()["file"].in_language(language)
        line = _sentences()["line"].in_language(language).format(line=self.line)
        return f"{line} ({self.place})" if self.place else line

    def text(self, language: str = "nb") -> str:
        what = _sentences()[self.code].in_language(language).format(**self.values)
        return f"{self.where(language)}: {what}"


class QuestionnaireError(ValueError):
    """The file was refused. Holds every fault that was found, at most SHOWN_AT_MOST of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = tuple(problems)
        self.problems = found[:SHOWN_AT_MOST]
        self.left_out = len(found) - len(self.problems)
        super().__init__(self.text("nb"))

    def texts(self, language: str = "nb") -> tuple[str, ...]:
        return tuple(problem.text(language) for problem in self.problems)

    def text(self, language: str = "nb") -> str:
        return "\n".join(self.texts(language))


@cache
def _sentences() -> Mapping[str, LocalText]:
    raw = shipped_data("problems.yaml")
    return MappingProxyType({code: LocalText.of(text) for code, text in raw.items()})
