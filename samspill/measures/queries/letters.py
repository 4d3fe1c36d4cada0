"""Which letters are due, to whom, and what there is to tell."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef

from samspill.measures.models import Story, StoryLetter
from samspill.organisations.models import Organisation, Person
from samspill.organisations.queries.viewers import here_on


def month_before(today: date) -> date:
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def letters_due(today: date) -> list[Organisation]:
    """Organisations where something was told last month and the letter about it has not gone out."""
    month = month_before(today)
    told = Story.objects.filter(
        organisation=OuterRef("pk"),
        told_on__gte=month,
        told_on__lt=today.replace(day=1),
        withdrawn_on=None,
        is_for_unit_only=False,
    )
    done = StoryLetter.objects.filter(organisation=OuterRef("pk"), month=month, is_done=True)
    return list(Organisation.objects.filter(Exists(told), ~Exists(done)).order_by("pk"))


def about_of(organisation_id: int, month: date) -> list[tuple[str, int]]:
    """Factor and number of stories told to all in the month, most first."""
    after = (month + timedelta(days=32)).replace(day=1)
    told = Story.objects.filter(
        organisation=organisation_id,
        told_on__gte=month,
        told_on__lt=after,
        withdrawn_on=None,
        is_for_unit_only=False,
    )
    counted = told.order_by().values_list("factor").annotate(number=Count("pk"))
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))


def next_readers(organisation_id: int, after: int, today: date, batch: int) -> list[Person]:
    people = Person.objects.filter(here_on(today), organisation=organisation_id, pk__gt=after)
    return list(people.exclude(email=None).exclude(email="").order_by("pk")[:batch])
