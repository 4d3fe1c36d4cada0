"""A text in the languages of the house, and which language stands in for a missing one."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

LANGUAGES = ("nb", "nn", "en")
NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
"""Each by its own name: whoever looks for theirs may read no other."""
# Nynorsk readers would rather read bokmål than English; English readers get what there is.
_FALLBACK = {"nb": ("nb", "nn", "en"), "nn": ("nn", "nb", "en"), "en": ("en", "nb", "nn")}


@dataclass(frozen=True, slots=True)
class LocalText:
    """One text in bokmål, nynorsk and English; an empty string is a missing translation."""

    nb: str = ""
    nn: str = ""
    en: str = ""

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> "LocalText":
        return cls(**texts)

    def in_language(self, language: str) -> str:
        return next((text for code in fallback(language) if (text := getattr(self, code))), "")

    def as_dict(self) -> dict[str, str]:
        """The languages that are there, ready for a JSON column; `of` reads it back."""
        return {field.name: text for field in fields(self) if (text := getattr(self, field.name))}

    def missing(self) -> tuple[str, ...]:
        return tuple(code for code in LANGUAGES if not getattr(self, code))

    def __bool__(self) -> bool:
        return any(getattr(self, code) for code in LANGUAGES)


def text_in(texts: Mapping[str, str] | str | None, language: str) -> str:
    """A text of a frozen questionnaire, where the labels of a scale may be plain."""
    return texts if isinstance(texts, str) else LocalText.of(texts or {}).in_language(language)


def fallback(language: str) -> tuple[str, ...]:
    """The languages to try, best first, for a code such as "nn", "en-gb" or "no"."""
    code = language.replace("_", "-").split("-")[0].lower()
    return _FALLBACK.get(code, _FALLBACK["nb"])
