from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samspill.audit.actions import record
from samspill.design.edits import hold
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound
from samspill.risk.models import Assessment, AssessmentNumber, FactorAssessment
from samspill.risk.queries import factors_of, known_factors, signers_of
from samspill.risk.rules import (
    REVIEW_AFTER,
    FactorWords,
    Weighed,
    can_sign,
    check_can_assess,
    check_can_begin,
    check_can_edit,
    check_can_sign,
    check_can_validate_unsigned,
    check_factor_code,
    check_is_complete,
    check_is_to_sign,
    check_is_unchanged,
    check_levels,
    check_review_day,
    check_texts,
)

State = Assessment.State
UNDER_WAY = (State.DRAFT, State.TO_SIGN)
KEPT = ("pulse_round", "together", "took_part", "facts", "responsible")
KEPT_OF_A_FACTOR = (
    "factor", "probability", "consequence", "reasoning", "sources", "residual_probability", "residual_consequence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FactorText:
    """How a factor is weighed, and on what grounds."""

    code: str
    weighed: Weighed
    reasoning: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Combined:
    """What is said of all factors together, and of who said it."""

    together: str
    took_part: str
    review_on: date | None = None


@transaction.atomic
def begin_assessment(
    *, unit: Unit, task: str = "", pulse_round: PulseRound | None = None, by: Viewer, now: datetime
) -> Assessment:
    """The first version, or a new one that starts from what holds."""
    check_can_assess(by, unit.path)
    number, _new = AssessmentNumber.objects.get_or_create(
        unit=unit, task=task.strip(), defaults={"organisation_id": by.organisation_id}
    )
    number = AssessmentNumber.objects.select_for_update().get(pk=number.pk)
    check_can_begin(under_way=number.versions.filter(state__in=UNDER_WAY).exists())
    before = number.versions.order_by("-edition").first()
    assessment = Assessment.objects.create(
        number=number,
        edition=before.edition + 1 if before else 1,
        begun_on=by.today,
        **({name: getattr(before, name) for name in KEPT} if before else {"responsible_id": by.person_id}),
    )
    if pulse_round is not None:
        assessment.pulse_round = pulse_round
        assessment.save(update_fields=["pulse_round"])
    if before:
        _copy_factors(before, assessment)
    record("begin_assessment", by=by, now=now, subject=assessment)
    return assessment


def revise_assessment(*, assessment: Assessment, by: Viewer, now: datetime) -> Assessment:
    """A new version of what holds; until it is signed the old one stands."""
    number = assessment.number
    return begin_assessment(unit=number.unit, task=number.task, by=by, now=now)


def _copy_factors(before: Assessment, after: Assessment) -> None:
    FactorAssessment.objects.bulk_create(
        FactorAssessment(assessment=after, **{name: getattr(one, name) for name in KEPT_OF_A_FACTOR})
        for one in before.factors.order_by("pk")
    )
    for one in after.factors.all():
        for link in before.factors.get(factor=one.factor).measures.all():
            one.measures.create(measure_id=link.measure_id)


@transaction.atomic
def choose_factors(*, assessment: Assessment, codes: Sequence[str], by: Viewer, now: datetime) -> Assessment:
    """Add what is chosen and let go of the rest; what was written of a factor that stays is kept."""
    assessment = _draft(assessment, by)
    known = known_factors(by.organisation_id, by.language)
    for code in codes:
        check_factor_code(code, known=known)
    assessment.factors.exclude(factor__in=codes).delete()
    there = set(assessment.factors.values_list("factor", flat=True))
    FactorAssessment.objects.bulk_create(
        FactorAssessment(assessment=assessment, factor=code) for code in dict.fromkeys(codes) if code not in there
    )
    _touch(assessment)
    record("choose_factors", by=by, now=now, subject=assessment, factors=list(codes))
    return assessment


@transaction.atomic
def weigh_factor(*, assessment: Assessment, text: FactorText, by: Viewer, now: datetime) -> FactorAssessment:
    assessment = _draft(assessment, by)
    check_factor_code(text.code, known=set(assessment.factors.values_list("factor", flat=True)))
    check_levels(text.weighed)
    check_texts({"reasoning": text.reasoning})
    one = assessment.factors.get(factor=text.code)
    one.probability, one.consequence = text.weighed.probability, text.weighed.consequence
    one.residual_probability = text.weighed.residual_probability
    one.residual_consequence = text.weighed.residual_consequence
    one.reasoning, one.sources = text.reasoning, list(text.sources)
    one.save()
    _touch(assessment)
    record("weigh_factor", by=by, now=now, subject=assessment, factor=text.code)
    return one


@transaction.atomic
def write_combined(*, assessment: Assessment, text: Combined, by: Viewer, now: datetime) -> Assessment:
    assessment = _draft(assessment, by)
    check_texts({"together": text.together, "took_part": text.took_part})
    assessment.together, assessment.took_part = text.together, text.took_part
    if text.review_on:
        check_review_day(valid_from=by.today, review_on=text.review_on)
    assessment.review_on = text.review_on
    _touch(assessment)
    record("write_combined", by=by, now=now, subject=assessment)
    return assessment


@transaction.atomic
def write_facts(*, assessment: Assessment, found: Mapping[str, str], by: Viewer, now: datetime) -> Assessment:
    """What leader and safety representative know; the representative may write it down too."""
    assessment = _locked(assessment)
    if not can_sign(by, assessment.number.unit.path):
        check_can_assess(by, assessment.number.unit.path)
    check_can_edit(assessment.state)
    check_texts(found)
    assessment.facts = {key: value.strip() for key, value in found.items() if value.strip()}
    _touch(assessment)
    record("write_facts", by=by, now=now, subject=assessment)
    return assessment


@transaction.atomic
def send_to_sign(*, assessment: Assessment, by: Viewer, now: datetime) -> Assessment:
    assessment = _draft(assessment, by)
    _check_complete(assessment, by)
    assessment.state = State.TO_SIGN
    assessment.returned_on, assessment.return_note = None, ""
    _touch(assessment)
    record("send_to_sign", by=by, now=now, subject=assessment)
    return assessment


@transaction.atomic
def return_to_draft(*, assessment: Assessment, note: str = "", by: Viewer, now: datetime) -> Assessment:
    """Whoever wrote it takes it back, or the safety representative asks for more work and may say what."""
    assessment = _locked(assessment)
    returns = can_sign(by, assessment.number.unit.path)
    if not returns:
        check_can_assess(by, assessment.number.unit.path)
    check_is_to_sign(assessment.state)
    check_texts({"note": note})
    assessment.state = State.DRAFT
    if returns:
        assessment.returned_on, assessment.return_note = by.today, note.strip()
    _touch(assessment)
    record("return_to_draft", by=by, now=now, subject=assessment)
    return assessment


@transaction.atomic
def sign_assessment(*, assessment: Assessment, seen: int, remark: str = "", by: Viewer, now: datetime) -> Assessment:
    """The safety representative has taken part; agreed or not, the remark stands with it."""
    assessment = _locked(assessment)
    check_can_sign(by, assessment.number.unit.path)
    check_is_to_sign(assessment.state)
    check_is_unchanged(seen=seen, now_at=assessment.version)
    check_texts({"remark": remark})
    assessment.signed_by_id, assessment.signed_name, assessment.signed_on = by.person_id, by.name, by.today
    assessment.remark = remark
    _put_in_force(assessment, by.today)
    record("sign_assessment", by=by, now=now, subject=assessment)
    return assessment


@transaction.atomic
def validate_unsigned(*, assessment: Assessment, reason: str, by: Viewer, now: datetime) -> Assessment:
    """Where a small workplace has agreed on another arrangement than a safety representative."""
    assessment = _draft(assessment, by)
    _check_complete(assessment, by)
    unit = assessment.number.unit
    check_can_validate_unsigned(
        headcount=assessment.number.organisation.headcount,
        represented=bool(signers_of(unit, by.today).able),
        reason=reason,
    )
    assessment.unsigned_reason = reason
    _put_in_force(assessment, by.today)
    record("validate_unsigned", by=by, now=now, subject=assessment)
    return assessment


def _put_in_force(assessment: Assessment, today: date) -> None:
    assessment.number.versions.filter(state=State.VALID).update(state=State.REPLACED)
    assessment.state, assessment.valid_from = State.VALID, today
    if assessment.review_on is None or assessment.review_on <= today:
        assessment.review_on = today + REVIEW_AFTER
    _touch(assessment)


def _check_complete(assessment: Assessment, by: Viewer) -> None:
    names = factors_of(assessment, by.language)
    check_is_complete(
        factors=[
            FactorWords(
                one.factor,
                names[one.factor].name,
                Weighed(one.probability, one.consequence, one.residual_probability, one.residual_consequence),
                one.reasoning,
            )
            for one in assessment.factors.order_by("pk")
        ],
        together=assessment.together,
        took_part=assessment.took_part,
    )


def held_factor(one: FactorAssessment) -> FactorAssessment:
    """One factor as it is now; the assessment first, in the order everybody who writes in it takes them."""
    hold(one.assessment)
    return hold(one)


def _draft(assessment: Assessment, by: Viewer) -> Assessment:
    assessment = _locked(assessment)
    check_can_assess(by, assessment.number.unit.path)
    check_can_edit(assessment.state)
    return assessment


def _locked(assessment: Assessment) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("number__unit", "number__organisation")
    return rows.get(pk=assessment.pk)


def _touch(assessment: Assessment) -> None:
    assessment.version += 1
    assessment.save()
