"""Carrying out the plan for people, posts, users and roles, many rows at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from secrets import token_urlsafe
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from samspill.accounts.models import User
from samspill.organisations.actions.posts import end_posts
from samspill.organisations.imports.people import PersonLine
from samspill.organisations.imports.plan import ImportPlan, PeoplePlan, PersonChange
from samspill.organisations.imports.planning_people import facts_of
from samspill.organisations.models import Assignment, Person, Post, Unit

BATCH = 500


def carry_out_people(plan: ImportPlan, people: PeoplePlan, units: dict[str, Unit]) -> None:
    ids = {external_id: known.pk for external_id, known in people.known.items()}
    _let_go(plan, people)
    _renumber(people)
    _change(people)
    ids |= _add(plan, people)
    _place(plan, people, units, ids)
    _end_roles(people, plan.today)
    _give_roles(plan, people, units, ids)


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _let_go(plan: ImportPlan, people: PeoplePlan) -> None:
    """Who is not in today's file had their last day yesterday."""
    yesterday = plan.today - timedelta(days=1)
    for batch in _batches(known.pk for known in people.left):
        end_posts(Post.objects.filter(person__in=batch), last_day=yesterday, today=plan.today)
        Person.objects.filter(pk__in=batch, joined_on__lte=yesterday).update(left_on=yesterday)
        for person in Person.objects.filter(pk__in=batch, joined_on__gt=yesterday):
            person.left_on = person.joined_on
            person.save(update_fields=["left_on"])


def _renumber(people: PeoplePlan) -> None:
    for batch in _batches(people.renumbered):
        rows = [Person(pk=change.known.pk, external_id=change.line.person_id) for change in batch]
        Person.objects.bulk_update(rows, ["external_id"])


def _change(people: PeoplePlan) -> None:
    returned = {change.known.pk for change in people.returned}
    changes = {change.known.pk: change for change in (*people.changed, *people.returned)}
    new_address = {pk for pk, change in changes.items() if change.known.email != change.line.email}
    # Addresses may change hands within one file: all are let go before any is taken.
    for batch in _batches(new_address):
        Person.objects.filter(pk__in=batch).update(email=None, user=None)
    for batch in _batches(changes.values()):
        users = _users([change.line for change in batch if change.known.pk in new_address])
        kept = dict(Person.objects.filter(pk__in=[change.known.pk for change in batch]).values_list("pk", "user_id"))
        rows = [
            Person(
                pk=change.known.pk,
                left_on=None if change.known.pk in returned else change.known.left_on,
                user_id=users.get(change.line.email or "") or kept[change.known.pk],
                **facts_of(change.known, change.line),
            )
            for change in batch
        ]
        fields = ["name", "email", "language", "is_hired_in", "attributes", "left_on", "user"]
        Person.objects.bulk_update(rows, fields)


def _users(lines: Sequence[PersonLine]) -> dict[str, int]:
    """The user of each address, made when there is none: they sign in with a code by e-mail."""
    wanted = {line.email: line for line in lines if line.email}
    users = dict(User.objects.filter(email__in=wanted).values_list("email", "pk"))
    fresh = [
        User(
            email=email,
            name=line.name,
            language=line.language or "nb",
            password=UNUSABLE_PASSWORD_PREFIX + token_urlsafe(30),
        )
        for email, line in wanted.items()
        if email not in users
    ]
    return users | {user.email: user.pk for user in User.objects.bulk_create(fresh)}


def _add(plan: ImportPlan, people: PeoplePlan) -> dict[str, int]:
    ids: dict[str, int] = {}
    for batch in _batches(people.added):
        users = _users(batch)
        rows = [
            Person(
                organisation_id=plan.organisation.pk,
                external_id=line.person_id,
                user_id=users.get(line.email or ""),
                joined_on=line.valid_from or plan.today,
                **facts_of(None, line),
            )
            for line in batch
        ]
        ids |= {person.external_id: person.pk for person in Person.objects.bulk_create(rows)}
    return ids


def _place(plan: ImportPlan, people: PeoplePlan, units: dict[str, Unit], ids: dict[str, int]) -> None:
    today = plan.today
    moved = [(change, _after(change.known.since, change.line, today)) for change in people.moved]
    _end_where_they_were(moved, today)
    posts = [(line, line.valid_from or today) for line in people.added]
    posts += [(change.line, _after(change.known.left_on, change.line, today)) for change in people.returned]
    posts += [(change.line, on) for change, on in moved]
    for batch in _batches(posts):
        Post.objects.bulk_create(
            Post(person_id=ids[line.person_id], unit=units[line.unit_id], valid_from=on, recorded_on=today)
            for line, on in batch
        )


def _end_where_they_were(moved: list[tuple[PersonChange, date]], today: date) -> None:
    by_day: dict[date, list[int]] = defaultdict(list)
    for change, on in moved:
        by_day[on].append(change.known.pk)
    for on, people in by_day.items():
        for batch in _batches(people):
            mains = Post.objects.filter(person__in=batch, is_main=True)
            end_posts(mains, last_day=on - timedelta(days=1), today=today)


def _after(before: date | None, line: PersonLine, today: date) -> date:
    """The file's own date when it lies after what was there before, else today."""
    stated = line.valid_from
    return stated if stated and (before is None or stated > before) else today


def _end_roles(people: PeoplePlan, today: date) -> None:
    yesterday = today - timedelta(days=1)
    for batch in _batches(ended.assignment_id for ended in people.ended):
        ending = Assignment.objects.filter(pk__in=batch)
        ending.filter(valid_from__gt=yesterday).delete()
        ending.update(valid_to=yesterday, end_recorded_on=today)


def _give_roles(plan: ImportPlan, people: PeoplePlan, units: dict[str, Unit], ids: dict[str, int]) -> None:
    for batch in _batches(people.given):
        rows = Assignment.objects.bulk_create(
            Assignment(
                person_id=ids[given.person_id],
                role=given.wish.role,
                valid_from=_begins(people, given.person_id, plan.today),
                recorded_on=plan.today,
            )
            for given in batch
        )
        scopes = Assignment.units.through
        scopes.objects.bulk_create(
            scopes(assignment_id=row.pk, unit_id=units[unit_id].pk)
            for row, given in zip(rows, batch, strict=True)
            for unit_id in given.wish.unit_ids
        )


def _begins(people: PeoplePlan, person_id: str, today: date) -> date:
    """Nobody has a role before their first day."""
    starts = people.wanted.lines[person_id].valid_from
    return max(today, starts) if starts and person_id not in people.known else today
