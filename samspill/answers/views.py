"""From link to thanks. No session, no user, no script; the token travels in a cookie that only these pages get."""

from __future__ import annotations

import gzip
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from samspill.answers.actions import submit
from samspill.answers.forms import Parsed, parse
from samspill.answers.queries import AnswerPage, page_asked, round_asked
from samspill.audit.rules import Refused
from samspill.content.language import LANGUAGES
from samspill.pulses.models import PulseRound
from samspill.pulses.queries import TokenState, locked_lines, token_state

COOKIE = "svar"
THANKS_COOKIE = "takk"
MINUTES_30 = 1800
_SIGNER = signing.Signer(salt=THANKS_COOKIE)


def enter(request: HttpRequest, token: str) -> HttpResponse:
    """A link is fetched by scanners and phones before it is opened, so this spends nothing and asks nothing."""
    # A token has letters of the alphabet only; others would not fit into a cookie.
    return _with_token(token[:80] if token.isascii() else "", request)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """A code from the pile, typed on a phone or a shared tablet."""
    language = _language(request, "nb")
    if request.method != "POST":
        return _page("answers/code.html", {}, language)
    if not _is_from_here(request):
        return _page("answers/elsewhere.html", {}, language, status=403)
    typed = request.POST.get("code", "")[:80]
    state = token_state(typed, now=timezone.now())
    if state.kind == "ok":
        return _with_token(typed, request)
    return _page("answers/code.html", {"kind": state.kind, "typed": typed}, language, status=404)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    state, pulse_round = _state(request)
    language = _language(request, pulse_round.organisation.language if pulse_round else "nb")
    if pulse_round is None:
        return _refusal(_kind(request, state), language)
    if request.method != "POST":
        return _cached_form(request, pulse_round, language)
    if not _is_from_here(request):
        return _page("answers/elsewhere.html", {}, language, status=403)
    page = page_asked(pulse_round.pk, language)
    with translation.override(language):
        parsed = parse(request.POST.dict(), page)
    if not parsed.is_complete:
        return _page("answers/form.html", _form_context(page, parsed), language, status=422)
    try:
        submit(digest=state.digest, answer=parsed.answer(language), pulse_round=pulse_round, now=timezone.now())
    except Refused:
        return _refusal(_state(request)[0].kind, language)
    return _to_thanks(pulse_round, language)


def promise(request: HttpRequest) -> HttpResponse:
    """The whole of what was locked when the round opened."""
    state, pulse_round = _state(request)
    language = _language(request, pulse_round.organisation.language if pulse_round else "nb")
    if pulse_round is None:
        return _refusal(state.kind, language)
    with translation.override(language):
        locked = {"lines": locked_lines(pulse_round)}
    page = page_asked(pulse_round.pk, language)
    return _page("answers/promise.html", {"page": page, "round": pulse_round, "locked": locked}, language)


def thanks(request: HttpRequest) -> HttpResponse:
    """What happens next. The cookie names the round and the language, and nothing of the answer."""
    try:
        known = _SIGNER.unsign(request.COOKIES.get(THANKS_COOKIE, ""))
    except signing.BadSignature:
        return _refusal("unknown", _language(request, "nb"))
    round_id, answered_in = known.split(".")
    pulse_round = round_asked(int(round_id))
    language = _language(request, answered_in)
    return _page("answers/thanks.html", {"page": page_asked(pulse_round.pk, language), "round": pulse_round}, language)


def _with_token(token: str, request: HttpRequest) -> HttpResponse:
    language = request.GET.get("sprak", "")
    response = _see_other("/svar/" + (f"?sprak={language}" if language in LANGUAGES else ""))
    response.set_cookie(
        COOKIE,
        token,
        max_age=MINUTES_30,
        path="/svar/",
        httponly=True,
        secure=settings.SECURE,
        samesite="Lax",
    )
    return _closed_to_others(response)


def _see_other(address: str) -> HttpResponse:
    """Go and fetch ``address``: what was sent is done with, and loading again sends nothing."""
    return HttpResponse(status=303, headers={"Location": address})


def _state(request: HttpRequest) -> tuple[TokenState, PulseRound | None]:
    token = request.COOKIES.get(COOKIE, "")
    state = token_state(token, now=timezone.now())
    return state, (round_asked(state.round_id) if state.kind == "ok" and state.round_id else None)


def _kind(request: HttpRequest, state: TokenState) -> str:
    return state.kind if COOKIE in request.COOKIES else "none"


def _language(request: HttpRequest, fallback: str) -> str:
    asked = request.GET.get("sprak", "")
    return asked if asked in LANGUAGES else fallback


def _is_from_here(request: HttpRequest) -> bool:
    """Same origin, by what the browser says. Older browsers say nothing or ``null``: then SameSite has kept the
    cookie from any other site's form."""
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None:
        return fetched in {"same-origin", "none"}
    origin = request.headers.get("Origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.get_host()


def _cached_form(request: HttpRequest, pulse_round: PulseRound, language: str) -> HttpResponse:
    plain, zipped = form_bytes(pulse_round.pk, language)
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return _closed_to_others(HttpResponse(plain))
    return _closed_to_others(HttpResponse(zipped, headers={"Content-Encoding": "gzip"}))


@lru_cache(maxsize=256)
def form_bytes(round_id: int, language: str) -> tuple[bytes, bytes]:
    """The empty form as sent, plain and compressed: what a round shows is locked at opening."""
    page = page_asked(round_id, language)
    with translation.override(language):
        plain = render_to_string("answers/form.html", _form_context(page, Parsed())).encode()
    return plain, gzip.compress(plain, mtime=0)


def _form_context(page: AnswerPage, parsed: Parsed) -> dict[str, Any]:
    return {"page": page, "round": page.pulse_round, "parsed": parsed}


def _to_thanks(pulse_round: PulseRound, language: str) -> HttpResponse:
    response = _see_other("/svar/takk/")
    response.delete_cookie(COOKIE, path="/svar/", samesite="Lax")
    known = _SIGNER.sign(f"{pulse_round.pk}.{language}")
    response.set_cookie(
        THANKS_COOKIE,
        known,
        max_age=MINUTES_30,
        path="/svar/takk/",
        httponly=True,
        secure=settings.SECURE,
        samesite="Lax",
    )
    return _closed_to_others(response)


STATUS = {"none": 404, "unknown": 404, "spent": 410, "closed": 410}


def _refusal(kind: str, language: str) -> HttpResponse:
    return _page("answers/refusal.html", {"kind": kind}, language, status=STATUS.get(kind, 404))


def _page(template: str, context: dict[str, Any], language: str, status: int = 200) -> HttpResponse:
    # Rendered without the request: no context processor may look at a session or a user.
    with translation.override(language):
        return _closed_to_others(
            HttpResponse(render_to_string(template, {"language": language, **context}), status=status)
        )


def _closed_to_others(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
