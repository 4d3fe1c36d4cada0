"""Who reads, thanks, withdraws and adopts a story Kari told for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from samspill.measures.actions.stories import Tale, tell_story
from samspill.measures.models import Story
from samspill.pulses.tests.rounds import viewer_of
from samspill.results.models import Comment
from samspill.results.tests.doors import OWN, comment_of
from tests.cast import Cast
from tests.doors import Door


def story_of(cast: Cast) -> Story:
    tale = Tale("Vakttelefonen går på rundgang.", picture=b"jpeg", picture_type="image/jpeg", picture_text="Tavla")
    return tell_story(tale=tale, by=viewer_of(cast.kari), now=timezone.now())


def a_story(cast: Cast) -> Mapping[str, Any]:
    return {"story_id": story_of(cast).pk}


def shown_comment(cast: Cast) -> Mapping[str, Any]:
    key = comment_of(cast)["key"]
    Comment.objects.filter(pk=key).update(state=Comment.State.SHOWN)
    return {"key": key}


# For all who work here; Siri and Ola begin in another organisation.
HERE = {**OWN, "siri": 404, "ola": 404}
POSTED = {who: 302 if status == 200 else status for who, status in HERE.items()}
# Kari told it, and Per and Tor look after the whole.
MAY_WITHDRAW = {**HERE, "jonas": 403, "amina": 403}
# Those with a duty of care for the pool; a member only reads.
TELLS_ON = {**POSTED, "kari": 404}

DOORS: dict[str, Door] = {
    "stories": Door(expect=OWN),
    "story_tell": Door(expect=OWN),
    "story_from_comment": Door(args=shown_comment, method="post", expect=TELLS_ON),
    "story": Door(args=a_story, expect=HERE),
    "story_picture": Door(args=a_story, expect=HERE),
    "story_thank": Door(args=a_story, method="post", expect=POSTED),
    "story_withdraw": Door(args=a_story, expect=MAY_WITHDRAW),
    "story_adopt": Door(args=a_story, method="post", expect=POSTED),
}
