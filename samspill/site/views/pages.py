from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from samspill.content.roles import roles
from samspill.content.texts import filled_information
from samspill.notices.queries.personal import unread_of
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.site.queries.home import news_beside, since_last, waiting_for
from samspill.site.queries.information import information_values
from samspill.site.queries.log import log_for, words_of
from samspill.site.queries.readers import readers_for
from samspill.site.queries.year import next_in_year
from samspill.site.views.public import front


def home(request: HttpRequest) -> HttpResponse:
    """The front page for strangers; what waits for those who are signed in."""
    if not request.user.is_authenticated:
        return front(request)
    viewer: Viewer | None = request.viewer  # type: ignore[attr-defined]
    if not viewer:
        return render(request, "site/welcome.html")
    now = timezone.now()
    waiting = waiting_for(viewer, now=now)
    context = {
        "viewer": viewer,
        "now": now,
        "waiting": waiting,
        "since": news_beside(waiting, since_last(viewer, now=now)),
        "ahead": next_in_year(viewer),
        "unread": unread_of(viewer),
    }
    return render(request, "site/home.html", context)


@viewer_required
def menu(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The whole menu as a page, so that a phone needs no script to open it."""
    return render(request, "design/menu.html")


@viewer_required
def who_sees_what(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    language = get_language() or "nb"
    cards = [
        {
            "name": card.name.in_language(language),
            "does": card.does.in_language(language),
            "sees": [line.in_language(language) for line in card.sees],
            "never": [line.in_language(language) for line in card.never],
        }
        for card in roles().values()
    ]
    return render(request, "site/who_sees_what.html", {"units": readers_for(viewer), "cards": cards})


@viewer_required
def information(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What employees are told about their personal data (GDPR art. 13), from the settings as they are."""
    language = get_language() or "nb"
    sections = filled_information(information_values(viewer, language), language)
    return render(request, "site/information.html", {"sections": sections})


@viewer_required
def log(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    sought = request.GET.get("q", "").strip()[:80]
    page = Paginator(log_for(viewer, sought=sought), 50).get_page(request.GET.get("page"))
    lines = [(event, words_of(event.action)) for event in page]
    return render(request, "site/audit.html", {"page": page, "lines": lines})
