"""Our own pages; the steps of signing in are allauth's, with our templates."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from samspill.accounts import actions, queries
from samspill.accounts.forms import LanguageForm, PasswordForm
from samspill.accounts.models import User
from samspill.accounts.rules import check_can_change_sign_in
from samspill.audit.rules import permits


@require_GET
@never_cache
@login_required
def security(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    content = {
        "state": queries.sign_in_state_of(user),
        "language_form": LanguageForm(initial={"language": user.language}),
        "has_providers": bool(settings.OIDC_APPS),
    }
    return render(request, "accounts/security.html", content)


@sensitive_post_parameters("password")
@never_cache
@login_required
def password(request: HttpRequest) -> HttpResponse:
    user, now = cast("User", request.user), timezone.now()
    records = get_authentication_records(request, user)
    if not permits(check_can_change_sign_in, records, now=now):
        return render(request, "accounts/password_stale.html")
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        actions.set_password(user=user, password=form.cleaned_data["password"], records=records, now=now)
        update_session_auth_hash(request, user)
        messages.success(request, _("Passordet er lagret. Andre steder der du var logget inn, er logget ut."))
        return redirect("account_security")
    return render(request, "accounts/password.html", {"form": form, "state": queries.sign_in_state_of(user)})


@require_POST
@login_required
def remove_password(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    records = get_authentication_records(request, user)
    actions.set_password(user=user, password=None, records=records, now=timezone.now())
    update_session_auth_hash(request, user)
    messages.success(request, _("Passordet er fjernet. Du logger inn med kode på e-post."))
    return redirect("account_security")


@require_GET
@never_cache
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    listed = queries.sessions_of(cast("User", request.user))
    content = {"sessions": listed, "current": request.session.session_key}
    return render(request, "accounts/sessions.html", content)


@require_POST
@login_required
def end_session(request: HttpRequest, session: int) -> HttpResponse:
    user = cast("User", request.user)
    actions.end_session(session=queries.session_of(user, session), by=user, now=timezone.now())
    messages.success(request, _("Du er logget ut der."))
    return redirect("account_sessions")


@require_POST
@login_required
def language(request: HttpRequest) -> HttpResponse:
    form = LanguageForm(request.POST)
    response = redirect("account_security")
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        actions.choose_language(user=cast("User", request.user), language=chosen)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, secure=settings.SECURE, httponly=True, samesite="Lax"
        )
        with override(chosen):
            messages.success(request, _("Språket er valgt."))
    return response


@require_GET
def sign_in_by_key(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/sign_in_key.html", {"next": request.GET.get("next", "")})


@require_GET
def no_account(request: HttpRequest) -> HttpResponse:
    """Where a person would look for «make an account»."""
    return render(request, "account/signup_closed.html")
