from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.measures.models import Measure
from samspill.measures.queries.reminders import measures_to_remind_of
from samspill.notices.actions import Mail, queue_mail
from samspill.organisations.models import Person

MOST_AT_ONCE = 500


@transaction.atomic
def remind_of_measures(*, now: datetime) -> int:
    """One letter to each person who is responsible for something that is due; how many letters.

    It says how many and where to read, never what: a measure may tell of people.
    """
    today = timezone.localdate(now)
    due = list(measures_to_remind_of(today).select_for_update(of=("self",), skip_locked=True)[:MOST_AT_ONCE])
    of_each: dict[Person, int] = defaultdict(int)
    for measure in due:
        if measure.responsible is not None:
            of_each[measure.responsible] += 1
    queue_mail(mails=[_mail(person, count) for person, count in of_each.items()], not_before=now)
    Measure.objects.filter(pk__in=[measure.pk for measure in due]).update(reminded_on=today)
    return len(of_each)


def _mail(person: Person, count: int) -> Mail:
    with translation.override(person.language):
        link = f"{settings.BASE_URL}{reverse('plan_board', args=['mine'])}"
        subject = ngettext("Et tiltak du har ansvar for, venter", "%(n)d tiltak du har ansvar for, venter", count)
        ask = _("Se hva det gjelder, og si hvor langt det er kommet:")
        what = subject % {"n": count}
        return Mail(to=person.email or "", subject=what, text=f"{what}.\n\n{ask}\n{link}\n")
