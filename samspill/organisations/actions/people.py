from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from samspill.accounts.models import User
from samspill.audit.actions import record
from samspill.organisations.actions.locking import Administrator, locked_organisation
from samspill.organisations.actions.numbering import free_external_id
from samspill.organisations.actions.posts import end_posts
from samspill.organisations.models import Assignment, Organisation, Person, Post, Unit
from samspill.organisations.rules import (
    ADMINISTRATORS,
    check_can_have_email,
    check_can_leave,
    check_can_number_person,
    check_can_place_person,
    check_can_return,
    check_somebody_administers,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    name: str
    email: str = ""
    """Empty for those who have none: they answer with a code."""
    language: str = "nb"
    is_hired_in: bool = False
    external_id: str = ""
    """Made from the name when empty."""
    attributes: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def add_person(*, facts: PersonFacts, unit: Unit | None, on: date, by: Administrator, now: datetime) -> Person:
    """Somebody new, from ``on``. Without a unit: a guest such as a consultant, who never answers."""
    organisation = locked_organisation(by, unit)
    email = facts.email.strip().lower() or None
    _check_email_free(organisation, email)
    _check_id_free(organisation, facts.external_id)
    person = Person.objects.create(
        organisation=organisation,
        external_id=facts.external_id or free_external_id(organisation.people.all(), facts.name, otherwise="person"),
        name=facts.name,
        email=email,
        language=facts.language,
        is_hired_in=facts.is_hired_in,
        attributes=facts.attributes,
        joined_on=on,
    )
    join_user(person=person)
    if unit is not None:
        check_can_place_person(unit, on=on, already=False)
        Post.objects.create(person=person, unit=unit, valid_from=on, recorded_on=timezone.localdate(now))
    record("add_person", by=by, now=now, subject=person)
    return person


def _check_email_free(organisation: Organisation, email: str | None, *, but: Person | None = None) -> None:
    if email is None:
        return
    taken = Person.objects.filter(organisation=organisation, email__iexact=email)
    holder = taken.exclude(pk=but.pk).first() if but else taken.first()
    check_can_have_email(email, holder=holder)


def _check_id_free(organisation: Organisation, external_id: str) -> None:
    known = Person.objects.filter(organisation=organisation, external_id=external_id)
    check_can_number_person(external_id, is_taken=bool(external_id) and known.exists())


def join_user(*, person: Person) -> User | None:
    """Tie a person to the user of their e-mail, made if need be, so that they can sign in with a code by e-mail.

    The e-mail of a *user* is never changed from an organisation's register: whoever keeps the register could
    otherwise take over an account with its private pages. A new address is a new account.
    """
    user = _user_of(person) if person.email else None
    if person.user_id != (user.pk if user else None):
        person.user = user
        person.save(update_fields=["user"])
    return user


def _user_of(person: Person) -> User:
    email = (person.email or "").lower()
    user = User.objects.filter(email=email).first()
    return user or User.objects.create_user(email, name=person.name, language=person.language)


@transaction.atomic
def update_person(*, person: Person, facts: PersonFacts, by: Administrator, now: datetime) -> Person:
    """Name, e-mail, language, hired-in and attributes. The number stays: history follows it."""
    organisation = locked_organisation(by, person)
    email = facts.email.strip().lower() or None
    _check_email_free(organisation, email, but=person)
    is_new_address = email != person.email
    person.name, person.email, person.language = facts.name, email, facts.language
    person.is_hired_in, person.attributes = facts.is_hired_in, facts.attributes
    person.save(update_fields=["name", "email", "language", "is_hired_in", "attributes"])
    if is_new_address:
        join_user(person=person)
    record("update_person", by=by, now=now, subject=person, new_address=is_new_address)
    return person


@transaction.atomic
def register_departure(*, person: Person, last_day: date, by: Administrator, now: datetime) -> Person:
    """Posts and roles end with the last day."""
    organisation = locked_organisation(by, person)
    check_can_leave(person, last_day=last_day)
    check_remaining(organisation, without=Assignment.objects.filter(person=person))
    today = timezone.localdate(now)
    end_posts(Post.objects.filter(person=person), last_day=last_day, today=today)
    given = Assignment.objects.filter(person=person).exclude(valid_to__lte=last_day)
    given.filter(valid_from__gt=last_day).delete()
    given.update(valid_to=last_day, end_recorded_on=today)
    person.left_on = last_day
    person.save(update_fields=["left_on"])
    record("register_departure", by=by, now=now, subject=person, last_day=last_day.isoformat())
    return person


def check_remaining(organisation: Organisation, *, without: QuerySet[Assignment]) -> None:
    """Somebody who stays must still be able to administer; asked only when an administrator's role would end."""
    administering = Assignment.objects.filter(
        person__organisation=organisation, person__left_on=None, role__in=ADMINISTRATORS, valid_to=None
    )
    ending = without.values("pk")
    if administering.filter(pk__in=ending).exists():
        check_somebody_administers(administering.exclude(pk__in=ending).count())


@transaction.atomic
def register_return(*, person: Person, unit: Unit, on: date, by: Administrator, now: datetime) -> Person:
    """Somebody who had left comes back; roles are given anew."""
    locked_organisation(by, person, unit)
    check_can_return(person, on=on)
    check_can_place_person(unit, on=on, already=False)
    person.left_on = None
    person.save(update_fields=["left_on"])
    Post.objects.create(person=person, unit=unit, valid_from=on, recorded_on=timezone.localdate(now))
    record("register_return", by=by, now=now, subject=person)
    return person
