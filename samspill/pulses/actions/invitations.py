from __future__ import annotations

import hmac
from collections.abc import Sequence
from datetime import datetime
from math import ceil
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import ngettext

from samspill.audit.actions import Actor, record
from samspill.content.texts import fill, number_in_words, wording
from samspill.notices.actions import Mail, queue_mail
from samspill.pulses.keys import link_token, round_key
from samspill.pulses.models import Channel, Participant, PulseRound
from samspill.pulses.rules import mailing_due

BATCH = 500
SECONDS_PER_ITEM, SECONDS_TO_START = 8, 20


def queue_invitations(*, pulse_round: PulseRound, by: Actor, now: datetime, batch: int = BATCH) -> int:
    """Queue the next ``batch`` mails of the mailing that is due, invitations first; how many people were gone through.

    One transaction puts the mails in the outbox and moves the mark, so that after a crash nobody gets a second one
    and nobody is left out. Who has answered is passed over in silence: whether somebody was reminded lies nowhere.
    """
    with transaction.atomic():
        pulse_round = (
            PulseRound.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=pulse_round.pk)
        )
        mailing = mailing_due(pulse_round, now)
        if mailing is None:
            return 0
        pulse_round.mailings_done = mailing
        people = _next(pulse_round, batch)
        mails = [mail for person in people if (mail := _mail(pulse_round, person, mailing)) is not None]
        queue_mail(mails=mails, not_before=now)
        _move_mark(pulse_round, people, batch, now)
        if len(people) < batch:
            # The audit says that a mailing went out, not how many it went to.
            record("queue_invitations", by=by, now=now, subject=pulse_round, mailing=mailing)
    return len(people)


def _next(pulse_round: PulseRound, batch: int) -> list[Participant]:
    after = -1 if pulse_round.mailed_up_to is None else pulse_round.mailed_up_to
    waiting = Participant.objects.filter(pulse_round=pulse_round, channel=Channel.LINK, key__gt=after)
    return list(waiting.select_related("person").order_by("key")[:batch])


def _move_mark(pulse_round: PulseRound, people: Sequence[Participant], batch: int, now: datetime) -> None:
    if len(people) == batch:
        pulse_round.mailed_up_to = people[-1].pk
    else:
        pulse_round.mailed_up_to = None
        if pulse_round.mailings_done == 0:
            pulse_round.invitations_queued_at = now
        pulse_round.mailings_done += 1
    pulse_round.save(update_fields=["mailed_up_to", "mailings_done", "invitations_queued_at"])


def _mail(pulse_round: PulseRound, participant: Participant, mailing: int) -> Mail | None:
    person = participant.person
    if participant.has_answered or not person.email:
        return None
    kind = "invitation" if mailing == 0 else "reminder"
    language = person.language if person.language in pulse_round.languages else pulse_round.languages[0]
    key = round_key(pulse_round)
    values = {
        **_facts(pulse_round, language),
        "first_name": person.name.split()[0] if person.name.split() else "",
        "link": f"{settings.BASE_URL}/s/{link_token(participant, key=key)}",
    }
    subject, body = (wording(f"{kind}.{part}", language, pulse_round.texts) for part in ("subject", "body"))
    return Mail(
        to=person.email,
        subject=fill(subject, values),
        text=fill(body, values),
        html="",
        message_id=_message_id(key, participant, mailing),
    )


def _facts(pulse_round: PulseRound, language: str) -> dict[str, object]:
    with translation.override(language):
        return {
            "organisation": pulse_round.organisation.name,
            "closes_on": date_format(timezone.localtime(pulse_round.closes_at), "j. F"),
            "questions": number_in_words(len(pulse_round.definition["items"]), language),
            "minutes": duration_in_words(len(pulse_round.definition["items"])),
            "k": number_in_words(pulse_round.minimum_group, language),
        }


def duration_in_words(items: int) -> str:
    minutes = ceil((SECONDS_TO_START + SECONDS_PER_ITEM * items) / 60)
    return ngettext("under ett minutt", "under %(minutes)d minutter", minutes) % {"minutes": minutes}


def _message_id(key: bytes, participant: Participant, mailing: int) -> str:
    """Stable, so that a mail delivered twice is recognised as one; and it says neither who nor which mailing."""
    name = hmac.digest(key, f"samspill mail:{mailing}:{participant.pk}".encode(), "sha256").hex()[:32]
    return f"<{name}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>"
