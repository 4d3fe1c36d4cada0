"""Pages that are not there for those who do not run rounds."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from samspill.audit.rules import Hidden
from samspill.organisations.rules import Viewer
from samspill.pulses.queries import runs_rounds

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse]


def for_those_who_run_rounds(view: View[P]) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not runs_rounds(viewer):
            raise Hidden
        return view(request, viewer, *args, **kwargs)

    return guarded
