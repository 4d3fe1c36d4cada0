"""Letters to the members: that there is something to read, and where. Never what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.utils import translation

from samspill.amu.models import Committee
from samspill.amu.queries.people import seats_on
from samspill.notices.actions import Mail, queue_mail
from samspill.organisations.models import Person

Say = Callable[[], tuple[str, str]]
"""Subject and text, in the language that is on when it is called."""


def write_to_members(committee: Committee, say: Say, *, address: str, now: datetime) -> None:
    """Members, deputies, and the secretary."""
    people = {seat.person_id: seat.person for seat in seats_on(committee, now.date())}
    if committee.secretary and (committee.secretary.left_on is None or committee.secretary.left_on >= now.date()):
        people.setdefault(committee.secretary.pk, committee.secretary)
    write_to(people.values(), say, address=address, now=now)


def write_to(people: Iterable[Person], say: Say, *, address: str, now: datetime) -> None:
    """Those without an address find it on their home page."""
    mails = [_mail(person, say, address) for person in people if person.email]
    queue_mail(mails=mails, not_before=now)


def _mail(person: Person, say: Say, address: str) -> Mail:
    with translation.override(person.language):
        subject, text = say()
    return Mail(to=person.email or "", subject=subject, text=f"{text}\n\n{settings.BASE_URL}{address}\n")
