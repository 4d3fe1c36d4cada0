"""The provisions that content refers to: where to read them, and since when they are as we describe them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from samspill.content.language import LocalText
from samspill.content.source import ContentError, shipped_data

# "§ 4-3 (2) a" is paragraph 4-3, but "§ 2 A-6" is 2A-6 and "§ 26 a" is 26a.
_PARAGRAPH = re.compile(r" § (\d+(?: [A-Z])?(?:-\d+)?(?: [a-z])?)")
# "§ 4-3 (2) a", "kap. 1A" or "art. 13" with the word before it; a long name before that may end a line.
_PLACE = re.compile(r"\S+ (?:§|kap\.|art\.) .*$")


@dataclass(frozen=True, slots=True)
class Provision:
    """A paragraph with our own words for what it is about. We link to the law and quote none of it."""

    reference: str
    about: LocalText
    link: str
    valid_from: date | None
    in_4_3: bool

    @property
    def in_one_piece(self) -> str:
        """The reference so that no line ends between the law and the place in it."""
        return _PLACE.sub(_joined, self.reference)


def _joined(place: re.Match[str]) -> str:
    return place[0].replace(" ", "\N{NO-BREAK SPACE}").replace("-", "-\N{WORD JOINER}")


@cache
def provisions() -> Mapping[str, Provision]:
    raw = shipped_data("law.yaml")
    return MappingProxyType({each["reference"]: _provision(each, raw["sources"]) for each in raw["provisions"]})


def provision(reference: str) -> Provision:
    found = provisions().get(reference)
    if found is None:
        raise ContentError(f"no provision {reference!r} in law.yaml")
    return found


def _provision(raw: dict[str, Any], sources: dict[str, str]) -> Provision:
    reference = raw["reference"]
    return Provision(
        reference=reference,
        about=LocalText.of(raw["about"]),
        link=link_to(reference, sources),
        valid_from=raw.get("valid_from"),
        in_4_3=reference.startswith("aml § 4-3 "),
    )


def link_to(reference: str, sources: Mapping[str, str]) -> str:
    """Lovdata's address of the paragraph; a chapter or an article links to the whole law."""
    source = next((name for name in sources if reference.startswith(f"{name} ")), None)
    if source is None:
        raise ContentError(f"{reference!r} begins with none of the sources in law.yaml")
    paragraph = _PARAGRAPH.match(reference.removeprefix(source))
    return sources[source] + (f"/§{paragraph[1].replace(' ', '')}" if paragraph else "")
