"""The texts a workplace may reword, the information page for employees, and the minutes of the consultation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from samspill.content.language import LocalText
from samspill.content.source import ContentError, shipped_data

Rewordings = Mapping[str, Mapping[str, str]]
"""{key: {language: text}}: what a workplace has written instead of the shipped text."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class EditableText:
    key: str
    name: LocalText
    text: LocalText
    placeholders: tuple[str, ...]
    required: tuple[str, ...]
    max_length: int


@dataclass(frozen=True, slots=True)
class TextFault:
    """Why a rewording cannot be used. `placeholder` is empty when the text is too long."""

    kind: Literal["unknown", "missing", "too_long"]
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the information page. Left out when one of `needs` has no value."""

    id: str
    heading: LocalText
    body: LocalText
    placeholders: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProtocolField:
    id: str
    label: LocalText
    guidance: LocalText
    proposal: LocalText
    law: str
    required: bool


@dataclass(frozen=True, slots=True)
class Protocol:
    """Drøftingsprotokoll: what to talk through and write down before the first invitation."""

    title: LocalText
    introduction: LocalText
    law: tuple[str, ...]
    fields: tuple[ProtocolField, ...]


@cache
def texts() -> Mapping[str, EditableText]:
    return MappingProxyType({each["key"]: _text(each) for each in shipped_data("texts.yaml")["texts"]})


def wording(key: str, language: str, own: Rewordings | None = None) -> str:
    """The workplace's own words in that language, else ours. Their bokmål does not push out our nynorsk."""
    if key not in texts():
        raise ContentError(f"no text {key!r}")
    mine = (own or {}).get(key, {}).get(language, "").strip()
    return mine or texts()[key].text.in_language(language).strip()


def fill(text: str, values: Mapping[str, object]) -> str:
    """Put values in place of {name}. Plain replacement: str.format would let a text reach into objects."""
    return _PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), text)


def faults_in(key: str, text: str) -> tuple[TextFault, ...]:
    """What must be mended before a rewording of the text can be used."""
    shipped = texts()[key]
    used = set(_PLACEHOLDER.findall(text))
    unknown = (TextFault("unknown", name) for name in sorted(used - set(shipped.placeholders)))
    missing = (TextFault("missing", name) for name in shipped.required if name not in used)
    too_long = (TextFault("too_long") for _ in range(len(text) > shipped.max_length))
    return (*unknown, *missing, *too_long)


def number_in_words(number: int, language: str) -> str:
    """5 is "fem" in a promise, 20 stays 20."""
    words = _number_words()
    return words.get(language, words["nb"]).get(number, str(number))


@cache
def _number_words() -> Mapping[str, Mapping[int, str]]:
    return MappingProxyType(shipped_data("texts.yaml")["numbers"])


@cache
def information_page() -> tuple[Section, ...]:
    return tuple(_section(each) for each in shipped_data("information_page.yaml")["sections"])


@cache
def information_defaults() -> Mapping[str, LocalText]:
    """Proposed values for placeholders of the information page, to be confirmed by the workplace."""
    raw = shipped_data("information_page.yaml")["defaults"]
    return MappingProxyType({key: LocalText.of(text) for key, text in raw.items()})


def filled_information(values: Mapping[str, str], language: str) -> tuple[tuple[str, str, str], ...]:
    """(id, heading, body) of every section that has what it needs."""
    defaults = {key: text.in_language(language) for key, text in information_defaults().items()}
    written = {key: value for key, value in values.items() if value}
    known = {name: "" for section in information_page() for name in section.placeholders} | defaults | written
    return tuple(
        (
            section.id,
            section.heading.in_language(language),
            " ".join(fill(section.body.in_language(language), known).split()),
        )
        for section in information_page()
        if all(known[name] for name in section.needs)
    )


@cache
def protocol() -> Protocol:
    raw = shipped_data("consultation.yaml")
    return Protocol(
        title=LocalText.of(raw["title"]),
        introduction=LocalText.of(raw["introduction"]),
        law=tuple(raw["law"]),
        fields=tuple(_field(each) for each in raw["fields"]),
    )


def _text(raw: dict[str, Any]) -> EditableText:
    return EditableText(
        key=raw["key"],
        name=LocalText.of(raw["name"]),
        text=LocalText.of(raw["text"]),
        placeholders=tuple(raw.get("placeholders", ())),
        required=tuple(raw.get("required", ())),
        max_length=raw["max_length"],
    )


def _section(raw: dict[str, Any]) -> Section:
    return Section(
        id=raw["id"],
        heading=LocalText.of(raw["heading"]),
        body=LocalText.of(raw["body"]),
        placeholders=tuple(raw["placeholders"]),
        needs=tuple(raw.get("needs", ())),
    )


def _field(raw: dict[str, Any]) -> ProtocolField:
    return ProtocolField(
        id=raw["id"],
        label=LocalText.of(raw["label"]),
        guidance=LocalText.of(raw["guidance"]),
        proposal=LocalText.of(raw.get("proposal", {})),
        law=raw.get("law", ""),
        required=raw["required"],
    )
