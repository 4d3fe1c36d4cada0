"""Stories as a viewer may read them. What was told to all is for all who are here; what was made of a comment is for
those its writer let read that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samspill.audit.rules import Hidden
from samspill.content.factors import factor, factors
from samspill.measures.models import Conversation, Measure, Story, StoryThanks
from samspill.measures.rules import can_propose
from samspill.measures.rules.stories import shown_thanks, thanks_mark
from samspill.organisations.models import Person, Post, Role, Unit
from samspill.organisations.queries import units_for
from samspill.organisations.queries.viewers import here_on, valid_on
from samspill.organisations.rules import MEMBER, SEES_ALL_UNITS, Viewer
from samspill.pulses.models import PulseRound
from samspill.pulses.rules.access import CURATES

STANDS = Q(withdrawn_on=None) & (Q(pulse_round=None) | Q(pulse_round__state=PulseRound.State.PUBLISHED))
"""Neither taken back by somebody nor made of a comment in a round that was."""
MOST_NAMES = 400
MOST_UNITS = 40


@dataclass(frozen=True, slots=True)
class Sought:
    search: str = ""
    factor: str = ""


def stories_for(viewer: Viewer, sought: Sought | None = None) -> QuerySet[Story]:
    """Newest first, without their pictures, with how many said that it helped them too and whether this viewer did."""
    wanted = sought or Sought()
    thanks = StoryThanks.objects.filter(story=OuterRef("pk"))
    counted = thanks.order_by().values("story").annotate(number=Count("pk")).values("number")
    stories = (
        Story.objects.filter(STANDS, _readable(viewer), organisation_id=viewer.organisation_id)
        .select_related("unit", "measure")
        .defer("picture", "measure__description", "measure__aim")
        .annotate(thanked=Coalesce(Subquery(counted), 0))
    )
    if wanted.factor in factors():
        stories = stories.filter(factor=wanted.factor)
    for word in wanted.search.split()[:6]:
        stories = stories.filter(Q(text__icontains=word) | Q(measure__title__icontains=word))
    return stories


def _readable(viewer: Viewer) -> Q:
    """The same answer as ``results.rules.readers_choices`` has for what the whole team may read."""
    if viewer.has(*SEES_ALL_UNITS):
        return Q()
    seen = Q(is_for_unit_only=False) | Q(
        unit__in=[pk for hat in viewer.hats if hat.role == MEMBER for pk in hat.unit_ids]
    )
    for hat in viewer.hats:
        if hat.role in {Role.LEADER, Role.SAFETY_REP}:
            for path in hat.paths:
                seen |= Q(unit__path__startswith=path)
    return seen


def story_for(viewer: Viewer, story_id: int) -> Story:
    story = stories_for(viewer).filter(pk=story_id).first()
    if story is None:
        raise Hidden
    return story


def is_thanked_by(viewer: Viewer, story: Story) -> bool:
    """``story`` comes from ``story_for(viewer, …)``."""
    if viewer.person_id is None:
        return False
    return StoryThanks.objects.filter(story=story, mark=thanks_mark(viewer.person_id, story.pk)).exists()


def hidden_with_their_round(viewer: Viewer) -> int:
    """To whoever goes through comments: how many stories went with a round that was taken back."""
    if not viewer.has(*CURATES):
        return 0
    rows = Story.objects.filter(organisation_id=viewer.organisation_id, withdrawn_on=None)
    return rows.filter(pulse_round__isnull=False).exclude(pulse_round__state=PulseRound.State.PUBLISHED).count()


def picture_for(viewer: Viewer, story_id: int) -> tuple[bytes, str]:
    story = story_for(viewer, story_id)
    if not story.picture_type:
        raise Hidden
    return bytes(story.picture or b""), story.picture_type


def stories_of_unit(viewer: Viewer, unit: Unit, limit: int = 3) -> list[Story]:
    """``unit`` comes from ``unit_for(viewer, …)``."""
    return list(stories_for(viewer).filter(unit=unit)[:limit])


def there_in(viewer: Viewer, unit: Unit) -> tuple[bool, int | None]:
    """Whether stories are told of a unit, and its conversation going on, if any: one statement for its result page."""
    going_on = Conversation.objects.filter(unit=OuterRef("pk"), finished_at=None).values("pk")[:1]
    told = Story.objects.filter(STANDS, unit=OuterRef("pk"))
    rows = Unit.objects.filter(pk=unit.pk, organisation_id=viewer.organisation_id)
    row = rows.annotate(told=Exists(told), going_on=Subquery(going_on)).values_list("told", "going_on").first()
    return row or (False, None)


def told_since(viewer: Viewer, day: date, limit: int = 3) -> list[Story]:
    return list(stories_for(viewer).filter(told_on__gte=day)[:limit])


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story as a page shows it."""

    id: int
    text: str
    source: str
    about: str
    teller: str
    thanks: int
    picture_text: str


def card_of(story: Story, language: str) -> StoryCard:
    """``story`` comes from ``stories_for(viewer, …)``."""
    name = story.unit.name_in(language) if story.unit else ""
    codes = factors()
    subject = codes[story.factor].name.in_language(language) if story.factor in codes else ""
    return StoryCard(
        id=story.pk,
        text=story.text,
        source=name,
        about=story.measure.title if story.measure else subject,
        teller=story.teller,
        thanks=shown_thanks(story.thanked),  # type: ignore[attr-defined]
        picture_text=story.picture_text if story.picture_type else "",
    )


def factors_told_of(viewer: Viewer, language: str) -> list[tuple[str, str]]:
    """What there are stories about, by name."""
    codes = stories_for(viewer).exclude(factor="").order_by().values_list("factor", flat=True).distinct()
    named = [(code, factor(code).name.in_language(language)) for code in codes if code in factors()]
    return sorted(named, key=lambda pair: pair[1])


def units_to_tell_from(viewer: Viewer) -> list[Unit]:
    """Where it may have happened: the units one works in, leads or looks after."""
    ids = {pk for hat in viewer.hats for pk in hat.unit_ids}
    return list(units_for(viewer).filter(pk__in=ids).order_by("path")[:MOST_UNITS])


def units_to_adopt_in(viewer: Viewer) -> list[Unit]:
    """Where this viewer may put a measure on the plan, or on the table: their own units."""
    return [unit for unit in units_to_tell_from(viewer) if can_propose(viewer, unit.path)]


def measures_to_tell_of(viewer: Viewer) -> list[Measure]:
    """Measures that have begun in the viewer's own units, newest first."""
    units = [unit.pk for unit in units_to_tell_from(viewer)]
    begun = Measure.objects.filter(organisation_id=viewer.organisation_id, unit__in=units)
    return list(begun.exclude(status__in=["proposed", "decided"]).order_by("-starts_on", "-pk")[:MOST_UNITS])


def few_work_in(unit: Unit, on: date, least: int) -> bool:
    """Whether naming the unit would nearly name the teller."""
    return Post.objects.filter(valid_on(on), here_on(on, "person__"), unit=unit).count() < least


def names_near(viewer: Viewer, units: Sequence[Unit]) -> list[str]:
    """Names of those who work in these units: what a story should not hold without their knowing."""
    posts = Post.objects.filter(valid_on(viewer.today), unit__in=units)
    people = Person.objects.filter(
        here_on(viewer.today), organisation_id=viewer.organisation_id, pk__in=posts.values("person_id")
    )
    return list(people.values_list("name", flat=True)[:MOST_NAMES])
