"""Where things lie in the demo: ``python -m tests.browser.places`` prints them as JSON, inside the installation."""

from __future__ import annotations

import json
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from samspill.config.worker import tick  # noqa: E402
from samspill.leadership.models import Decision, Question  # noqa: E402
from samspill.measures.models import Measure, OwnMeasure  # noqa: E402
from samspill.notices.models import KeptMessage  # noqa: E402
from samspill.organisations.models import Assignment, Person, Post, Role, Unit  # noqa: E402
from samspill.pulses.models import Consultation, PulseRound  # noqa: E402
from samspill.results.models import Comment, CommentPool, CurationVote  # noqa: E402

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
    found["role:amu"] = Assignment.objects.filter(role=Role.AMU_MEMBER)[0].pk
    for status in Measure.Status.values:
        found |= {f"measure:{status}": one.pk for one in Measure.objects.filter(status=status)[:1]}
    found["own:first"] = OwnMeasure.objects.earliest("pk").pk
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
