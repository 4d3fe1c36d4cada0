from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from samspill.notices import actions, queries
from samspill.notices.models import Channel, Message
from samspill.notices.rules import Mail
from samspill.sealing import CannotOpen

pytestmark = pytest.mark.django_db
SECRET = "https://puls.example/s/hemmelig"


def mail(to: str = "kari@solvik.example", **extra: str) -> Mail:
    return Mail(**{"to": to, "subject": "Hvordan har vi det?", "text": SECRET, **extra})


def queued(now, *mails: Mail, **extra: object) -> list[Message]:
    actions.queue_mail(mails=mails or [mail()], not_before=now, **extra)
    return list(Message.objects.order_by("id"))


def test_what_waits_cannot_be_read_from_the_row(now):
    [message] = queued(now)
    row = " ".join(str(value) for value in Message.objects.values_list().get())
    assert "kari" not in row
    assert "hemmelig" not in row
    assert queries.opened(message) == mail(message_id=message.message_id)


def test_rows_of_different_texts_are_of_one_length(now):
    short, long = queued(now, mail(text="Hei"), mail(text="Husk å svare. " * 100, html="<p>Husk</p>" * 50))
    assert len(short.sealed) == len(long.sealed)


def test_the_name_of_a_message_tells_nothing_and_is_our_own_host(now):
    one, other = queued(now, mail(), mail())
    assert one.message_id != other.message_id
    assert one.message_id.endswith("@localhost>")


def test_a_sealed_content_does_not_open_in_another_row(now):
    one, other = queued(now, mail(), mail())
    one.sealed = other.sealed
    with pytest.raises(CannotOpen):
        queries.opened(one)


def test_the_same_message_is_not_queued_twice(now):
    assert len(queued(now, mail(message_id="<a@b>"), mail(message_id="<a@b>"))) == 1


def test_nothing_leaves_when_the_callers_transaction_fails(now):
    with transaction.atomic():
        queued(now, mail())
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_a_hundred_mails_are_queued_with_few_statements(now, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        actions.queue_mail(mails=[mail(f"p{i}@solvik.example") for i in range(100)], not_before=now)


def test_django_mail_goes_to_the_outbox_and_first(now, settings):
    settings.EMAIL_BACKEND = "samspill.notices.mail.OutboxBackend"
    queued(now - timedelta(hours=1), mail("invited@solvik.example"))
    letter = EmailMultiAlternatives("Kode", "123 456", to=["kari@solvik.example"])
    letter.attach_alternative("<p>123 456</p>", "text/html")
    letter.send()
    first = actions.lease_messages(limit=1, now=now + timedelta(days=400), is_paced=False)
    assert queries.opened(first[0]) == Mail(
        "kari@solvik.example", "Kode", "123 456", "<p>123 456</p>", first[0].message_id
    )


def test_what_is_leased_is_not_leased_again_until_the_lease_runs_out(now):
    queued(now)
    lease = {"limit": 9, "is_paced": False}
    assert len(actions.lease_messages(now=now, **lease)) == 1
    assert not actions.lease_messages(now=now + timedelta(minutes=3), **lease)
    assert len(actions.lease_messages(now=now + timedelta(minutes=5), **lease)) == 1


def test_what_is_not_due_waits(now):
    queued(now + timedelta(minutes=1))
    assert not actions.lease_messages(limit=9, now=now, is_paced=False)


def test_the_pace_is_shared_and_kept(now, settings):
    settings.MAIL_PER_MINUTE = 60
    queued(now, *[mail()] * 50)
    taken = [
        len(actions.lease_messages(limit=5, now=now + timedelta(seconds=s), is_paced=True)) for s in (0, 0, 2, 3, 30)
    ]
    assert taken == [1, 0, 2, 1, 5]


def test_after_the_last_attempt_a_message_is_dead_and_its_hour_forgotten(now):
    [message] = queued(now)
    for _ in range(12):
        actions.put_off_message(message=message, error="450 full", now=now)
        message.refresh_from_db()
    assert message.is_dead
    assert message.not_before == now.replace(day=1, hour=0)
    assert not queries.due(now + timedelta(days=9)).exists()


def test_dead_letters_show_recipient_and_fault_but_nothing_of_the_content(cast, now):
    [message] = queued(now)
    actions.bury_message(message=message, error="550 ukjent", now=now)
    [letter] = queries.dead_letters_for(cast.rut)
    assert letter == queries.DeadLetter(message.pk, "kari@solvik.example", "550 ukjent", 1)


def test_dead_letters_are_tried_again_or_deleted_with_a_line_in_the_log(cast, now):
    one, other = queued(now, mail(), mail())
    for message in (one, other):
        actions.bury_message(message=message, error="550", now=now)
    actions.delete_dead_letter(by=cast.rut, now=now, message=one)
    assert actions.retry_dead_letters(by=cast.rut, now=now) == 1
    assert [message.pk for message in queries.due(now)] == [other.pk]
    assert sorted(Event.objects.values_list("action", flat=True)) == ["delete_dead_letter", "retry_dead_letters"]
    assert "kari" not in str(list(Event.objects.values()))


def test_dead_letters_are_gone_after_two_months(now):
    [message] = queued(now)
    actions.bury_message(message=message, error="550", now=now)
    actions.drop_old_dead_letters(now=now + timedelta(days=30))
    assert Message.objects.exists()
    actions.drop_old_dead_letters(now=now + timedelta(days=70))
    assert not Message.objects.exists()


def test_hr_cannot_see_or_touch_the_queue(cast, now):
    per = cast.user("per")
    with pytest.raises(Hidden):
        queries.queue_state_for(per)
    with pytest.raises(Hidden):
        queries.dead_letters_for(per)
    with pytest.raises(Refused):
        actions.retry_dead_letters(by=per, now=now)


def test_the_state_tells_of_a_server_that_fails_until_it_takes_mail_again(cast, now):
    actions.rest_channel(trouble="svarer ikke", now=now)
    assert queries.is_paused(now + timedelta(seconds=4))
    assert not queries.is_paused(now + timedelta(seconds=6))
    assert queries.queue_state_for(cast.rut).trouble == "svarer ikke"
    actions.wake_channel()
    assert Channel.objects.values_list("failures", "trouble", "paused_until").get() == (0, "", None)
