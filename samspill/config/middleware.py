"""What holds for every request: who looks, if anybody; refusals as pages; the second factor some roles need."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, get_resolver
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from samspill.audit.rules import Hidden, Refused
from samspill.config.logs import ANSWERING
from samspill.organisations.access import HAT_KEY
from samspill.organisations.queries import viewer_for
from samspill.organisations.rules import Viewer

GetResponse = Callable[[HttpRequest], HttpResponse]


class NoNullMiddleware:
    """An address with a null sign in it is nobody's: PostgreSQL takes none, and a search for it would be a fault."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        return self.get_response(request)


class AnsweringMiddleware:
    """Answering turns round here: further in are the session, the user and the visitor's language, and a request that
    never meets them cannot leave a trace there (ADR 10)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.resolver = get_resolver("samspill.answers.urls")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ANSWERING):
            return self.get_response(request)
        try:
            match = request.resolver_match = self.resolver.resolve(request.path_info)
        except Resolver404:
            return self.get_response(request)
        # Each page chooses its own language; this is only so that the last request's is not the one they start from.
        translation.activate(settings.LANGUAGE_CODE)
        try:
            response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        except Hidden:
            response = render(request, "404.html", status=404)
        # Also a refusal is made for one visitor, and its address may be a right to answer.
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        return response


class ViewerMiddleware:
    """``request.viewer``: made on first use, so that a page for everybody asks for nobody."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: _viewer(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.session.accessed:
            # Made for one person: no cache on the way, and nothing to page back to on a shared machine.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Hidden):
            return render(request, "404.html", status=404)
        if isinstance(exception, Refused):
            return render(request, "refused.html", {"sentence": str(exception)}, status=403)
        return None


def _viewer(request: HttpRequest) -> Viewer | None:
    if not request.user.is_authenticated:
        return None
    today = timezone.localdate()
    return viewer_for(request.user, hat_key=request.session.get(HAT_KEY), today=today)


class SecondFactorMiddleware:
    """Roles that the organisation has named must have a second factor before they see anything of it."""

    OPEN = ("/konto/", "/static/", "/sprak")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        if request.path.startswith(self.OPEN):
            return None
        viewer: Viewer | None = request.viewer or None  # type: ignore[attr-defined]
        if viewer and viewer.needs_second_factor:
            return redirect("mfa_index")
        return None
