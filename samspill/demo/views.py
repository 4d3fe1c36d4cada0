from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from samspill.audit.rules import Hidden
from samspill.demo.queries import known_user
from samspill.demo.workplace import KNOWN, NAME

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def people(request: HttpRequest) -> HttpResponse:
    """Who one can be in the demo."""
    return render(request, "demo/people.html", {"known": KNOWN, "workplace": NAME})


@require_POST
def sign_in(request: HttpRequest, person_id: str) -> HttpResponse:
    user = known_user(person_id)
    if user is None:
        raise Hidden
    login(request, user, backend=BACKEND)
    return redirect("home")
