"""Two years at Solvik kommune, lived through the real actions with the clock set back."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from samspill.accounts.models import User
from samspill.answers.actions import Answer, submit
from samspill.answers.jobs import tick as lay_out_due
from samspill.audit.rules import Refused
from samspill.content.texts import protocol
from samspill.demo.committee import hold_committee
from samspill.demo.decisions import tell_decisions
from samspill.demo.loop import Loop
from samspill.demo.moods import Moods
from samspill.demo.plans import plan_measures
from samspill.demo.register import people_csv, units_csv
from samspill.demo.risks import assess_risks
from samspill.demo.workplace import JOB, KNOWN, NAME, SLUG
from samspill.demo.year import live_through_the_year
from samspill.organisations.actions import (
    OrganisationFacts,
    RoleTerm,
    create_organisation,
    give_role,
    set_measurement,
)
from samspill.organisations.imports import ImportFile, carry_out, plan_import
from samspill.organisations.models import Measurement, Organisation, Person, Role, Unit
from samspill.organisations.queries import viewer_for
from samspill.organisations.rules import Viewer, Worker
from samspill.pulses.actions import approve_membership, choose_rhythm, plan_round, record_consultation, replan_round
from samspill.pulses.actions.planning import RoundPlan
from samspill.pulses.jobs import open_due_rounds, plan_next_rounds
from samspill.pulses.keys import digest_of, link_token, round_key
from samspill.pulses.models import Kind, Participant, PulseRound, Rhythm
from samspill.pulses.queries import changed_units_for, shipped_definition
from samspill.results.actions import cast_vote
from samspill.results.jobs import close_due, tell_of_ready
from samspill.results.models import Comment
from samspill.results.queries import pools_to_curate
from samspill.results.queries.comments import waiting_in
from samspill.results.rules import Opinion

Say = Callable[[str], object]
MONTHS_BACK = 24
SEED = 2026
CURATORS = ("per", "liv")
A_MONTH, HALF_A_YEAR, A_YEAR = timedelta(days=31), timedelta(days=183), timedelta(days=365)
COMMENT_DAYS = 21


def build(*, now: datetime, say: Say) -> Organisation:
    """Fill an empty installation; ``now`` is when the demo is looked at."""
    began = now - timedelta(days=30 * MONTHS_BACK)
    organisation = _found(began)
    say("Virksomheten er importert.")
    _prepare(organisation, began)
    moods = Moods(random.Random(SEED))  # noqa: S311 - the demo is the same every time
    loop = Loop(organisation, _seen_by)
    number = _live_through_the_past(organisation, moods, loop, now)
    say(f"{number} målinger er gjennomført.")
    _have_one_open(organisation, moods, number, now)
    tell_decisions(organisation, look=_seen_by, now=now)
    plan_measures(organisation, _seen_by, now)
    assess_risks(organisation, _seen_by, now)
    live_through_the_year(organisation, _seen_by, now)
    loop.at_last(now)
    hold_committee(organisation, _seen_by, now)
    say("Tiltak, samtaler og fortellinger er på plass.")
    return organisation


def _found(began: datetime) -> Organisation:
    day, outside = timezone.localdate(began), Worker(None, name="Demo")
    facts = OrganisationFacts(name=NAME, headcount=190, industry="kommune", is_public=True)
    organisation = create_organisation(slug=SLUG, facts=facts, by=outside, now=began)
    inside = Worker(organisation.pk, name="Demo")
    files = ImportFile("units.csv", units_csv()), ImportFile("people.csv", people_csv())
    plan = plan_import(organisation, *files, today=day)
    carry_out(plan=plan, by=inside, now=began)
    for one in KNOWN:
        if one.area:
            units = (Unit.objects.get(organisation=organisation, external_id=one.area),)
            person = Person.objects.get(organisation=organisation, external_id=one.id)
            give_role(person=person, term=RoleTerm(role=Role(one.roles), units=units, since=day), by=inside, now=began)
    for unit in Unit.objects.filter(organisation=organisation, external_id__in=("legevakt", "ppt")):
        set_measurement(unit=unit, measurement=Measurement.WITH_PARENT, by=inside, now=began)
    return organisation


def _viewer(person_id: str, today: date) -> Viewer:
    user = User.objects.get(people__external_id=person_id, people__organisation__slug=SLUG)
    viewer = viewer_for(user, hat_key=None, today=today)
    if viewer is None:
        raise LookupError(f"{person_id} has no role on {today}")
    return viewer


def _seen_by(person_id: str, at: datetime) -> Viewer:
    return _viewer(person_id, timezone.localdate(at))


def _prepare(organisation: Organisation, began: datetime) -> None:
    """What comes before the first invitation: the consultation, and the rhythm of the year."""
    day = timezone.localdate(began)
    per = _viewer("per", day)
    answers = {one.id: one.proposal.in_language("nb") or "Avklart i møtet." for one in protocol().fields}
    present = "Kommunedirektør, hovedverneombud og tillitsvalgte"
    record_consultation(held_on=day, participants=present, answers=answers, by=per, now=began)
    choose_rhythm(wanted=Rhythm(organisation=organisation, variant="standard", starts_on=day), by=per, now=began)


def _live_through_the_past(organisation: Organisation, moods: Moods, loop: Loop, now: datetime) -> int:
    """Every round whose time has run out: opened, answered, closed and its comments read, each on its day."""
    number = 0
    while (pulse_round := _next(organisation)) and pulse_round.closes_at < now:
        if pulse_round.kind == Kind.YEARLY and now - pulse_round.closes_at < A_YEAR:
            _show_by_job(pulse_round)
        _open_on_its_day(pulse_round)
        _answer(pulse_round, number, moods)
        closed_at = pulse_round.closes_at + timedelta(minutes=1)
        close_due(closed_at)
        if now - closed_at < A_MONTH:
            tell_of_ready(closed_at)
        if now - closed_at < HALF_A_YEAR:
            # The latest comments wait for the second reader, so that there is something to go through.
            both = now - closed_at > timedelta(days=COMMENT_DAYS)
            _curate(closed_at + timedelta(days=1), CURATORS if both else CURATORS[:1])
        loop.after_round(number, closed_at)
        plan_next_rounds(closed_at)
        number += 1
    return number


def _show_by_job(pulse_round: PulseRound) -> None:
    """The last broad survey is also shown by what people work as."""
    at = pulse_round.opens_at - timedelta(days=7)
    plan = RoundPlan(
        kind=pulse_round.kind,
        definition=pulse_round.definition,
        opens_on=timezone.localdate(pulse_round.opens_at),
        closes_on=timezone.localdate(pulse_round.closes_at),
        units=(Unit.objects.get(organisation=pulse_round.organisation, parent=None),),
        reminders_on=tuple(date.fromisoformat(day) for day in pulse_round.reminders_on),
        attribute=JOB,
    )
    replan_round(pulse_round=pulse_round, plan=plan, by=_viewer("per", timezone.localdate(at)), now=at)
    pulse_round.refresh_from_db()


def _next(organisation: Organisation) -> PulseRound | None:
    planned = PulseRound.objects.filter(organisation=organisation, state=PulseRound.State.PLANNED)
    return planned.select_related("organisation").order_by("opens_at").first()


def _open_on_its_day(pulse_round: PulseRound) -> None:
    """The safety representative has looked over the changes; then the worker opens it by itself."""
    at = pulse_round.opens_at + timedelta(minutes=1)
    for watcher in ("liv", "amina"):
        viewer = _viewer(watcher, timezone.localdate(at))
        seen = [unit.digest for unit in changed_units_for(viewer, pulse_round) if not unit.is_approved]
        if seen:
            approve_membership(pulse_round=pulse_round, seen=seen, by=viewer, now=at)
    open_due_rounds(at)
    lay_out_due(at)
    pulse_round.refresh_from_db()


def _answer(pulse_round: PulseRound, number: int, moods: Moods, but: tuple[str, ...] = ()) -> None:
    """Whoever takes part this month, in one transaction, so that two years load in seconds."""
    key, at = round_key(pulse_round), pulse_round.opens_at + timedelta(hours=3)
    invited = Participant.objects.filter(pulse_round=pulse_round, channel="link").exclude(person__external_id__in=but)
    with transaction.atomic():
        for participant in invited.select_related("home").order_by("person__external_id"):
            if moods.takes_part():
                unit = participant.home.external_id
                answer = moods.answer(participant.person_id, unit, number, pulse_round.definition)
                digest = digest_of(link_token(participant, key=key))
                submit(digest=digest, read=partial(_given, answer), now=at)


def _given(answer: Answer, _asked: PulseRound) -> Answer:
    return answer


def _curate(now: datetime, curators: tuple[str, ...]) -> None:
    """Two people who lead nobody let the comments through."""
    for curator in curators:
        viewer = _viewer(curator, timezone.localdate(now))
        for line in pools_to_curate(viewer):
            for waiting in waiting_in(viewer, line.pool):
                opinion = Opinion(viewer.person_id or 0, Comment.State.SHOWN, waiting.comment.text)
                cast_vote(comment=waiting.comment, opinion=opinion, by=viewer, now=now)


def _last_working_day(today: date) -> date:
    return today - timedelta(days={0: 3, 6: 2}.get(today.weekday(), 1))


def _have_one_open(organisation: Organisation, moods: Moods, number: int, now: datetime) -> None:
    """A round is open when somebody looks: most have answered, the people one can sign in as have not."""
    try:
        pulse_round = round_to_answer(organisation, by=_seen_by("per", now), now=now)
    except Refused:
        return  # July: nobody is asked
    _open_on_its_day(pulse_round)
    _answer(pulse_round, number, moods, but=tuple(one.id for one in KNOWN))


def round_to_answer(organisation: Organisation, *, by: Viewer, now: datetime) -> PulseRound:
    """The round whose time it is. Between two, the next pulse is moved to the last working day, so that nobody is asked
    again a week later; where something longer comes next, that keeps its days and one pulse more is asked before it."""
    nearest = _next(organisation)
    if nearest and nearest.opens_at <= now:
        return nearest
    today = timezone.localdate(now)
    plan = RoundPlan(
        kind=Kind.MONTHLY,
        definition=shipped_definition(Kind.MONTHLY),
        opens_on=_last_working_day(today),
        closes_on=today + timedelta(days=4),
        units=(Unit.objects.get(organisation=organisation, parent=None),),
    )
    if nearest and nearest.kind == Kind.MONTHLY:
        return replan_round(pulse_round=nearest, plan=plan, by=by, now=now)
    return plan_round(plan=plan, organisation=organisation, by=Worker(organisation.pk), now=now)
