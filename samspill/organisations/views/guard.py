"""What an address names, how a refusal meets a form, and how a change is saved beside those of others."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.design.edits import Edit, F, Row
from samspill.organisations.models import Unit
from samspill.organisations.queries import unit_for
from samspill.organisations.rules import Viewer


def named_unit(viewer: Viewer, number: str) -> Unit | None:
    """The unit whose number stands in an address; what is no number names none."""
    return unit_for(viewer, int(number)) if re.fullmatch("[0-9]{1,18}", number) else None


def carried_out(form: Form, action: Callable[[], object]) -> bool:
    """Whether the form was right and the rule allowed it; a refusal becomes the form's own error."""
    if not form.is_valid():
        return False
    try:
        action()
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


class Act(Protocol):
    def __call__(self, *, now: datetime) -> object: ...


def tried(request: HttpRequest, act: Act, said: str = "") -> bool:
    """For a button without a form: whether it was done. A refusal stands at the top of the page one comes to."""
    try:
        act(now=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused))
        return False
    if said:
        messages.success(request, said)
    return True


def saved(request: HttpRequest, edit: Edit[F, Row], action: Callable[[], object]) -> bool:
    """Whether what was sent is stored; what somebody else has stored meanwhile is held against it first.

    ``action`` reads ``edit.form`` and ``edit.row``, which are the ones of that moment.
    """
    if not edit.is_sent:
        return False
    with transaction.atomic():
        edit.meet()
        done = carried_out(edit.form, action)
    if done and edit.brought:
        fields = ", ".join(f"«{label}»" for label in edit.brought)
        told = _("En annen endret %(fields)s mens du skrev. Begges endringer er lagret.")
        messages.info(request, told % {"fields": fields})
    return done
