"""What an address names, and how a refusal meets a form."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.forms import Form

from samspill.audit.rules import Refused
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
