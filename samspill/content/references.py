"""The research and guidance that the shipped texts lean on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from samspill.content.language import LocalText
from samspill.content.source import ContentError, shipped_data


@dataclass(frozen=True, slots=True)
class Reference:
    """`found`: what we build on, in our own words. `year` is None and `doi` and `link` empty where there is none."""

    id: str
    authors: str
    year: int | None
    title: str
    published: str
    doi: str
    found: LocalText

    @property
    def link(self) -> str:
        return f"https://doi.org/{self.doi}" if self.doi else ""


@cache
def references() -> Mapping[str, Reference]:
    return MappingProxyType({each["id"]: _reference(each) for each in shipped_data("references.yaml")["references"]})


def reference(reference_id: str) -> Reference:
    if reference_id not in references():
        raise ContentError(f"no reference {reference_id!r}")
    return references()[reference_id]


def _reference(raw: dict[str, Any]) -> Reference:
    return Reference(
        id=raw["id"],
        authors=raw["authors"],
        year=raw["year"],
        title=raw["title"],
        published=raw["published"],
        doi=raw.get("doi", ""),
        found=LocalText.of(raw["found"]),
    )
