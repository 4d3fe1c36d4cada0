"""The monthly letter about new stories: what they are about and how many, never what they say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.audit.actions import record
from samspill.content.factors import factors
from samspill.measures.models import StoryLetter
from samspill.measures.queries.letters import about_of, next_readers
from samspill.notices.actions import Mail, queue_mail
from samspill.organisations.models import Organisation, Person
from samspill.organisations.rules import Worker

BATCH = 500
SALT = "samspill.story-letter"


def queue_letters(*, organisation: Organisation, month: date, now: datetime, batch: int = BATCH) -> int:
    """The next part of a month's letters. One transaction puts them in the outbox and moves the mark."""
    with transaction.atomic():
        StoryLetter.objects.get_or_create(organisation=organisation, month=month)
        letter = StoryLetter.objects.select_for_update().get(organisation=organisation, month=month)
        if letter.is_done:
            return 0
        people = next_readers(organisation.pk, letter.mailed_up_to, now.date(), batch)
        about = about_of(organisation.pk, month)
        mails = [_mail(person, organisation, month, about) for person in people] if about else []
        queue_mail(mails=mails, not_before=now)
        letter.mailed_up_to = people[-1].pk if people else letter.mailed_up_to
        letter.is_done = len(people) < batch
        letter.save()
        if letter.is_done:
            record("queue_letters", by=Worker(organisation.pk), now=now, subject=letter)
    return len(mails)


def _mail(person: Person, organisation: Organisation, month: date, about: Sequence[tuple[str, int]]) -> Mail:
    with translation.override(person.language):
        count = sum(number for _code, number in about)
        when = str(MONTHS[month.month]).lower()
        subject = ngettext(
            "Hva hjalp? Én ny fortelling i %(month)s", "Hva hjalp? %(count)d nye fortellinger i %(month)s", count
        ) % {"count": count, "month": when}
        known = factors()
        lines = [
            f"- {known[code].name.in_language(person.language) if code in known else _('Annet')}: {number}"
            for code, number in about
        ]
        told = _("Noen hos %(organisation)s har fortalt hva som hjalp. Dette handler det om:") % {
            "organisation": organisation.name
        }
        read = _("Les dem her: %(address)s") % {"address": settings.BASE_URL + reverse("stories")}
        leave = _("Vil du ikke ha dette brevet: %(address)s") % {"address": settings.BASE_URL + leaving_address(person)}
        text = "\n".join([told, "", *lines, "", read, "", leave, ""])
    return Mail(to=person.email or "", subject=subject, text=text)


def leaving_address(person: Person) -> str:
    """Opens without signing in, and only this one choice."""
    return reverse("story_letter", args=[signing.dumps(person.pk, salt=SALT)])
