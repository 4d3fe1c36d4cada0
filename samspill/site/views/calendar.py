"""A person's own calendar, to subscribe to: the page where the address is made, and what the address answers."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.audit.rules import Hidden
from samspill.documents.calendars import MEDIA_TYPE, calendar_file, mark_of
from samspill.documents.qr import qr_picture
from samspill.notices.actions.feeds import close_feed, open_feed, tell_entries
from samspill.notices.queries.feeds import feed_by_secret, feed_of
from samspill.organisations.access import viewer_required
from samspill.organisations.queries import viewer_of
from samspill.organisations.rules import Viewer
from samspill.site.queries.calendar import calendar_for

AN_HOUR = 3600


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def subscribe(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The address is shown in the answer to making it, and never again."""
    context = {"address": "", "feed": feed_of(viewer), "coming": _coming(viewer)}
    if request.method == "POST":
        secret = open_feed(by=viewer, now=timezone.now())
        address = settings.BASE_URL + reverse("calendar_feed", args=[secret])
        subscribed = address.replace("https://", "webcal://").replace("http://", "webcal://")
        context |= {"address": address, "webcal": subscribed, "qr": qr_picture(subscribed), "feed": feed_of(viewer)}
    return render(request, "site/calendar.html", context)


def _coming(viewer: Viewer) -> int:
    return sum(entry.day >= viewer.today for entry in calendar_for(viewer))


@require_POST
@viewer_required
def close(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    close_feed(by=viewer, now=timezone.now())
    messages.success(request, _("Adressen virker ikke lenger. Fjern abonnementet i kalenderen din."))
    return redirect("calendar")


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """For a calendar program, which has nothing but the address."""
    now = timezone.now()
    today = timezone.localdate(now)
    found = feed_by_secret(secret, today)
    viewer = viewer_of(found.person, today)
    if viewer is None or viewer.needs_second_factor:
        raise Hidden
    with translation.override(viewer.language):
        told = tell_entries(feed=found, entries=calendar_for(viewer), off=_("Utgår"), now=now)
        name = _("Samspill: %(organisation)s") % {"organisation": viewer.organisation_name}
    mark = mark_of(name, told)
    headers = {
        "ETag": mark,
        "Cache-Control": f"private, max-age={AN_HOUR}",
        "Content-Disposition": 'inline; filename="samspill.ics"',
        "X-Robots-Tag": "noindex",
    }
    unchanged = get_conditional_response(request, etag=mark)
    return unchanged or HttpResponse(calendar_file(name, told), content_type=MEDIA_TYPE, headers=headers)
