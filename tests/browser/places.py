"""Where things lie in the demo: ``python -m tests.browser.places`` prints them as JSON, inside the installation."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import django
from PIL import Image

django.setup()

from django.utils import timezone  # noqa: E402

from samspill.amu.actions.cases import add_case  # noqa: E402
from samspill.amu.actions.committees import CommitteeFacts, create_committee, give_seat  # noqa: E402
from samspill.amu.actions.meetings import begin_meeting, call_meeting, plan_meeting  # noqa: E402
from samspill.amu.models import AnnualReport, Case, Committee, Meeting, Minutes  # noqa: E402
from samspill.amu.rules.committees import Term  # noqa: E402
from samspill.amu.rules.meetings import CasePlan, MeetingPlan  # noqa: E402
from samspill.config.worker import tick  # noqa: E402
from samspill.leadership.models import Decision, Question  # noqa: E402
from samspill.measures.actions.conversations import (  # noqa: E402
    Beginning,
    Written,
    begin_conversation,
    save_step,
)
from samspill.measures.actions.stories import Tale, tell_story  # noqa: E402
from samspill.measures.models import Conversation, Measure, OwnMeasure, Story  # noqa: E402
from samspill.measures.rules.conversations import Pick, Point  # noqa: E402
from samspill.notices.models import KeptMessage  # noqa: E402
from samspill.organisations.models import Assignment, Person, Post, Role, Unit  # noqa: E402
from samspill.organisations.queries import viewer_for  # noqa: E402
from samspill.organisations.rules import Viewer  # noqa: E402
from samspill.pulses.models import Consultation, PulseRound  # noqa: E402
from samspill.results.models import Comment, CommentPool, CurationVote  # noqa: E402
from samspill.risk.models import Assessment, ChangeAssessment  # noqa: E402
from samspill.yearwheel.models import Milestone, Occurrence  # noqa: E402

STATE = PulseRound.State


def places() -> dict[str, int]:
    """``unit:nord`` → its number in the addresses, and so on."""
    found = {f"unit:{unit.external_id}": unit.pk for unit in Unit.objects.all()}
    found |= {f"person:{person.external_id}": person.pk for person in Person.objects.filter(user__isnull=False)}
    for state in (STATE.OPEN, STATE.PLANNED):
        found[f"round:{state}"] = PulseRound.objects.filter(state=state).order_by("opens_at")[0].pk
    found["round:published"] = PulseRound.objects.filter(state=STATE.PUBLISHED).latest("closes_at").pk
    found["pool:waiting"] = _waiting_pool().pk
    found["letter:first"] = KeptMessage.objects.earliest("pk").pk
    found["consultation:first"] = Consultation.objects.earliest("pk").pk
    found["decision:asked"] = Question.objects.earliest("pk").decision_id
    found["decision:latest"] = Decision.objects.latest("pk").pk
    found["question:first"] = Question.objects.earliest("pk").pk
    found["post:kari"] = Post.objects.filter(person__external_id="kari")[0].pk
    found |= _loop()
    found |= _year()
    found |= {f"risk:{one.state}": one.pk for one in Assessment.objects.all()}
    found["change:draft"] = ChangeAssessment.objects.get().pk
    found["role:amu"] = Assignment.objects.filter(role=Role.AMU_MEMBER)[0].pk
    for status in Measure.Status.values:
        of_nord = Measure.objects.filter(status=status, unit__external_id="nord")
        found |= {f"measure:{status}": one.pk for one in of_nord[:1]}
    found["own:first"] = OwnMeasure.objects.earliest("pk").pk
    return found | _committee()


def _committee() -> dict[str, int]:
    """What the demo's committee has, and a management group in the middle of a meeting."""
    amu = Committee.objects.get(kind="amu")
    going_on = Meeting.objects.filter(committee__kind="management").first() or _meeting_going_on()
    found = {"committee:amu": amu.pk, "report:draft": AnnualReport.objects.get().pk}
    found |= {f"meeting:{one.state}": one.pk for one in amu.meetings.order_by("starts_at")}
    found |= {"meeting:open": going_on.pk, "case:open": going_on.cases.earliest("pk").pk}
    found["minutes:approved"] = Minutes.objects.filter(state="approved").latest("pk").pk
    found["case:decided"] = Case.objects.filter(measure__isnull=False).latest("pk").pk
    found["seat:first"] = amu.seats.earliest("pk").pk
    return found


