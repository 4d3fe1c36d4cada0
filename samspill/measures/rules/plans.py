"""What a measure may be, and what may become of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.content.factors import factors
from samspill.content.measures import library
from samspill.measures.models import Conversation, Level, Measure, OwnMeasure, Story
from samspill.organisations.models import Person, Unit
from samspill.pulses.models import PulseRound

Status = Measure.Status
ENDED = (Status.FINISHED, Status.STOPPED)
RUNNING = (Status.DECIDED, Status.UNDER_WAY, Status.EVALUATING)
STEPS: dict[str, tuple[str, ...]] = {
    Status.PROPOSED: (Status.DECIDED, Status.STOPPED),
    Status.DECIDED: (Status.UNDER_WAY, Status.STOPPED),
    Status.UNDER_WAY: (Status.EVALUATING, Status.FINISHED, Status.STOPPED),
    Status.EVALUATING: (Status.UNDER_WAY, Status.FINISHED, Status.STOPPED),
    Status.FINISHED: (),
    Status.STOPPED: (),
}
"""Where a measure can go from where it is. What was finished in haste is undone, not moved on."""
LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class MeasurePlan:
    """A measure as somebody wishes it."""

    unit: Unit
    title: str
    level: str
    starts_on: date
    due_on: date
    aim: str = ""
    """What shall be different, and for whom."""
    description: str = ""
    factors: tuple[str, ...] = ()
    library_id: str = ""
    own: OwnMeasure | None = None
    origin: str = Measure.Origin.FREE
    pulse_round: PulseRound | None = None
    conversation: Conversation | None = None
    story: Story | None = None
    responsible: Person | None = None
    took_part: str = ""
    resources: str = ""
    expectation: str = ""
    indicator: str = ""
    hoped_level: float | None = None
    evaluate_on: date | None = None

    @property
    def expects(self) -> tuple[str, str, float | None]:
        return (self.expectation, self.indicator, self.hoped_level)


MOST_SIGNS = {
    "title": 120,
    "aim": 1000,
    "description": 4000,
    "took_part": 600,
    "resources": 600,
    "expectation": 600,
    "indicator": 60,
}
"""As the columns have it; a form says so first, but not everything comes by a form."""


def check_plan(plan: MeasurePlan, *, today: date) -> None:
    """What holds for every measure, whoever decides it and from wherever it comes."""
    if not plan.title.strip():
        raise Refused(_("Skriv hva tiltaket heter."))
    _check_lengths(plan)
    _check_dates(plan)
    _check_from_content(plan)
    if plan.unit.closed_on is not None and plan.unit.closed_on <= today:
        raise Refused(_("«%(unit)s» er lagt ned. Velg en enhet som finnes.") % {"unit": plan.unit.name})
    check_responsible(plan.responsible, organisation_id=plan.unit.organisation_id, today=today)


def check_responsible(person: Person | None, *, organisation_id: int, today: date) -> None:
    if person is None:
        return
    if person.organisation_id != organisation_id:
        raise Refused(_("Velg en ansvarlig som arbeider her."))
    if has_left(person, today):
        raise Refused(_("%(name)s har sluttet. Velg en annen ansvarlig.") % {"name": person.name})


def has_left(person: Person, today: date) -> bool:
    return person.left_on is not None and person.left_on < today


def _check_lengths(plan: MeasurePlan) -> None:
    for name, most in MOST_SIGNS.items():
        check_length(getattr(plan, name), most)


def check_length(text: str, most: int) -> None:
    if len(text) > most:
        sentence = _("Teksten som begynner med «%(start)s», er %(length)d tegn. Det er plass til %(most)d.")
        raise Refused(sentence % {"length": len(text), "most": most, "start": text[:40]})


def _check_dates(plan: MeasurePlan) -> None:
    if plan.due_on < plan.starts_on:
        raise Refused(
            _("Fristen kan ikke være før tiltaket starter, %(day)s. Velg en senere frist.")
            % {"day": date_format(plan.starts_on, "j. F Y")}
        )
    if plan.evaluate_on is not None and plan.evaluate_on < plan.starts_on:
        raise Refused(
            _("Tiltaket kan ikke vurderes før det starter, %(day)s. Velg en senere dag.")
            % {"day": date_format(plan.starts_on, "j. F Y")}
        )


def _check_from_content(plan: MeasurePlan) -> None:
    if plan.level not in Level.values:
        raise Refused(_("Velg om tiltaket gjelder organisasjonen, teamet eller den enkelte."))
    if plan.origin not in Measure.Origin.values:
        raise Refused(_("Velg hvor tiltaket kommer fra."))
    if set(plan.factors) - set(factors()):
        raise Refused(_("Velg blant faktorene i listen."))
    if plan.library_id and (plan.library_id not in library() or plan.own is not None):
        raise Refused(_("Velg ett tiltak fra biblioteket."))
    if plan.own is not None and plan.own.organisation_id != plan.unit.organisation_id:
        raise Refused(_("Velg ett tiltak fra biblioteket."))
    if plan.hoped_level is not None and not LOWEST <= plan.hoped_level <= HIGHEST:
        raise Refused(_("Nivået dere håper på, må være mellom 1 og 5."))


def check_can_expect(plan: MeasurePlan, *, today: date) -> None:
    """An expectation written afterwards is no expectation."""
    if any(plan.expects) and plan.starts_on < today:
        raise Refused(
            _("Hva dere venter dere, skrives før start. Tiltaket startet %(day)s.")
            % {"day": date_format(plan.starts_on, "j. F Y")}
        )


def has_begun(measure: Measure) -> bool:
    """From then on the start, and what was expected before it, stand as they were written."""
    return measure.status not in {Status.PROPOSED, Status.DECIDED}


def check_can_rewrite(measure: Measure, plan: MeasurePlan, *, today: date) -> None:
    """Of a measure that has not begun: its start, and what one expects of it."""
    if plan.expects != (measure.expectation, measure.indicator, measure.hoped_level):
        check_can_expect(plan, today=today)
    elif measure.expected_on is not None and plan.starts_on < measure.expected_on:
        raise Refused(
            _("Tiltaket kan ikke starte før dere skrev hva dere venter dere, %(day)s.")
            % {"day": date_format(measure.expected_on, "j. F Y")}
        )


def check_can_edit(measure: Measure) -> None:
    if measure.status in ENDED:
        raise Refused(_("Tiltaket er avsluttet. Angre avslutningen først, eller før det videre som et nytt."))


def check_can_move_on(measure: Measure, status: str) -> None:
    if status not in STEPS[measure.status]:
        words = {"now": measure.get_status_display(), "wanted": dict(Status.choices).get(status, status)}
        raise Refused(_("Tiltaket står som «%(now)s» og kan ikke bli «%(wanted)s».") % words)


def check_can_undo(measure: Measure) -> None:
    if not measure.status_before:
        raise Refused(_("Det er ingen endring av status å angre."))


def check_verdict(status: str, verdict: str, lesson: str) -> None:
    if status == Status.FINISHED and verdict not in Measure.Verdict.values:
        raise Refused(_("Velg hva dere ser etter tiltaket. «For tidlig» er også et svar."))
    if status == Status.STOPPED and verdict and verdict not in Measure.Verdict.values:
        raise Refused(_("Velg hva dere ser etter tiltaket."))
    check_length(lesson, 1000)


def is_overdue(measure: Measure, today: date) -> bool:
    return measure.status in {Status.DECIDED, Status.UNDER_WAY} and measure.due_on < today


def is_to_evaluate(measure: Measure, today: date) -> bool:
    """The day on which one wanted to see whether it worked has come."""
    return measure.status in RUNNING and measure.evaluate_on is not None and measure.evaluate_on <= today
