from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.notices.actions import Mail, queue_mail
from samspill.organisations.models import Organisation
from samspill.yearwheel.models import Occurrence
from samspill.yearwheel.queries.entries import days_text
from samspill.yearwheel.queries.reminders import occurrences_to_remind_of
from samspill.yearwheel.queries.seats import Holder, holders_of, owner_of

MOST_AT_ONCE = 500


@transaction.atomic
def remind_of_milestones(*, organisation: Organisation, today: date, now: datetime) -> int:
    """One letter to each who sees to something that comes; how many letters. Each occurrence is told of once.

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
    queue_mail(mails=[_mail(holder, some) for holder, some in of_each.items()], not_before=now)
    Occurrence.objects.filter(pk__in=[one.pk for one in due]).update(reminded_on=today)
    return len(of_each)


def _mail(holder: Holder, occurrences: list[Occurrence]) -> Mail:
    with translation.override(holder.language):
        number = len(occurrences)
        subject = ngettext("I årshjulet snart: %(title)s", "I årshjulet snart: %(n)d milepæler", number)
        subject %= {"n": number, "title": occurrences[0]}
        lines = [_line(one) for one in occurrences]
        text = "\n".join([_("Dette kommer, og du har ansvaret:"), "", *lines, ""])
    return Mail(to=holder.email, subject=subject, text=text)


def _line(one: Occurrence) -> str:
    address = f"{settings.BASE_URL}{reverse('occurrence', args=[one.pk])}"
    return f"- {one}, {days_text(one.starts_on, one.ends_on)}\n  {address}"
