"""Coverage of the law: per paragraph when it was last mapped and how, what the risk is, and what is being done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.audit.rules import Hidden
from samspill.content.assessment import Band, band_of, coverage_provisions
from samspill.content.law import Provision
from samspill.measures.models import Conversation, Measure
from samspill.organisations.models import Role
from samspill.organisations.rules import ADMINISTRATORS, REPRESENTS, SEES_ORGANISATION_FIGURE, Viewer
from samspill.pulses.models import PulseRound
from samspill.risk.models import Assessment, FactorAssessment, RiskMeasure
from samspill.risk.models import Mapping as Mapped
from samspill.risk.queries.factors import Known, known_factors

READS_COVERAGE = ADMINISTRATORS | REPRESENTS | SEES_ORGANISATION_FIGURE
RUNNING = (Measure.Status.DECIDED, Measure.Status.UNDER_WAY, Measure.Status.EVALUATING)
ANY = ""
"""Stands for any factor at all."""
ORDER: tuple[Band, ...] = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Occasion:
    """A time something was mapped, and how."""

    on: date
    how: str


@dataclass(frozen=True, slots=True)
class Covered:
    """One paragraph or letter of the law as the workplace stands to it. Never whether that is enough."""

    provision: Provision
    factors: tuple[Known, ...]
    last: Occasion | None
    risk: Band | None
    """The highest of the assessments in force."""
    measures: int
    review_on: date | None
    not_relevant: tuple[Known, ...]

    @property
    def is_mapped(self) -> bool:
        return self.last is not None

    @property
    def about(self) -> str:
        """In the language of whoever reads."""
        return self.provision.about.in_language(get_language() or "nb")

    @property
    def level(self) -> str:
        return {"low": _("Lav"), "medium": _("Middels"), "high": _("Høy")}[self.risk] if self.risk else ""


def can_read_coverage(viewer: Viewer) -> bool:
    return viewer.has(*READS_COVERAGE) or viewer.has(Role.CHIEF_SAFETY_REP)


@dataclass(frozen=True, slots=True)
class _ByFactor:
    """What is known of each factor, by its code."""

    occasions: Mapping[str, Occasion]
    risks: Mapping[str, Band]
    reviews: Mapping[str, date]
    running: Mapping[str, set[int]]

    def covered(self, provision: Provision, factors: list[Known]) -> Covered:
        codes = [one.code for one in factors if not one.not_relevant]
        return Covered(
            provision=provision,
            factors=tuple(factors),
            # What the law asks for as a whole, such as assessing at all, has no factor of its own.
            last=max(_of(codes if factors else [ANY], self.occasions), key=lambda one: one.on, default=None),
            risk=max(_of(codes, self.risks), key=ORDER.index, default=None),
            measures=len(set().union(*_of(codes, self.running))),
            review_on=min(_of(codes, self.reviews), default=None),
            not_relevant=tuple(one for one in factors if one.not_relevant),
        )


def coverage_for(viewer: Viewer) -> list[Covered]:
    """Nine statements, whatever the size: of the whole organisation, in the order of the law."""
    if not can_read_coverage(viewer):
        raise Hidden
    organisation_id = viewer.organisation_id
    weighed = _weighed(organisation_id)
    occasions = _latest([*_all_occasions(organisation_id), *weighed.occasions])
    known = _ByFactor(occasions, weighed.risks, weighed.reviews, _running(organisation_id))
    by_law: dict[str, list[Known]] = defaultdict(list)
    for one in known_factors(organisation_id, get_language() or viewer.language).values():
        for reference in one.law:
            by_law[reference].append(one)
    return [known.covered(provision, by_law[provision.reference]) for provision in coverage_provisions()]


T = TypeVar("T")


def _of(codes: Iterable[str], table: Mapping[str, T]) -> list[T]:
    return [table[code] for code in codes if code in table]


def _latest(occasions: Iterable[tuple[str, Occasion]]) -> Mapping[str, Occasion]:
    """The latest time each factor was mapped, by whatever method."""
    latest: dict[str, Occasion] = {}
    for code, occasion in occasions:
        if code not in latest or occasion.on > latest[code].on:
            latest[code] = occasion
    return latest


def _all_occasions(organisation_id: int) -> Iterable[tuple[str, Occasion]]:
    rounds = PulseRound.objects.filter(organisation_id=organisation_id, state=PulseRound.State.PUBLISHED)
    for one in rounds.only("definition", "opens_at", "closes_at", "kind"):
        occasion = Occasion(timezone.localtime(one.closes_at).date(), one.name)
        for item in one.definition["items"]:
            yield item["factor"], occasion
    for mapped in Mapped.objects.filter(organisation_id=organisation_id):
        for code in mapped.factors:
            yield code, Occasion(mapped.held_on, str(mapped.get_method_display()))
    talks = Conversation.objects.filter(organisation_id=organisation_id, finished_at__isnull=False)
    for talk in talks.prefetch_related("proposals"):
        if talk.finished_at:
            occasion = Occasion(timezone.localtime(talk.finished_at).date(), str(talk.get_kind_display()))
            for proposal in talk.proposals.all():
                yield proposal.factor, occasion


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What the assessments in force say, by factor."""

    risks: dict[str, Band] = field(default_factory=dict)
    reviews: dict[str, date] = field(default_factory=dict)
    occasions: list[tuple[str, Occasion]] = field(default_factory=list)
    """To assess a risk is to map it too."""


def _weighed(organisation_id: int) -> _Weighed:
    rows = FactorAssessment.objects.filter(
        assessment__number__organisation_id=organisation_id, assessment__state=Assessment.State.VALID
    ).values_list("factor", "probability", "consequence", "assessment__review_on", "assessment__valid_from")
    found = _Weighed()
    for code, probability, consequence, review_on, valid_from in rows:
        if probability is None or consequence is None or review_on is None or valid_from is None:
            continue  # never of what is in force: constraints of the database and a rule say so
        band = band_of(probability, consequence)
        found.risks[code] = max(found.risks.get(code, band), band, key=ORDER.index)
        found.reviews[code] = min(found.reviews.get(code, review_on), review_on)
        occasion = Occasion(valid_from, _("risikovurdering"))
        found.occasions.extend([(code, occasion), (ANY, occasion)])
    return found


def _running(organisation_id: int) -> Mapping[str, set[int]]:
    """By factor the measures under way: those that name it, and those tied to a risk of it."""
    running = Measure.objects.filter(organisation_id=organisation_id, status__in=RUNNING)
    found: dict[str, set[int]] = defaultdict(set)
    for pk, codes in running.values_list("pk", "factors"):
        for code in codes:
            found[code].add(pk)
    tied = RiskMeasure.objects.filter(measure__in=running).values_list("factor__factor", "measure_id")
    for code, pk in tied:
        found[code].add(pk)
    return found
