"""The one place where a view gets its viewer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from samspill.audit.rules import Hidden
from samspill.organisations.rules import Viewer, can_administer

P = ParamSpec("P")
HAT_KEY = "hat"
"""In the session: the key of the hat one has chosen to wear."""


def viewer_required(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Call ``view(request, viewer, …)``.

    Who has not signed in is sent to do so; for a user who works nowhere there is nothing here.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        viewer: Viewer | None = request.viewer  # type: ignore[attr-defined]
        if not viewer:
            raise Hidden
        return view(request, viewer, *args, **kwargs)

    return guarded


def administrators_only(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """As ``viewer_required``; for those who neither keep the register nor run the rounds the page is not there."""

    @wraps(view)
    def guarded(request: HttpRequest, viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not can_administer(viewer):
            raise Hidden
        return view(request, viewer, *args, **kwargs)

    return viewer_required(guarded)
