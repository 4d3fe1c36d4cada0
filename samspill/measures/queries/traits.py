"""The six characteristics of a good work environment and the six common risks, as pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from samspill.audit.rules import Hidden
from samspill.content.factors import Factor, characteristics, factors, risks
from samspill.content.items import Item, item_bank


@dataclass(frozen=True, slots=True)
class TraitFactor:
    """One factor under a characteristic or a risk."""

    code: str
    name: str
    explanation: str
    law: tuple[tuple[str, str, str], ...]
    """Paragraph, what it is about, and where to read it."""
    items: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trait:
    code: str
    name: str
    about: str
    is_risk: bool
    factors: tuple[TraitFactor, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(one.code for one in self.factors)


def traits_in(language: str) -> tuple[list[Trait], list[Trait]]:
    """Characteristics and risks."""
    return (
        [_trait(code, language) for code in characteristics()],
        [_trait(code, language) for code in risks()],
    )


def trait_named(code: str, language: str) -> Trait:
    if code not in {*characteristics(), *risks()}:
        raise Hidden
    return _trait(code, language)


def _trait(code: str, language: str) -> Trait:
    is_risk = code in risks()
    name = (risks() if is_risk else characteristics())[code]
    belongs = [one for one in factors().values() if code == (one.risk if is_risk else one.characteristic)]
    shown = tuple(_factor(one, language) for one in belongs)
    return Trait(code, name.in_language(language), " ".join(one.explanation for one in shown), is_risk, shown)


def _factor(one: Factor, language: str) -> TraitFactor:
    return TraitFactor(
        one.code,
        one.name.in_language(language),
        one.explanation.in_language(language),
        tuple((each.reference, each.about.in_language(language), each.link) for each in one.provisions()),
        tuple(item.text.in_language(language) for item in _items(one.code)),
        tuple(question.in_language(language) for question in one.questions),
    )


def _items(code: str) -> list[Item]:
    return [item for item in item_bank().items.values() if item.factor == code]
