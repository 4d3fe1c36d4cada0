"""Who looks: every hat a user has today, and the viewer that the active one makes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from samspill.accounts.models import User
from samspill.accounts.queries import has_second_factor
from samspill.organisations.models import Assignment, Organisation, Person, Post, Role, Unit
from samspill.organisations.rules import HAT_ORDER, MEMBER, Hat, Viewer

NAMES_IN_A_LABEL = 2


def valid_on(day: date, prefix: str = "") -> Q:
    """Posts and assignments (or, with ``prefix``, what points to them) that hold on ``day``, last day included."""
    started = Q(**{f"{prefix}valid_from__lte": day})
    return started & (Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": day}))


def here_on(day: date, prefix: str = "") -> Q:
    """People who have joined and not left on ``day``."""
    joined = Q(**{f"{prefix}joined_on__lte": day})
    return joined & (Q(**{f"{prefix}left_on": None}) | Q(**{f"{prefix}left_on__gte": day}))


@dataclass(frozen=True, slots=True)
class _Worn:
    person: Person
    hat: Hat


def hats_of(user: User, today: date) -> tuple[tuple[Organisation, Hat], ...]:
    """Every hat of a user in every organisation, the one to start with first."""
    return tuple((worn.person.organisation, worn.hat) for worn in _wardrobe(user, today))


def viewer_for(user: User, *, hat_key: str | None, today: date) -> Viewer | None:
    """The viewer behind the chosen hat (else the first): all hats of that person in that hat's organisation."""
    wardrobe = _wardrobe(user, today)
    if not wardrobe:
        return None
    return _viewer(user, wardrobe, next((worn for worn in wardrobe if worn.hat.key == hat_key), wardrobe[0]), today)


def viewer_of(person: Person, today: date) -> Viewer | None:
    """The viewer somebody is at work with this ``person``, where nobody is signed in: a calendar, a letter."""
    if person.user is None or not person.user.is_active:
        return None
    wardrobe = _wardrobe(person.user, today)
    active = next((worn for worn in wardrobe if worn.person.pk == person.pk), None)
    return _viewer(person.user, wardrobe, active, today) if active else None


def _viewer(user: User, wardrobe: Sequence[_Worn], active: _Worn, today: date) -> Viewer:
    organisation = active.person.organisation
    hats = tuple(worn.hat for worn in wardrobe if worn.person.organisation_id == organisation.pk)
    return Viewer(
        user_id=user.pk,
        person_id=active.person.pk,
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        name=active.person.name,
        language=user.language,
        today=today,
        hats=hats,
        active=active.hat,
        root_path=active.person.root_path or "",  # type: ignore[attr-defined]
        needs_second_factor=_lacks_second_factor(user, organisation, hats),
    )


def _wardrobe(user: User, today: date) -> list[_Worn]:
    people = {person.pk: person for person in _people(user, today)}
    if not people:
        return []
    posts, given = _held(people, today)
    worn = [_Worn(people[post.person_id], _member_hat(people[post.person_id], post)) for post in posts]
    worn += [_Worn(people[one.person_id], one.hat) for one in _given(people, given)]
    return sorted(worn, key=lambda item: (HAT_ORDER.index(item.hat.role), item.person.organisation.name, item.hat.key))


def _people(user: User, today: date) -> QuerySet[Person]:
    root = Unit.objects.filter(organisation=OuterRef("organisation"), parent=None, closed_on=None)
    return (
        Person.objects.filter(here_on(today), user_id=user.pk)
        .select_related("organisation")
        .annotate(root_path=Subquery(root.values("path")[:1]))
    )


class _Row(NamedTuple):
    """A post, or one unit of an assignment."""

    role: str
    pk: int
    person_id: int
    unit_id: int | None
    path: str
    name: str
    is_main: bool


def _held(people: Iterable[int], today: date) -> tuple[list[_Row], list[_Row]]:
    """Posts and assignments of people, in one statement: every page begins with this."""
    posts = Post.objects.filter(valid_on(today), person__in=people).values_list(
        Value(MEMBER), "pk", "person_id", "unit_id", "unit__path", "unit__name", "is_main"
    )
    given = Assignment.objects.filter(valid_on(today), person__in=people).values_list(
        "role", "pk", "person_id", "units__pk", "units__path", "units__name", Value(value=False)
    )
    rows = [_Row._make(row) for row in posts.order_by().union(given.order_by(), all=True)]
    worked = sorted((row for row in rows if row.role == MEMBER), key=lambda row: (not row.is_main, row.pk))
    return worked, sorted((row for row in rows if row.role != MEMBER), key=lambda row: (row.pk, row.name or ""))


def _member_hat(person: Person, post: _Row) -> Hat:
    label = _("innleid i %(unit)s") if person.is_hired_in else _("ansatt i %(unit)s")
    return Hat(
        key=f"member-{post.pk}",
        role=MEMBER,
        label=label % {"unit": post.name},
        paths=(post.path,),
        unit_ids=(post.unit_id,) if post.unit_id else (),
    )


@dataclass(frozen=True, slots=True)
class _Given:
    person_id: int
    hat: Hat


def _given(people: dict[int, Person], rows: Iterable[_Row]) -> list[_Given]:
    scopes: dict[tuple[int, int, str], list[tuple[int, str, str]]] = {}
    for row in rows:
        scope = scopes.setdefault((row.pk, row.person_id, row.role), [])
        if row.unit_id is not None:
            scope.append((row.unit_id, row.path, row.name))
    return [
        _Given(
            person_id,
            Hat(
                key=f"role-{pk}",
                role=role,
                label=role_label(role, [name for *_x, name in scope] or [people[person_id].organisation.name]),
                paths=tuple(path for _id, path, _name in scope),
                unit_ids=tuple(unit_id for unit_id, *_x in scope),
            ),
        )
        for (pk, person_id, role), scope in scopes.items()
    ]


def role_label(role: str, places: list[str]) -> str:
    """«verneombud for Helse», «leder i Nord og Sør», «leder i Nord og 3 til»."""
    pattern = _("%(role)s for %(places)s") if role == Role.SAFETY_REP else _("%(role)s i %(places)s")
    shown = places[:NAMES_IN_A_LABEL]
    if len(places) > NAMES_IN_A_LABEL:
        shown = [places[0], _("%(count)d til") % {"count": len(places) - 1}]
    return pattern % {"role": Role(role).label, "places": _(" og ").join(shown)}


def _lacks_second_factor(user: User, organisation: Organisation, hats: tuple[Hat, ...]) -> bool:
    demanded = set(organisation.second_factor_roles)
    return any(hat.role in demanded for hat in hats) and not has_second_factor(user)
