"""How it stands with something on a day. Nothing needs to be written for a day to pass."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.yearwheel.models import Occurrence

State = Occurrence.State


class Status(models.TextChoices):
    PLANNED = "planned", _("planlagt")
    DUE = "due", _("nå")
    OVERDUE = "overdue", _("ikke gjort ennå")
    DONE = "done", _("gjort")
    SKIPPED = "skipped", _("hoppet over")
    OFF = "off", _("slått av")


def status_of(state: str, starts_on: date, ends_on: date, today: date) -> Status:
    if state != State.OPEN:
        return Status(state)
    if ends_on < today:
        return Status.OVERDUE
    return Status.DUE if starts_on <= today else Status.PLANNED


def status_of_many(*, undone: int, late: int, done: int, begins: date, today: date) -> Status:
    """Of the same milestone in several units: what is left decides, the calm word first."""
    if late:
        return Status.OVERDUE
    if undone:
        return Status.DUE if begins <= today else Status.PLANNED
    return Status.DONE if done else Status.SKIPPED
