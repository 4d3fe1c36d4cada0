from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from samspill.audit.models import Event
from samspill.notices.models import Message
from samspill.pulses.jobs import tick
from samspill.pulses.models import Consultation, Participant, PulseRound, Rhythm, Token
from samspill.pulses.queries import status_for
from samspill.pulses.tests.rounds import a_planned_round, an_open_round, viewer_of
from samspill.sealing import CannotOpen

OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def consulted(cast, now):
    Consultation.objects.create(
        organisation=cast.solvik,
        held_on=date(2026, 1, 8),
        participants="Per, Amina",
        recorded_by="Per Moe",
        recorded_at=now,
    )


def test_a_due_round_opens_and_invites_by_itself(cast, now, consulted):
    a_planned_round(cast, now)
    tick(now)
    assert PulseRound.objects.get().state == "open"
    assert Message.objects.count() == 6
    tick(now + timedelta(minutes=1))
    assert Message.objects.count() == 6


def test_a_round_that_fell_due_while_the_server_was_down_opens_late(cast, now, consulted):
    a_planned_round(cast, now, opens_at=now - timedelta(days=3))
    tick(now)
    assert PulseRound.objects.get().opened_at == now


def test_a_round_whose_time_is_out_is_called_off(cast, now, consulted):
    a_planned_round(cast, now, opens_at=now - timedelta(days=3), closes_at=now)
    tick(now)
    assert PulseRound.objects.get().state == "cancelled"
    assert Event.objects.filter(action="miss_round").count() == 1


def test_what_stands_in_the_way_is_written_for_hr_and_tried_again_later(cast, now):
    pulse_round = a_planned_round(cast, now)
    tick(now)
    pulse_round.refresh_from_db()
    assert "drøftingsprotokollen" in pulse_round.obstacle
    Consultation.objects.create(
        organisation=cast.solvik, held_on=date(2026, 1, 8), participants="Per", recorded_by="Per", recorded_at=now
    )
    tick(now + timedelta(minutes=1))
    assert PulseRound.objects.get().state == "planned"
    tick(now + timedelta(minutes=11))
    pulse_round.refresh_from_db()
    assert (pulse_round.state, pulse_round.obstacle) == ("open", "")


def test_the_word_about_participation_changes_at_most_once_a_day(cast, now):
    pulse_round = an_open_round(cast, now)
    PulseRound.objects.update(participation_on=now.date())

    def word(when):
        tick(when)
        pulse_round.refresh_from_db()
        return status_for(viewer_of(cast.per), pulse_round, now=when).participation

    assert word(now + timedelta(hours=1)) == ""
    tomorrow = now + timedelta(days=1)
    assert word(tomorrow) == "under halvparten har svart"
    Token.objects.update(is_spent=True)
    assert word(tomorrow + timedelta(hours=14)) == "under halvparten har svart"
    assert word(tomorrow + timedelta(hours=15)) == "over 80 % har svart"


def test_a_leader_is_not_told_the_word(cast, now):
    pulse_round = an_open_round(cast, now)
    PulseRound.objects.update(participation="over_half")
    pulse_round.refresh_from_db()
    assert [
        bool(status_for(viewer_of(person), pulse_round, now=now).participation)
        for person in (cast.jonas, cast.kari, cast.amina)
    ] == [False, False, True]


def test_under_twenty_invited_there_is_no_word(cast, now):
    an_open_round(cast, now)
    Participant.objects.filter(person__in=cast.crew[:15]).delete()
    tick(now + timedelta(days=1))
    assert PulseRound.objects.get().participation == ""


def test_the_worker_plans_the_year_of_a_rhythm_once(cast):
    Rhythm.objects.create(organisation=cast.solvik, variant="standard", starts_on=date(2026, 8, 1))
    summer = datetime(2026, 7, 15, 12, tzinfo=OSLO)
    tick(summer)
    tick(summer)
    months = [pulse_round.rhythm_on.month for pulse_round in PulseRound.objects.order_by("opens_at")]
    assert months == [8, 9, 10, 11, 12]
    assert not any(pulse_round.opens_at.month == 7 for pulse_round in PulseRound.objects.all())


def test_in_november_next_year_is_planned_too(cast):
    Rhythm.objects.create(organisation=cast.solvik, variant="standard", starts_on=date(2026, 8, 1))
    tick(datetime(2026, 11, 30, 12, tzinfo=OSLO))
    assert {pulse_round.opens_at.year for pulse_round in PulseRound.objects.all()} == {2026, 2027}
    assert PulseRound.objects.filter(opens_at__year=2027).count() == 11


def test_a_resting_rhythm_plans_nothing(cast, now):
    Rhythm.objects.create(organisation=cast.solvik, variant="standard", starts_on=date(2026, 1, 1), is_active=False)
    tick(now)
    assert not PulseRound.objects.exists()


def test_a_workplace_whose_round_cannot_be_mailed_keeps_no_other_waiting(cast, now, consulted):
    broken, whole = (an_open_round(cast, now) for _ in range(2))
    PulseRound.objects.filter(pk=broken.pk).update(sealed_key=b"damaged" * 12)
    with pytest.raises(CannotOpen):
        tick(now)
    whole.refresh_from_db()
    assert whole.mailings_done == 1
    assert Message.objects.count() == 6
