"""Conversations as a viewer may follow them: those of the units they may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from django.db.models import Prefetch, QuerySet

from samspill.audit.rules import Hidden
from samspill.content.factors import factor
from samspill.content.measures import Level, LibraryMeasure, measures_for_factor
from samspill.measures.models import Conversation, Measure, OwnMeasure, Proposal
from samspill.measures.rules.conversations import can_lead
from samspill.organisations.models import Person, Post, Unit
from samspill.organisations.queries import unit_for, units_for
from samspill.organisations.queries.readers import ids_in
from samspill.organisations.queries.viewers import here_on, valid_on
from samspill.organisations.rules import Viewer

SUGGESTED = 6
PEOPLE_SHOWN = 60
LEVELS = tuple(Level)
Kind = Proposal.Kind


def conversations_for(viewer: Viewer) -> QuerySet[Conversation]:
    """Newest first, with their units."""
    seen = units_for(viewer)
    return Conversation.objects.filter(organisation_id=viewer.organisation_id, unit__in=seen).select_related("unit")


def under_way_for(viewer: Viewer) -> list[Conversation]:
    """Those that are not finished and that this viewer may lead."""
    return [one for one in conversations_for(viewer).filter(finished_at=None) if can_lead(viewer, one.unit.path)]


def conversation_for(viewer: Viewer, conversation_id: int) -> Conversation:
    """One conversation with all it holds. Four statements and those of ``unit_for``."""
    found = (
        Conversation.objects.filter(organisation_id=viewer.organisation_id, pk=conversation_id)
        .select_related("unit", "pulse_round", "led_by")
        .prefetch_related(
            "proposals", "choices__own", Prefetch("measures", Measure.objects.select_related("responsible"))
        )
        .first()
    )
    if found is None:
        raise Hidden
    unit_for(viewer, found.unit_id)
    return found


def under_way_in(viewer: Viewer, unit: Unit) -> Conversation | None:
    """``unit`` comes from ``unit_for(viewer, …)``."""
    return Conversation.objects.filter(organisation_id=viewer.organisation_id, unit=unit, finished_at=None).first()


def past_in(viewer: Viewer, unit: Unit) -> QuerySet[Conversation]:
    return Conversation.objects.filter(organisation_id=viewer.organisation_id, unit=unit, finished_at__isnull=False)


@dataclass(frozen=True, slots=True)
class Agreed:
    """One thing to keep or change as a page says it."""

    factor: str
    text: str

    def __str__(self) -> str:
        return f"{self.factor}: {self.text}" if self.factor and self.text else self.factor or self.text


def agreed(conversation: Conversation, kind: str, language: str) -> list[Agreed]:
    """``conversation`` comes from ``conversation_for(viewer, …)``."""
    return [
        Agreed(factor(one.factor).name.in_language(language) if one.factor else "", one.text)
        for one in conversation.proposals.all()
        if one.kind == kind
    ]


def to_change(conversation: Conversation) -> list[str]:
    """The factors the group wants to be different; of cards without a choice, those on the table."""
    chosen = [one.factor for one in conversation.proposals.all() if one.kind == Kind.CHANGE and one.factor]
    return list(dict.fromkeys(chosen or conversation.cards))


def suggestions(codes: Sequence[str], *, most: int = SUGGESTED) -> list[LibraryMeasure]:
    """From the library for these factors, causes before symptoms; every factor and every level has its turn."""
    rows = [_levels_in_turn(code) for code in codes]
    found: dict[str, LibraryMeasure] = {}
    for place in range(max(map(len, rows), default=0)):
        for row in rows:
            if place < len(row) and len(found) < most:
                found.setdefault(row[place].id, row[place])
    return sorted(found.values(), key=lambda one: LEVELS.index(one.level))


def _levels_in_turn(code: str) -> list[LibraryMeasure]:
    known = [one for one in measures_for_factor(code) if not one.concerns_every_factor]
    by_level = [[one for one in known if one.level == level] for level in LEVELS]
    return [one for turn in zip_longest(*by_level) for one in turn if one is not None]


def own_measures_for(viewer: Viewer, codes: Sequence[str]) -> list[OwnMeasure]:
    """The workplace's own for these factors."""
    own = OwnMeasure.objects.filter(organisation_id=viewer.organisation_id, retired_on=None)
    return [one for one in own if set(one.factors) & set(codes)]


def people_of(viewer: Viewer, unit: Unit, on: date) -> list[Person]:
    """Who may be asked to see to something: those who work in the unit, its leaders, and the viewer."""
    working = Post.objects.filter(valid_on(on), unit=unit).values("person_id")
    people = Person.objects.filter(here_on(on), organisation_id=viewer.organisation_id)
    leading = (
        Person.objects.filter(
            here_on(on),
            valid_on(on, "assignments__"),
            assignments__role="leader",
            assignments__units__in=ids_in(unit.path),
        )
        .filter(organisation_id=viewer.organisation_id)
        .values("pk")
    )
    mine = [viewer.person_id or 0]
    found = people.filter(pk__in=leading) | people.filter(pk__in=mine) | people.filter(pk__in=working)
    return list(found.distinct().order_by("name", "pk")[:PEOPLE_SHOWN])


def finished_since(organisation_id: int, since: datetime) -> QuerySet[Conversation]:
    """Conversations that ended, the first one first, for whoever keeps count of meetings held."""
    ended = Conversation.objects.filter(organisation_id=organisation_id, finished_at__gte=since)
    return ended.order_by("finished_at", "pk")
