from __future__ import annotations

from datetime import timedelta

import pytest

from samspill.accounts.models import User
from samspill.audit.rules import permits
from samspill.notices.rules import (
    Mail,
    allowance_at,
    check_can_see_queue,
    leads_nowhere,
    on_one_line,
    pause_after,
    wait_after,
)


def test_one_waits_twice_as_long_each_time_up_to_six_hours():
    minutes = [wait_after(attempts) / timedelta(minutes=1) for attempts in range(1, 12)]
    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]


def test_the_line_rests_from_five_seconds_up_to_five_minutes():
    assert [pause_after(n).total_seconds() for n in (1, 2, 3, 7, 1000)] == [5, 10, 20, 300, 300]


@pytest.mark.parametrize(
    ("allowance", "seconds", "expected"),
    [(0, 0, 0), (0, 1, 10), (5, 2, 25), (0, 3600, 100), (100, 60, 100), (7, -60, 7)],
)
def test_the_allowance_grows_evenly_and_holds_ten_seconds_worth(now, allowance, seconds, expected):
    later = now + timedelta(seconds=seconds)
    assert allowance_at(allowance, since=now, now=later, per_minute=600) == expected


def test_even_the_slowest_pace_lets_one_through(now):
    assert allowance_at(0, since=now, now=now + timedelta(minutes=10), per_minute=1) == 1


def test_an_address_or_subject_cannot_begin_another_header():
    mail = on_one_line(Mail(to="a@b.example\nBcc: c@d.example", subject="Hei\r\nBcc: c@d.example", text="t"))
    assert mail.to == "a@b.exampleBcc:c@d.example"
    assert mail.subject == "Hei Bcc: c@d.example"


def test_mail_to_the_reserved_domain_leads_nowhere():
    assert leads_nowhere(Mail(to="x@nowhere.INVALID", subject="", text=""))
    assert not leads_nowhere(Mail(to="x@invalid.example", subject="", text=""))


def test_only_who_runs_the_installation_sees_the_queue():
    assert permits(check_can_see_queue, User(is_administrator=True))
    assert not permits(check_can_see_queue, User())
