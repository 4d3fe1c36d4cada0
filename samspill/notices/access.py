"""Who runs the installation sees the queue; for everybody else there is nothing here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from samspill.accounts.models import User
from samspill.audit.rules import Hidden, permits
from samspill.notices.rules import check_can_see_queue

P = ParamSpec("P")


def administrator_required(
    view: Callable[Concatenate[HttpRequest, User, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Call ``view(request, user, …)``."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        user = request.user
        if not isinstance(user, User):
            return redirect_to_login(request.get_full_path())
        if not permits(check_can_see_queue, user):
            raise Hidden
        return view(request, user, *args, **kwargs)

    return guarded
