"""From link to thanks. No session, no user, no script; the token travels in a cookie that only these pages get."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import lru_cache
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.core import signing
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from samspill.answers.actions import Answer, submit
from samspill.answers.forms import Incomplete, Parsed, answer_in
from samspill.answers.queries import AnswerPage, page_asked, round_asked
from samspill.audit.rules import Refused
from samspill.content.language import LANGUAGES
from samspill.pulses.keys import digest_of
from samspill.pulses.models import PulseRound
from samspill.pulses.queries import TokenState, locked_lines, token_state

COOKIE = "svar"
THANKS_COOKIE = "takk"
MINUTES_30 = 1800
_SIGNER = signing.Signer(salt=THANKS_COOKIE)


@require_safe
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
    if request.method == "POST" and _is_from_here(request):
        return _receive(request)
    state, pulse_round = _state(request)
    language = _language(request, pulse_round.organisation.language if pulse_round else "nb")
    if pulse_round is None:
        return _refusal(_kind(request, state), language)
    if request.method == "POST":
        return _page("answers/elsewhere.html", {}, language, status=403)
    return _cached_form(request, pulse_round, language)


def _receive(request: HttpRequest) -> HttpResponse:
    """Nothing is looked up before the transaction that counts the answer: it knows the token and the round."""
    token, now = request.COOKIES.get(COOKIE, ""), timezone.now()

    def read(pulse_round: PulseRound) -> Answer:
        language = _language(request, pulse_round.organisation.language)
        return answer_in(_sent(request), page_asked(pulse_round.pk, language))

    try:
        round_id, answer = submit(digest=digest_of(token), read=read, now=now)
    except Incomplete as kept:
        return _page("answers/form.html", _form_context(kept.page, kept.parsed), kept.page.language, status=422)
    except Refused:
        return _refusal(_kind(request, token_state(token, now=now)), _language(request, "nb"))
    return _to_thanks(round_id, answer.written.language)


def _sent(request: HttpRequest) -> Mapping[str, str]:
    """The fields of the form, the last of each name, as ``request.POST`` has them but without the way to files."""
    if request.content_type != "application/x-www-form-urlencoded":
        return request.POST.dict()
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    try:
        return dict(parse_qsl(request.body.decode(errors="replace"), keep_blank_values=True, max_num_fields=most))
    except ValueError as error:
        raise TooManyFieldsSent from error


@require_safe
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


@require_safe
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
    if not request.META.get("QUERY_STRING"):
        return fallback
    asked = request.GET.get("sprak", "")
    return asked if asked in LANGUAGES else fallback


def _is_from_here(request: HttpRequest) -> bool:
    """Same origin, by what the browser says. Older browsers say nothing or ``null``: then SameSite has kept the
    cookie from any other site's form."""
    fetched = request.META.get("HTTP_SEC_FETCH_SITE")
    if fetched is not None:
        return fetched in {"same-origin", "none"}
    origin: str = request.META.get("HTTP_ORIGIN", "null")
    return origin == "null" or urlsplit(origin).netloc == request.get_host()


def _cached_form(request: HttpRequest, pulse_round: PulseRound, language: str) -> HttpResponse:
    plain, zipped = form_bytes(pulse_round.pk, language)
    if "gzip" not in request.META.get("HTTP_ACCEPT_ENCODING", ""):
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


def _to_thanks(round_id: int, language: str) -> HttpResponse:
    response = _see_other("/svar/takk/")
    response.cookies.update({name: each.copy() for name, each in _thanks_cookies(round_id, language).items()})
    return _closed_to_others(response)


@lru_cache(maxsize=256)
def _thanks_cookies(round_id: int, language: str) -> SimpleCookie:
    """The link's cookie is cleared and the round's set: the same for everybody who answers in this language."""
    whole = HttpResponse()
    whole.delete_cookie(COOKIE, path="/svar/", samesite="Lax")
    whole.set_cookie(
        THANKS_COOKIE,
        _SIGNER.sign(f"{round_id}.{language}"),
        max_age=MINUTES_30,
        path="/svar/takk/",
        httponly=True,
        secure=settings.SECURE,
        samesite="Lax",
    )
    # Counted from when it arrives, by max-age alone: a date would be that of the first answer.
    whole.cookies[THANKS_COOKIE]["expires"] = ""
    return whole.cookies


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
