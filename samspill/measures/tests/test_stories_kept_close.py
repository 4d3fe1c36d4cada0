"""Stories that must not outlive what they came from, and thanks that lead back to nobody."""

from __future__ import annotations

import hashlib
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from samspill.audit.rules import Hidden
from samspill.measures.actions.stories import tell_comment, thank_story
from samspill.measures.models import Story, StoryThanks
from samspill.measures.queries.stories import hidden_with_their_round, stories_for, story_for, there_in
from samspill.measures.tests.test_stories import a_comment, told
from samspill.pulses.models import PulseRound
from samspill.pulses.tests.rounds import viewer_of
from tests.cast import NAMES, Cast


def test_the_table_does_not_say_whom_a_story_helped_and_two_stories_share_nothing(cast: Cast, now: datetime) -> None:
    tor = viewer_of(cast.tor)
    for text in ("Roligere morgener", "Færre telefoner"):
        thank_story(story=told(cast, now, text=text), by=tor, now=now)
    first, second = StoryThanks.objects.order_by("pk").values()
    assert set(first) == {"id", "story_id", "mark"}
    assert first["mark"] != second["mark"]
    guess = hashlib.sha256(f"samspill story thanks:{first['story_id']}:{tor.person_id}".encode()).hexdigest()
    assert guess != first["mark"], "whoever has the table alone cannot try everybody"


def test_one_reader_counts_once_whatever_is_sent(cast: Cast, now: datetime) -> None:
    story = told(cast, now)
    thank_story(story=story, by=viewer_of(cast.tor), now=now)
    mark = StoryThanks.objects.get().mark
    for wrong in (mark, ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            StoryThanks.objects.create(story=story, mark=wrong)


def taken_back(story: Story) -> None:
    PulseRound.objects.filter(pk=story.pulse_round_id).update(state=PulseRound.State.NOT_PUBLISHED)


def test_a_story_from_a_comment_goes_with_its_round(cast: Cast, now: datetime) -> None:
    story, other = tell_comment(key=a_comment(cast, now).pk, by=viewer_of(cast.jonas), now=now), told(cast, now)
    jonas = viewer_of(cast.jonas)
    assert there_in(jonas, cast.nord)[0]
    taken_back(story)
    for name in NAMES:
        if name not in {"rut", "ola"}:
            readable = stories_for(viewer_of(getattr(cast, name)))
            assert list(readable.values_list("pk", flat=True)) == [other.pk], name
    assert not there_in(jonas, cast.nord)[0]
    with pytest.raises(Hidden):
        story_for(jonas, story.pk)


def test_whoever_goes_through_comments_is_told_and_the_others_are_not(
    client: Client, cast: Cast, now: datetime
) -> None:
    story = tell_comment(key=a_comment(cast, now).pk, by=viewer_of(cast.jonas), now=now)
    assert hidden_with_their_round(viewer_of(cast.per)) == 0
    taken_back(story)
    assert hidden_with_their_round(viewer_of(cast.per)) == 1
    assert hidden_with_their_round(viewer_of(cast.ola)) == 0
    client.force_login(cast.user("per"))
    assert "1 fortelling kom fra en kommentar" in client.get(reverse("stories")).content.decode()
    client.force_login(cast.user("kari"))
    assert "trukket tilbake" not in client.get(reverse("stories")).content.decode()
