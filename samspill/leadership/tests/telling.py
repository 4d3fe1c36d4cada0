"""Decisions to test with."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from samspill.leadership.actions import Told, ask_about_decision, tell_decision
from samspill.leadership.models import Decision, Question
from samspill.organisations.models import Unit
from samspill.organisations.queries import viewer_for
from samspill.organisations.rules import Viewer
from tests.cast import Cast


def viewer_of(cast: Cast, name: str, day: date, *, organisation: str = "") -> Viewer:
    """Somebody of the cast as they look on a day; Siri has to say in which organisation."""
    user = cast.user(name)
    found = viewer_for(user, hat_key=None, today=day)
    assert found is not None
    if organisation and found.organisation_name != organisation:
        from samspill.organisations.queries import hats_of

        key = next(hat.key for where, hat in hats_of(user, day) if where.name == organisation)
        found = viewer_for(user, hat_key=key, today=day)
        assert found is not None
    return found


def a_decision(*units: Unit, day: date, **more: Any) -> Told:
    return Told(
        title=more.pop("title", "Ny vaktplan fra mars"),
        decided=more.pop("decided", "Helgevaktene fordeles på tre uker."),
        reason=more.pop("reason", "Fordi to uker ga for lite hvile."),
        units=units,
        decided_on=more.pop("decided_on", day),
        **more,
    )


def told_in(cast: Cast, *units: Unit, now: datetime, by: str = "per", **more: Any) -> Decision:
    day = timezone.localtime(now).date()
    return tell_decision(told=a_decision(*units, day=day, **more), by=viewer_of(cast, by, day), now=now)


def question_in(cast: Cast, *, now: datetime) -> Question:
    decision = told_in(cast, cast.nord, now=now - timedelta(hours=1), by="jonas")
    kari = viewer_of(cast, "kari", timezone.localtime(now).date())
    return ask_about_decision(decision=decision, text="Hvorfor tre uker?", by=kari, now=now)
