from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.notices.actions import notify
from samspill.notices.models import Kind
from samspill.notices.rules import News, Words
from samspill.organisations.models import Organisation
from samspill.yearwheel.models import Occurrence
from samspill.yearwheel.queries.entries import days_text
from samspill.yearwheel.queries.reminders import occurrences_to_remind_of
from samspill.yearwheel.queries.seats import Holder, holders_of, owner_of

MOST_AT_ONCE = 500


@transaction.atomic
def remind_of_milestones(*, organisation: Organisation, today: date, now: datetime) -> int:
    """One notice to each who sees to something that comes; how many were told. Each occurrence is told of once.

    The titles of the wheel are no secret: everybody here reads them.
    """
    waiting = occurrences_to_remind_of(organisation.pk, today)
    due = list(waiting.select_for_update(of=("self",), skip_locked=True)[:MOST_AT_ONCE])
    if not due:
        return 0
    holders = holders_of(organisation.pk, today)
    of_each: dict[Holder, list[Occurrence]] = defaultdict(list)
    for one in due:
        for holder in owner_of(one, holders, today).people:
            if holder.email:
                of_each[holder].append(one)
    notify(news=[_news(holder, some, today) for holder, some in of_each.items()], now=now)
    Occurrence.objects.filter(pk__in=[one.pk for one in due]).update(reminded_on=today)
    return len(of_each)


def _news(holder: Holder, occurrences: list[Occurrence], today: date) -> News:
    key = f"wheel-{today:%Y-%m-%d}-{occurrences[0].pk}"
    return News(holder.person_id, Kind.DUTIES, key, partial(_words, occurrences), is_reminder=True)


def _words(occurrences: list[Occurrence]) -> Words:
    number = len(occurrences)
    title = ngettext("I årshjulet snart: %(title)s", "I årshjulet snart: %(n)d milepæler", number)
    lines = (_("Dette kommer, og du har ansvaret:"), *(_line(one) for one in occurrences))
    path = reverse("occurrence", args=[occurrences[0].pk]) if number == 1 else reverse("wheel")
    return Words(title % {"n": number, "title": occurrences[0]}, path, _("Se hva det gjelder"), lines)


def _line(one: Occurrence) -> str:
    return f"- {one}, {days_text(one.starts_on, one.ends_on)}"
