"""Telling people, in their own list and on e-mail as each has chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samspill.audit.actions import record
from samspill.audit.rules import Hidden
from samspill.notices.actions.outbox import new_message_id, queue_mail
from samspill.notices.models import How, Kind, MailHabit, Notice, Wish
from samspill.notices.queries.bounces import unreachable_of
from samspill.notices.queries.personal import any_timers, leaving_token, wishes_of_all
from samspill.notices.rules.outbox import Mail
from samspill.notices.rules.personal import (
    EVERYBODY_BEGINS_WITH,
    News,
    Reader,
    Words,
    letter_of,
    may_leave_at,
    week_of,
)
from samspill.organisations.models import Person
from samspill.organisations.rules import Viewer, Worker

KEPT = timedelta(days=90)


@transaction.atomic
def notify(*, news: Sequence[News], now: datetime) -> int:
    """Tell each person once: in their list, and on e-mail when they want it. How many were told something new.

    Call it inside the transaction of what happened: it is told if, and only if, that commits.
    """
    fresh = _not_told(news)
    people = Person.objects.select_related("user").in_bulk([one.person_id for one in fresh])
    readers = _readers(people, {one.kind for one in fresh})
    notices, mails = [], defaultdict(list)
    for one in fresh:
        person = people[one.person_id]
        reader = readers.get((person.pk, one.kind))
        with translation.override(language_of(person)):
            words = one.words()
            notice = _notice(one, words, now)
            if reader and reader.how == How.NOW:
                notice.message_id = new_message_id()
                leaves = may_leave_at(now, is_reminder=one.is_reminder, is_any_time=reader.is_any_time)
                mails[leaves].append(_letter(words, person, one.kind, notice.message_id))
        notices.append(notice)
    Notice.objects.bulk_create(notices, batch_size=500)
    for leaves, together in mails.items():
        queue_mail(mails=together, not_before=leaves)
    return len(notices)


def _notice(news: News, words: Words, now: datetime) -> Notice:
    return Notice(
        person_id=news.person_id, kind=news.kind, key=news.key, title=words.title[:200], path=words.path, at=now
    )


def _not_told(news: Sequence[News]) -> list[News]:
    asked = {(one.person_id, one.key): one for one in news}
    known = Notice.objects.filter(person__in={one.person_id for one in news}, key__in={one.key for one in news})
    told = set(known.values_list("person_id", "key"))
    return [one for name, one in asked.items() if name not in told]


def language_of(person: Person) -> str:
    """What they chose themselves, else what the register says."""
    return person.user.language if person.user else person.language


def _readers(people: Mapping[int, Person], kinds: set[Kind]) -> dict[tuple[int, Kind], Reader]:
    wishes, any_time, silent = wishes_of_all(people, kinds), any_timers(people), unreachable_of(people)
    return {
        (pk, kind): Reader(person.email, wishes.get((pk, kind), EVERYBODY_BEGINS_WITH), pk in any_time)
        for pk, person in people.items()
        for kind in kinds
        if person.email and pk not in silent
    }


def _letter(words: Words, person: Person, kind: Kind, message_id: str) -> Mail:
    stop = reverse("notice_stop", args=[leaving_token(person.pk, kind)])
    footer = (
        (_("Velg hva du vil ha beskjed om"), settings.BASE_URL + reverse("notice_wishes")),
        (_("Slutt å sende meg dette på e-post"), settings.BASE_URL + stop),
    )
    mail = letter_of(words, to=person.email or "", address=settings.BASE_URL + words.path, footer=footer)
    return Mail(mail.to, mail.subject, mail.text, mail.html, message_id)


@transaction.atomic
def send_weekly(*, person: Person, words: Words | None, now: datetime) -> None:
    """The letter of the week, or none where there is nothing to tell; either way the week is seen to."""
    MailHabit.objects.update_or_create(person=person, defaults={"weekly_on": week_of(now)})
    if words is None or not person.email or unreachable_of([person.pk]):
        return
    footer = ((_("Velg hva du vil ha beskjed om"), settings.BASE_URL + reverse("notice_wishes")),)
    mail = letter_of(words, to=person.email, address=settings.BASE_URL + words.path, footer=footer)
    queue_mail(mails=[mail], not_before=now)


@transaction.atomic
def choose_notices(*, wishes: Mapping[Kind, How], is_any_time: bool, by: Viewer, now: datetime) -> None:
    if by.person_id is None:
        raise Hidden
    for kind, how in wishes.items():
        Wish.objects.update_or_create(person_id=by.person_id, kind=kind, defaults={"how": how})
    MailHabit.objects.update_or_create(person_id=by.person_id, defaults={"is_any_time": is_any_time})
    _record_choice(by.organisation_id, now)


@transaction.atomic
def choose_by_link(*, person: Person, kind: Kind, is_wanted: bool, now: datetime) -> None:
    """One kind on e-mail, or not. Chosen by whoever holds the link in such a letter."""
    how = How.NOW if is_wanted else How.NEVER
    Wish.objects.update_or_create(person=person, kind=kind, defaults={"how": how})
    _record_choice(person.organisation_id, now)


def _record_choice(organisation_id: int, now: datetime) -> None:
    # What somebody wants to hear of is nobody else's business: the log says that a choice was made, that day.
    day = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    record("choose_notices", by=Worker(organisation_id), now=day)


def mark_read(*, by: Viewer, now: datetime, notice: Notice | None = None) -> None:
    """One notice, or all of one's own. No audit line: reading is nobody else's business."""
    if by.person_id is None:
        raise Hidden
    own = Notice.objects.filter(person_id=by.person_id, read_at=None)
    (own.filter(pk=notice.pk) if notice else own).update(read_at=now)


def drop_old_notices(*, now: datetime) -> None:
    Notice.objects.filter(at__lt=now - KEPT).delete()
