from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.measures.models import Measure
from samspill.measures.queries.reminders import measures_to_remind_of
from samspill.notices.actions import notify
from samspill.notices.models import Kind
from samspill.notices.rules import News, Words
from samspill.organisations.models import Person

MOST_AT_ONCE = 500


@transaction.atomic
def remind_of_measures(*, now: datetime) -> int:
    """One notice to each person who is responsible for something that is due; how many were told.

    It says how many and where to read, never what: a measure may tell of people.
    """
    today = timezone.localdate(now)
    due = list(measures_to_remind_of(today).select_for_update(of=("self",), skip_locked=True)[:MOST_AT_ONCE])
    of_each: dict[Person, int] = defaultdict(int)
    for measure in due:
        if measure.responsible is not None:
            of_each[measure.responsible] += 1
    key = f"measures-{today:%Y-%m-%d}"
    notify(news=[_news(person, count, key) for person, count in of_each.items()], now=now)
    Measure.objects.filter(pk__in=[measure.pk for measure in due]).update(reminded_on=today)
    return len(of_each)


def _news(person: Person, count: int, key: str) -> News:
    return News(person.pk, Kind.DUTIES, key, partial(_words, count), is_reminder=True)


def _words(count: int) -> Words:
    title = ngettext("Et tiltak du har ansvar for, venter", "%(n)d tiltak du har ansvar for, venter", count)
    ask = _("Se hva det gjelder, og si hvor langt det er kommet")
    return Words(title % {"n": count}, reverse("plan_board", args=["mine"]), ask)
