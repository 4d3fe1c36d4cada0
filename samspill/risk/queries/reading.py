"""An assessment as a page reads it: names and words beside the numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.content.assessment import Band, band_of, evidence_sources, facts, steps_of
from samspill.measures.models import Measure
from samspill.risk.models import Assessment, FactorAssessment
from samspill.risk.queries.factors import Known, factors_of
from samspill.risk.queries.quoting import Tell
from samspill.risk.rules import score_of


@dataclass(frozen=True, slots=True)
class Level:
    """A risk in words and as a number; the colour of a tag only follows it."""

    band: Band
    score: int

    @property
    def tone(self) -> str:
        return {"low": "outline", "medium": "sand", "high": "ochre"}[self.band]

    @property
    def word(self) -> str:
        return {"low": _("Lav"), "medium": _("Middels"), "high": _("Høy")}[self.band]

    def __str__(self) -> str:
        return f"{self.word} · {self.score}"


def level_of(probability: int | None, consequence: int | None) -> Level | None:
    score = score_of(probability, consequence)
    if score is None or probability is None or consequence is None:
        return None
    return Level(band_of(probability, consequence), score)


def highest_of(assessed: Iterable[FactorAssessment]) -> Level | None:
    levels = [level_of(one.probability, one.consequence) for one in assessed]
    return max((level for level in levels if level), key=lambda level: level.score, default=None)


@dataclass(frozen=True, slots=True)
class FactorLine:
    """One factor of an assessment, ready to be read."""

    factor: Known
    level: Level | None
    residual: Level | None
    probability: str
    consequence: str
    reasoning: str
    sources: tuple[str, ...]
    measures: tuple[Measure, ...]

    @property
    def calls_for_measures(self) -> bool:
        return self.level is not None and self.level.band != "low"

    @property
    def is_done(self) -> bool:
        return self.level is not None and bool(self.reasoning.strip())


def lines_of(assessment: Assessment, language: str, tell: Tell = str) -> list[FactorLine]:
    """In the order they were chosen; three statements. ``tell``: see ``quoting``; whoever writes reads all."""
    known = factors_of(assessment, language)
    rows = assessment.factors.order_by("pk").prefetch_related("measures__measure")
    return [_line(one, known[one.factor], language, tell) for one in rows if one.factor in known]


def _line(one: FactorAssessment, known: Known, language: str, tell: Tell) -> FactorLine:
    sources = evidence_sources()
    return FactorLine(
        factor=known,
        level=level_of(one.probability, one.consequence),
        residual=level_of(one.residual_probability, one.residual_consequence),
        probability=steps_of("probability")[one.probability].name.in_language(language) if one.probability else "",
        consequence=steps_of("consequence")[one.consequence].name.in_language(language) if one.consequence else "",
        reasoning=tell(one.reasoning),
        sources=tuple(sources[key].name.in_language(language) for key in one.sources if key in sources),
        measures=tuple(link.measure for link in one.measures.all()),
    )


def highest(lines: Sequence[FactorLine]) -> Level | None:
    return max((one.level for one in lines if one.level), key=lambda level: level.score, default=None)


def said_facts(assessment: Assessment, language: str) -> list[tuple[str, str]]:
    """Name and value of the facts somebody has filled in."""
    return [
        (fact.name.in_language(language), f"{assessment.facts[key]} {fact.unit.in_language(language)}")
        for key, fact in facts().items()
        if assessment.facts.get(key)
    ]


@dataclass(frozen=True, slots=True)
class Change:
    """A factor in two versions of an assessment."""

    factor: Known
    before: Level | None
    after: Level | None
    reasoning_before: str
    reasoning_after: str


def compared(before: Sequence[FactorLine], after: Sequence[FactorLine]) -> list[Change]:
    """Every factor of either version, in the order of the newer one."""
    old, new = ({one.factor.code: one for one in lines} for lines in (before, after))
    found = []
    for code in dict.fromkeys([*new, *old]):
        was, now = old.get(code), new.get(code)
        there = now or was
        if there is not None:
            found.append(
                Change(
                    there.factor,
                    was.level if was else None,
                    now.level if now else None,
                    was.reasoning if was else "",
                    now.reasoning if now else "",
                )
            )
    return found
