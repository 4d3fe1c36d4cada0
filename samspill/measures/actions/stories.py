"""Telling, thanking, withdrawing, and doing more of it.

Who told a story, and whom it helped, is in no log: those lines are the workplace's own, dated by the day.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from samspill.audit.actions import record
from samspill.measures.actions.plans import decide_measure, propose_measure
from samspill.measures.models import Measure, Story, StoryThanks
from samspill.measures.queries import measures_for
from samspill.measures.queries.homes import leaders_of
from samspill.measures.rules import MeasurePlan, can_change_plan
from samspill.measures.rules.stories import (
    check_can_adopt,
    check_can_tell_comment,
    check_can_withdraw,
    check_picture,
    check_story,
    is_teller,
    mark_of,
    thanking_person,
    thanks_mark,
    title_of,
)
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer, Worker
from samspill.results.access import comment_to_tell

START, DUE, EVALUATE = timedelta(days=7), timedelta(weeks=8), timedelta(weeks=11)


@dataclass(frozen=True, slots=True)
class Tale:
    """A story as somebody wants it told."""

    text: str
    factor: str = ""
    unit: Unit | None = None
    measure: Measure | None = None
    is_named: bool = False
    picture: bytes | None = None
    picture_type: str = ""
    picture_text: str = ""


@transaction.atomic
def tell_story(*, tale: Tale, by: Viewer, now: datetime) -> Story:
    """For everybody in the organisation. The teller's name only where they chose so."""
    check_story(tale.text, tale.factor)
    check_picture(tale.picture, tale.picture_text)
    salt = secrets.token_hex(16)
    story = Story.objects.create(
        organisation_id=by.organisation_id,
        unit=tale.unit,
        text=tale.text.strip(),
        factor=tale.factor,
        measure=tale.measure,
        teller=by.name if tale.is_named else "",
        picture=tale.picture,
        picture_type=tale.picture_type if tale.picture is not None else "",
        picture_text=tale.picture_text.strip() if tale.picture is not None else "",
        salt=salt,
        mark=mark_of(by.person_id, salt) if by.person_id else "",
        told_on=timezone.localdate(now),
    )
    record("tell_story", by=Worker(by.organisation_id), now=_day(now))
    return story


@transaction.atomic
def tell_comment(*, key: int, by: Viewer, now: datetime) -> Story:
    """Keep a curated comment as a story, for the readers its writer chose and nobody more."""
    unit, pulse_round, text = comment_to_tell(by, key)
    check_can_tell_comment(text, is_told=Story.objects.filter(comment_key=key).exists())
    story = Story.objects.create(
        organisation_id=by.organisation_id,
        unit=unit,
        text=text,
        is_for_unit_only=True,
        comment_key=key,
        pulse_round=pulse_round,
        told_on=timezone.localdate(now),
    )
    record("tell_comment", by=by, now=now, subject=unit)
    return story


@transaction.atomic
def thank_story(*, story: Story, by: Viewer, now: datetime) -> bool:
    """«Dette hjalp oss også»; said once more it is taken back. Whether it now stands."""
    mark = thanks_mark(thanking_person(by), story.pk)
    thanks, is_new = StoryThanks.objects.get_or_create(story=story, mark=mark)
    if not is_new:
        thanks.delete()
    record("thank_story", by=Worker(by.organisation_id), now=_day(now))
    return is_new


@transaction.atomic
def withdraw_story(*, story: Story, by: Viewer, now: datetime) -> None:
    """It is no longer read by anybody, and its words and picture are gone."""
    check_can_withdraw(by, story)
    Story.objects.filter(pk=story.pk).update(
        withdrawn_on=timezone.localdate(now),
        text="–",
        teller="",
        picture=None,
        picture_type="",
        picture_text="",
    )
    if is_teller(by, story):
        record("withdraw_story", by=Worker(by.organisation_id), now=_day(now))
    else:
        record("withdraw_story", by=by, now=now)


@transaction.atomic
def adopt_story(*, story: Story, unit: Unit, by: Viewer, now: datetime) -> Measure:
    """More of what helped: a measure in another unit, ready to be adjusted; put forward by who may not decide.

    How it was done stands in the other unit's plan: that comes along only where one may read it there.
    """
    check_can_adopt(story)
    today = timezone.localdate(now)
    like = story.measure
    is_open = like is not None and measures_for(by).filter(pk=like.pk).exists()
    plan = MeasurePlan(
        unit=unit,
        title=title_of(story),
        level=like.level if like else "team",
        starts_on=today + START,
        due_on=today + DUE,
        evaluate_on=today + EVALUATE,
        description=(like.description if like and is_open else "") or story.text,
        factors=tuple(like.factors) if like else (story.factor,) if story.factor else (),
        library_id=like.library_id if like else "",
        own=like.own if like else None,
        origin=Measure.Origin.STORY,
        story=story,
        responsible=leaders_of([unit], today).get(unit.pk),
        indicator=like.indicator if like else "",
    )
    put = decide_measure if can_change_plan(by, unit.path) else propose_measure
    return put(plan=plan, by=by, now=now)


def _day(now: datetime) -> datetime:
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
