"""The six characteristics of a good work environment and the six common risks, each as a page of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from samspill.content.factors import Factor, characteristics, factors, risks
from samspill.content.items import Item, item_bank
from samspill.content.language import LocalText
from samspill.content.law import Provision
from samspill.content.measures import LibraryMeasure, library_measure
from samspill.content.source import ContentError, shipped_data

Kind = Literal["characteristic", "risk"]


@dataclass(frozen=True, slots=True)
class Trait:
    """K1 to K6 or R1 to R6. `good` and `poor` are signs of either, `guidance` says where to begin."""

    code: str
    kind: Kind
    name: LocalText
    explanation: LocalText
    good: tuple[LocalText, ...]
    poor: tuple[LocalText, ...]
    guidance: LocalText
    questions: tuple[LocalText, ...]
    measures: tuple[str, ...]

    def factors(self) -> tuple[Factor, ...]:
        return tuple(each for each in factors().values() if self.code in (each.characteristic, each.risk))

    def items(self) -> tuple[Item, ...]:
        """What the bank asks about it. Sensitive items are shown for the whole workplace only."""
        codes = {each.code for each in self.factors()}
        return tuple(item for item in item_bank().items.values() if codes & {item.factor, *item.also})

    def provisions(self) -> tuple[Provision, ...]:
        return tuple({each.reference: each for factor in self.factors() for each in factor.provisions()}.values())

    def suggested(self) -> tuple[LibraryMeasure, ...]:
        return tuple(map(library_measure, self.measures))


@cache
def traits() -> Mapping[str, Trait]:
    """The characteristics, then the risks."""
    return MappingProxyType({each["code"]: _trait(each) for each in shipped_data("traits.yaml")["traits"]})


def trait(code: str) -> Trait:
    if code not in traits():
        raise ContentError(f"no characteristic or risk {code!r}")
    return traits()[code]


def _trait(raw: dict[str, Any]) -> Trait:
    code = raw["code"]
    return Trait(
        code=code,
        kind="characteristic" if code in characteristics() else "risk",
        name=(dict(characteristics()) | dict(risks()))[code],
        explanation=LocalText.of(raw["explanation"]),
        good=_texts(raw["good"]),
        poor=_texts(raw["poor"]),
        guidance=LocalText.of(raw["guidance"]),
        questions=_texts(raw["questions"]),
        measures=tuple(raw["measures"]),
    )


def _texts(raw: list[dict[str, str]]) -> tuple[LocalText, ...]:
    return tuple(map(LocalText.of, raw))
