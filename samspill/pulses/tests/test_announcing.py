"""That a round opens is told in the channels that asked for it, once, when and only when it opens."""

from __future__ import annotations

from datetime import datetime

import pytest

from samspill.audit.rules import Refused
from samspill.notices.models import Call, Webhook
from samspill.organisations.rules import Worker
from samspill.pulses.actions import open_round
from samspill.pulses.models import Consultation
from samspill.pulses.tests.rounds import a_planned_round
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _channels(cast: Cast, now: datetime) -> None:
    for name, occasion in (("Alle", "round_opens"), ("Andre", "results_ready")):
        Webhook.objects.create(organisation=cast.solvik, name=name, service="slack", host="hooks.example.org",
                               sealed=b"", nonce=name, occasions=[occasion], made_on=now.date())  # fmt: skip


def test_a_round_that_opens_is_told_of(cast: Cast, now: datetime) -> None:
    when = {"held_on": now.date(), "recorded_at": now}
    Consultation.objects.create(organisation=cast.solvik, participants="Per", recorded_by="Per", **when)
    open_round(pulse_round=a_planned_round(cast, now), by=Worker(cast.solvik.pk), now=now)
    told = Call.objects.get()
    assert (told.webhook.name, told.path) == ("Alle", "/puls/")
    assert told.title.endswith("er åpen. Svar innen mandag 30. november.")


def test_a_round_that_cannot_open_is_not(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused):
        open_round(pulse_round=a_planned_round(cast, now), by=Worker(cast.solvik.pk), now=now)
    assert not Call.objects.exists()
