from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from samspill.audit.actions import record
from samspill.audit.rules import Hidden
from samspill.organisations.actions.locking import Administrator, locked_organisation
from samspill.organisations.models import Person, Post, Unit
from samspill.organisations.rules import check_can_end_post, check_can_place_person, check_is_here


def end_posts(posts: QuerySet[Post], *, last_day: date, today: date) -> None:
    """What has begun ends with ``last_day``; what would begin later does not."""
    posts.filter(valid_from__gt=last_day).delete()
    posts.exclude(valid_to__lte=last_day).update(valid_to=last_day, end_recorded_on=today)


def _holds_from(on: date) -> Q:
    return Q(valid_to=None) | Q(valid_to__gte=on)


@transaction.atomic
def change_main_post(*, person: Person, unit: Unit, on: date, by: Administrator, now: datetime) -> Post:
    """Works in ``unit`` from ``on``; where they worked before stays as history."""
    locked_organisation(by, person, unit)
    check_is_here(person)
    main = Post.objects.filter(person=person, is_main=True)
    current = main.filter(_holds_from(on), valid_from__lte=on).first()
    check_can_place_person(unit, on=on, already=current is not None and current.unit_id == unit.pk)
    today = timezone.localdate(now)
    end_posts(main, last_day=on - timedelta(days=1), today=today)
    post = Post.objects.create(person=person, unit=unit, valid_from=on, recorded_on=today)
    record("change_main_post", by=by, now=now, subject=person, unit=unit.external_id, on=on.isoformat())
    return post


@transaction.atomic
def add_further_post(*, person: Person, unit: Unit, on: date, by: Administrator, now: datetime) -> Post:
    """Reads along in ``unit`` too. It never counts a second time."""
    locked_organisation(by, person, unit)
    check_is_here(person)
    already = Post.objects.filter(_holds_from(on), person=person, unit=unit).exists()
    check_can_place_person(unit, on=on, already=already)
    today = timezone.localdate(now)
    post = Post.objects.create(person=person, unit=unit, is_main=False, valid_from=on, recorded_on=today)
    record("add_further_post", by=by, now=now, subject=person, unit=unit.external_id, on=on.isoformat())
    return post


@transaction.atomic
def end_post(*, post: Post, last_day: date, by: Administrator, now: datetime) -> None:
    """End a further post."""
    post = Post.objects.select_related("person", "unit").get(pk=post.pk)
    locked_organisation(by, post.person)
    check_can_end_post(post)
    if post.valid_to is not None and post.valid_to < last_day:
        raise Hidden
    end_posts(Post.objects.filter(pk=post.pk), last_day=last_day, today=timezone.localdate(now))
    record("end_post", by=by, now=now, subject=post.person, unit=post.unit.external_id)
