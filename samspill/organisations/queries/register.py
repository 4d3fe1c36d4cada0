"""The register of people, for those who keep it. For everybody else it is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from samspill.audit.rules import Hidden
from samspill.organisations.models import Assignment, Person, Post, Unit
from samspill.organisations.queries.viewers import here_on, valid_on
from samspill.organisations.rules import Viewer, can_see_register

Row = TypeVar("Row", Post, Assignment)
SORTS = {"name": "name", "unit": "unit_name", "joined": "joined_on", "id": "external_id"}


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    text: str = ""
    unit: Unit | None = None
    """With everything below it."""
    role: str = ""
    state: str = ""
    """Empty for those who are here, ``left``, ``hired_in``, ``no_email``."""
    sort: str = "name"


def people_for(viewer: Viewer, wanted: PeopleFilter) -> QuerySet[Person]:
    """One statement for the rows and one for their roles, ``unit_name`` and ``unit_pk`` with them."""
    people = _register(viewer)
    if wanted.state == "left":
        people = people.filter(left_on__lt=viewer.today)
    else:
        people = people.filter(here_on(viewer.today) | Q(joined_on__gt=viewer.today))
    if wanted.state == "hired_in":
        people = people.filter(is_hired_in=True)
    if wanted.state == "no_email":
        people = people.filter(email=None)
    if wanted.text:
        people = people.filter(
            Q(name__icontains=wanted.text) | Q(email__icontains=wanted.text) | Q(external_id__iexact=wanted.text)
        )
    if wanted.unit:
        posts = Post.objects.filter(_now_or_later(viewer.today), unit__path__startswith=wanted.unit.path)
        people = people.filter(pk__in=posts.values("person_id"))
    if wanted.role:
        given = Assignment.objects.filter(valid_on(viewer.today), role=wanted.role)
        people = people.filter(pk__in=given.values("person_id"))
    return people.order_by(*_order(wanted.sort))


def _register(viewer: Viewer) -> QuerySet[Person]:
    if not can_see_register(viewer):
        raise Hidden
    main = Post.objects.filter(_now_or_later(viewer.today), person=OuterRef("pk"), is_main=True).order_by("valid_from")
    roles = Assignment.objects.filter(valid_on(viewer.today)).prefetch_related("units").order_by("pk")
    return (
        Person.objects.filter(organisation_id=viewer.organisation_id)
        .annotate(unit_name=Subquery(main.values("unit__name")[:1]), unit_pk=Subquery(main.values("unit_id")[:1]))
        .prefetch_related(Prefetch("assignments", queryset=roles, to_attr="roles_now"))
    )


def _now_or_later(day: date) -> Q:
    return Q(valid_to=None) | Q(valid_to__gte=day)


def _order(sort: str) -> tuple[str, ...]:
    field = SORTS.get(sort.removeprefix("-"), "name")
    return (f"-{field}" if sort.startswith("-") else field, "pk")


def person_for(viewer: Viewer, person_id: int) -> Person:
    person = _register(viewer).filter(pk=person_id).first()
    if person is None:
        raise Hidden
    return person


def posts_of(person: Person) -> QuerySet[Post]:
    """Where somebody works, worked and will work; the latest first."""
    return person.posts.select_related("unit").order_by("-valid_from", "-pk")


def roles_of(person: Person) -> QuerySet[Assignment]:
    return person.assignments.prefetch_related("units").order_by("-valid_from", "-pk")


def post_for(viewer: Viewer, post_id: int) -> Post:
    posts = Post.objects.select_related("person", "unit")
    return _found(viewer, posts.filter(pk=post_id, person__organisation_id=viewer.organisation_id).first())


def assignment_for(viewer: Viewer, assignment_id: int) -> Assignment:
    given = Assignment.objects.select_related("person").prefetch_related("units")
    return _found(viewer, given.filter(pk=assignment_id, person__organisation_id=viewer.organisation_id).first())


def _found(viewer: Viewer, row: Row | None) -> Row:
    if row is None or not can_see_register(viewer):
        raise Hidden
    return row