def _year() -> dict[str, int]:
    """Of the wheel: milestones by their key, this year, and something of Nord's that is done and that is not."""
    found = {f"milestone:{one.key}": one.pk for one in Milestone.objects.exclude(key="")}
    found["milestone:first"] = Milestone.objects.earliest("pk").pk
    found["year:this"] = timezone.localdate().year
    of_nord = Occurrence.objects.filter(unit__external_id="nord").order_by("ends_on")
    for state in ("done", "open"):
        found[f"occurrence:{state}"] = of_nord.filter(state=state)[0].pk
    return found


def _meeting_going_on() -> Meeting:
    now, per = timezone.now(), _viewer("per")
    group = create_committee(facts=CommitteeFacts("Ledergruppen", "management"), by=per, now=now)
    for name in ("ingrid", "bjorn"):
        term = Term(Person.objects.get(external_id=name), timezone.localdate(now))
        give_seat(committee=group, term=term, by=per, now=now)
    plan = MeetingPlan(now, now + timedelta(hours=2), "Møterom 1")
    meeting = plan_meeting(committee=group, plan=plan, by=per, now=now)
    for title in ("Bemanning i jula", "Møtene våre"):
        add_case(meeting=meeting, plan=CasePlan(title), by=per, now=now)
    call_meeting(meeting=meeting, by=per, now=now)
    return begin_meeting(meeting=meeting, by=per, now=now)


def _loop() -> dict[str, int]:
    """What the loop from result to «Hva hjalp?» has left, a meeting going on, and a story with a picture."""
    now, per = timezone.now(), _viewer("per")
    bygg = Unit.objects.get(external_id="bygg")
    going_on = Conversation.objects.filter(unit=bygg, finished_at=None).first() or begin_conversation(
        unit=bygg, how=Beginning(Conversation.Kind.DIALOGUE, 60), by=per, now=now
    )
    written = Written(cards=["FOKUS", "MENGDE"], points=[Point("FOKUS", "Telefonen")], picks=[Pick("Vakttelefon")])
    for step in ("cards", "keep", "change", "choose"):
        going_on = save_step(conversation=going_on, step_id=step, written=written, by=per, now=now)
    square = io.BytesIO()
    Image.new("RGB", (600, 400), (18, 81, 78)).save(square, "JPEG")
    tale = Tale(
        "Tavla i verkstedet viser hvem som trenger en hånd.",
        factor="KOLLSTØTTE",
        unit=bygg,
        picture=square.getvalue(),
        picture_type="image/jpeg",
        picture_text="Tavla i verkstedet",
    )
    pictured = Story.objects.filter(text=tale.text).first() or tell_story(tale=tale, by=per, now=now)
    return {
        "conversation:done": Conversation.objects.filter(unit__external_id="nord").latest("finished_at").pk,
        "conversation:cards": going_on.pk,
        "measure:judged": Measure.objects.filter(unit__external_id="nord", status="finished").earliest("pk").pk,
        "story:told": Story.objects.filter(measure__isnull=False).earliest("pk").pk,
        "story:pictured": pictured.pk,
    }


def _viewer(name: str) -> Viewer:
    user = Person.objects.get(external_id=name).user
    found = viewer_for(user, hat_key=None, today=timezone.localdate()) if user else None
    assert found
    return found


def _waiting_pool() -> CommentPool:
    """The youngest pool Per reads, with its comments waiting as on the day after the close."""
    pool = CommentPool.objects.filter(curators__external_id="per").latest("pulse_round__closes_at")
    CurationVote.objects.filter(comment__pool=pool).delete()
    pool.comments.update(state=Comment.State.WAITING)
    return pool


def let_a_round_be_open() -> None:
    """In July nobody is asked, so the demo has nothing open; then the next round is brought forward."""
    now = timezone.now()
    if not PulseRound.objects.filter(state=STATE.OPEN).exists():
        following = PulseRound.objects.filter(state=STATE.PLANNED).order_by("opens_at")[:1]
        today = {"opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(days=4)}
        PulseRound.objects.filter(pk__in=following).update(**today)
    tick(now)


if __name__ == "__main__":
    let_a_round_be_open()
    print(json.dumps(places()))
