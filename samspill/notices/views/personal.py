from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.audit.rules import Hidden
from samspill.notices.actions.personal import choose_by_link, choose_notices, language_of, mark_read
from samspill.notices.forms import WishesForm
from samspill.notices.models import How
from samspill.notices.queries.bounces import unreachable_of
from samspill.notices.queries.personal import (
    leaver_of,
    notice_for,
    notices_for,
    takes_mail_any_time,
    unread_of,
    wishes_of,
)
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer

PER_PAGE = 20
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@viewer_required
def notices(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    page = Paginator(notices_for(viewer), PER_PAGE).get_page(request.GET.get("page"))
    is_silent = bool(unreachable_of([viewer.person_id])) if viewer.person_id else False
    context = {"page": page, "unread": unread_of(viewer), "is_silent": is_silent}
    return render(request, "notices/notices.html", context)


@require_safe
@viewer_required
def open_notice(request: HttpRequest, viewer: Viewer, notice: int) -> HttpResponse:
    """On to what it is about; by then it is read."""
    found = notice_for(viewer, notice)
    mark_read(by=viewer, now=timezone.now(), notice=found)
    return HttpResponseRedirect(found.path)


@require_POST
@viewer_required
def read_all(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    mark_read(by=viewer, now=timezone.now())
    messages.success(request, _("Alle er merket som lest."))
    return redirect("notices")


@form_methods
@viewer_required
def wishes(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    if viewer.person_id is None:
        raise Hidden
    initial = {"is_any_time": takes_mail_any_time(viewer.person_id)}
    form = WishesForm(request.POST or None, wishes=wishes_of(viewer.person_id), initial=initial)
    if request.method == "POST" and form.is_valid():
        is_any_time = form.cleaned_data["is_any_time"]
        choose_notices(wishes=form.wishes(), is_any_time=is_any_time, by=viewer, now=timezone.now())
        messages.success(request, _("Valgene dine er lagret."))
        return redirect("notice_wishes")
    return render(request, "notices/wishes.html", {"form": form})


@form_methods
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The choice behind the link in a letter; whoever holds the letter may make it."""
    person, kind = leaver_of(token)
    with translation.override(language_of(person)):
        if request.method == "POST":
            is_wanted = request.POST.get("want") == "yes"
            choose_by_link(person=person, kind=kind, is_wanted=is_wanted, now=timezone.now())
        is_stopped = wishes_of(person.pk)[kind] == How.NEVER
        context = {"person": person, "kind": kind.label, "is_stopped": is_stopped, "here": request.path}
        return render(request, "notices/stop.html", context)
