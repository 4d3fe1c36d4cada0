"""Pages that are not there for those who do not keep the register, and how a refusal meets a form."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.forms import Form
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from samspill.audit.rules import Hidden, Refused
from samspill.organisations.access import viewer_required
from samspill.organisations.models import Unit
from samspill.organisations.queries import unit_for
from samspill.organisations.rules import Viewer, can_administer

P = ParamSpec("P")


def administrators_only(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    @wraps(view)
    def guarded(request: HttpRequest, viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not can_administer(viewer):
            raise Hidden
        return view(request, viewer, *args, **kwargs)

    return viewer_required(guarded)


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
