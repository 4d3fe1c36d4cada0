"""The factors of the psychosocial work environment that Samspill knows; a workplace may add its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from samspill.content.language import LocalText
from samspill.content.law import Provision, provision
from samspill.content.source import ContentError, shipped_data


@dataclass(frozen=True, slots=True)
class Factor:
    """`characteristic` (K1-K6) and `risk` (R1-R6) are empty where the factor belongs to none of them."""

    code: str
    name: LocalText
    law: tuple[str, ...]
    characteristic: str
    risk: str
    iso_45003: str
    explanation: LocalText
    questions: tuple[LocalText, ...]
    optional: bool

    def provisions(self) -> tuple[Provision, ...]:
        return tuple(map(provision, self.law))


@cache
def factors() -> Mapping[str, Factor]:
    return MappingProxyType({each["code"]: _factor(each) for each in shipped_data("factors.yaml")["factors"]})


def factor(code: str) -> Factor:
    if code not in factors():
        raise ContentError(f"no factor {code!r}")
    return factors()[code]


@cache
def characteristics() -> Mapping[str, LocalText]:
    """The six marks of a good work environment, K1 to K6."""
    return _named("characteristics")


@cache
def risks() -> Mapping[str, LocalText]:
    """The six risks, R1 to R6."""
    return _named("risks")


def _named(section: str) -> Mapping[str, LocalText]:
    raw = shipped_data("factors.yaml")[section]
    return MappingProxyType({code: LocalText.of(text) for code, text in raw.items()})


def _factor(raw: dict[str, Any]) -> Factor:
    return Factor(
        code=raw["code"],
        name=LocalText.of(raw["name"]),
        law=tuple(raw["law"]),
        characteristic=raw.get("characteristic", ""),
        risk=raw.get("risk", ""),
        iso_45003=raw["iso_45003"],
        explanation=LocalText.of(raw["explanation"]),
        questions=tuple(map(LocalText.of, raw["questions"])),
        optional=raw.get("optional", False),
    )
