from __future__ import annotations

import json
import zlib
from datetime import timedelta

import pytest

from samspill.audit.models import Event
from samspill.notices.models import Message
from samspill.organisations.models import Person
from samspill.organisations.rules import Worker
from samspill.pulses.actions import queue_invitations
from samspill.pulses.actions.invitations import duration_in_words
from samspill.pulses.models import Channel, Participant, PulseRound
from samspill.pulses.queries import status_for
from samspill.pulses.tests.rounds import an_open_round, link_of, spend, viewer_of
from samspill.sealing import installation_key, open_sealed


@pytest.fixture
def pulse_round(cast, now):
    pulse_round = an_open_round(cast, now)
    pulse_round.reminders_on = [(now + timedelta(days=2)).date().isoformat()]
    pulse_round.save()
    Participant.objects.filter(person__email=None).update(channel=Channel.CODE)
    return pulse_round


def queue(cast, now, pulse_round, **how):
    return queue_invitations(pulse_round=pulse_round, by=Worker(cast.solvik.pk), now=now, **how)


def waiting_mails():
    key = installation_key()
    opened = (open_sealed(row.sealed, key=key, context=row.message_id) for row in Message.objects.all())
    return {mail["to"]: mail for mail in (json.loads(zlib.decompress(content)) for content in opened)}


def test_everybody_with_e_mail_gets_one_mail_with_their_own_link(cast, now, pulse_round, settings):
    settings.BASE_URL = "https://samspill.example"
    queue(cast, now, pulse_round)
    mails = waiting_mails()
    assert len(mails) == Message.objects.count() == 6
    kari = mails["kari@solvik.example"]
    assert f"https://samspill.example/s/{link_of(cast.kari, pulse_round)}\n" in kari["text"]
    assert kari["text"].startswith("Hei Kari\n")
    assert "Svar innen 30. november" in kari["subject"]


def test_a_mail_is_in_the_persons_own_language_and_the_organisations_own_words(cast, now, pulse_round):
    Person.objects.filter(pk=cast.kari.pk).update(language="en")
    Person.objects.filter(pk=cast.amina.pk).update(language="nn")
    PulseRound.objects.update(
        languages=["nb", "en"], texts={"invitation.body": {"nb": "God morgen {first_name}: {link}"}}
    )
    queue(cast, now, pulse_round)
    mails = waiting_mails()
    assert mails["kari@solvik.example"]["text"].startswith("Hello Kari")
    assert mails["amina@solvik.example"]["text"].startswith("God morgen Amina: http")


def test_queueing_goes_on_where_it_stopped_and_sends_nobody_two(cast, now, pulse_round):
    viewer = viewer_of(cast.per)
    seen = []
    while queue(cast, now, pulse_round, batch=2):
        pulse_round.refresh_from_db()
        status = status_for(viewer, pulse_round, now=now)
        seen.append((status.queued, status.by_link))
    assert seen == [(2, 6), (4, 6), (6, 6)]
    assert Message.objects.count() == 6
    assert queue(cast, now, pulse_round) == 0
    pulse_round.refresh_from_db()
    assert (pulse_round.mailings_done, pulse_round.invitations_queued_at) == (1, now)
    assert Event.objects.get(action="queue_invitations").detail == {"mailing": 0}


def test_a_crash_in_the_middle_of_a_batch_leaves_nothing_half_done(cast, now, pulse_round, monkeypatch):
    queue(cast, now, pulse_round, batch=2)

    def crash(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("samspill.pulses.actions.invitations._move_mark", crash)
        with pytest.raises(KeyboardInterrupt):
            queue(cast, now, pulse_round, batch=2)
    assert Message.objects.count() == 2
    while queue(cast, now, pulse_round, batch=2):
        pass
    assert len(waiting_mails()) == Message.objects.count() == 6


def test_the_reminder_goes_to_those_who_have_not_answered_and_repeats_their_link(cast, now, pulse_round):
    queue(cast, now, pulse_round)
    first = {to: mail["text"] for to, mail in waiting_mails().items()}
    Message.objects.all().delete()
    spend(link_of(cast.kari, pulse_round), now)
    queue(cast, now + timedelta(days=2), pulse_round)
    mails = waiting_mails()
    assert set(mails) == set(first) - {"kari@solvik.example"}
    assert link_of(cast.amina, pulse_round) in mails["amina@solvik.example"]["text"]
    assert mails["amina@solvik.example"]["text"] != first["amina@solvik.example"]


def test_nothing_in_the_database_tells_who_was_reminded(cast, now, pulse_round):
    queue(cast, now, pulse_round)
    Message.objects.all().delete()
    before = list(Participant.objects.order_by("pk").values())
    queue(cast, now + timedelta(days=2), pulse_round)
    assert list(Participant.objects.order_by("pk").values()) == before
    assert pulse_round.tokens.count() == len(before)
    kinds = {name for field in Message._meta.fields for name in [field.name] if "kind" in name}
    assert not kinds


def test_the_message_id_is_stable_and_says_nothing(cast, now, pulse_round):
    queue(cast, now, pulse_round)
    first = set(Message.objects.values_list("message_id", flat=True))
    Message.objects.all().delete()
    PulseRound.objects.update(mailings_done=0, mailed_up_to=None)
    queue(cast, now, pulse_round)
    assert set(Message.objects.values_list("message_id", flat=True)) == first
    assert not any(str(participant.pk) in text for participant in Participant.objects.all() for text in first)


def test_a_closed_round_invites_nobody(cast, now, pulse_round):
    assert queue(cast, pulse_round.closes_at, pulse_round) == 0
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("items", "words"), [(3, "under ett minutt"), (8, "under 2 minutter"), (30, "under 5 minutter")]
)
def test_how_long_it_takes_is_said_in_words(items, words):
    assert duration_in_words(items) == words
