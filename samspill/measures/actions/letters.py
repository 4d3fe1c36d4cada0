"""The monthly letter about new stories: what they are about and how many, never what they say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspill.audit.actions import record
from samspill.content.factors import factors
from samspill.measures.models import StoryLetter
from samspill.measures.queries.letters import about_of, next_readers
from samspill.notices.actions import notify
from samspill.notices.models import Kind
from samspill.notices.rules import News, Words
from samspill.organisations.models import Organisation, Person
from samspill.organisations.rules import Worker

BATCH = 500


def queue_letters(*, organisation: Organisation, month: date, now: datetime, batch: int = BATCH) -> int:
    """The next part of a month's letters. One transaction puts them in the outbox and moves the mark."""
    with transaction.atomic():
        StoryLetter.objects.get_or_create(organisation=organisation, month=month)
        letter = StoryLetter.objects.select_for_update().get(organisation=organisation, month=month)
        if letter.is_done:
            return 0
        people = next_readers(organisation.pk, letter.mailed_up_to, now.date(), batch)
        about = about_of(organisation.pk, month)
        news = [_news(person, organisation, month, about) for person in people] if about else []
        notify(news=news, now=now)
        letter.mailed_up_to = people[-1].pk if people else letter.mailed_up_to
        letter.is_done = len(people) < batch
        letter.save()
        if letter.is_done:
            record("queue_letters", by=Worker(organisation.pk), now=now, subject=letter)
    return len(news)


def _news(person: Person, organisation: Organisation, month: date, about: Sequence[tuple[str, int]]) -> News:
    return News(person.pk, Kind.STORIES, f"stories-{month:%Y-%m}", partial(_words, organisation.name, month, about))


def _words(organisation: str, month: date, about: Sequence[tuple[str, int]]) -> Words:
    count = sum(number for _code, number in about)
    when = str(MONTHS[month.month]).lower()
    title = ngettext(
        "Hva hjalp? Én ny fortelling i %(month)s", "Hva hjalp? %(count)d nye fortellinger i %(month)s", count
    ) % {"count": count, "month": when}
    told = _("Noen hos %(organisation)s har fortalt hva som hjalp. Dette handler det om:")
    return Words(title, reverse("stories"), _("Les dem her"), (told % {"organisation": organisation}, *_lines(about)))


def _lines(about: Sequence[tuple[str, int]]) -> list[str]:
    known, language = factors(), get_language() or "nb"
    return [
        f"- {known[code].name.in_language(language) if code in known else _('Annet')}: {number}"
        for code, number in about
    ]
