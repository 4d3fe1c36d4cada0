from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from samspill.audit.rules import Refused
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.yearwheel.actions import Finish, mark_done, move_occurrences, skip_occurrences
from samspill.yearwheel.forms import CatchUpForm
from samspill.yearwheel.forms.changing import DONE, MOVE
from samspill.yearwheel.models import DoneBy
from samspill.yearwheel.queries import holders_of, missed_for
from samspill.yearwheel.queries.occurrences import batch_size_for, under_way_for
from samspill.yearwheel.queries.pages import unit_lines
from samspill.yearwheel.rules import MOST_AT_ONCE

MOST_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def catch_up(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Everything that has passed for this viewer, on one page, and what became of it."""
    holders = holders_of(viewer.organisation_id, viewer.today)
    missed = list(missed_for(viewer, holders)[:MOST_AT_ONCE])
    form = CatchUpForm(request.POST or None, missed=missed)
    if request.method == "POST" and form.is_valid():
        try:
            batch = _carry_out(form, viewer)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{reverse('wheel_catch_up')}?{urlencode({'fort': str(batch)})}")
    now = unit_lines(viewer, list(under_way_for(viewer, holders)[:MOST_SHOWN]), holders)
    page = {"form": form, "missed": missed, "batch": _batch(request, viewer), "now": now}
    page["to_attach"] = [one for one in missed if one.milestone.done_by == DoneBy.ATTACHED]
    return render(request, "yearwheel/catch_up.html", page)


def _carry_out(form: CatchUpForm, viewer: Viewer) -> UUID:
    ids, on, now = form.chosen(), form.day(viewer.today), timezone.now()
    do = form.cleaned_data["do"]
    if do == DONE:
        return mark_done(ids=ids, finish=Finish(on), by=viewer, now=now)
    if do == MOVE:
        return move_occurrences(ids=ids, starts_on=min(viewer.today, on), ends_on=on, by=viewer, now=now)
    return skip_occurrences(ids=ids, reason=form.cleaned_data["reason"], by=viewer, now=now)


def _batch(request: HttpRequest, viewer: Viewer) -> tuple[UUID, int] | None:
    """What was just done, so that it can be undone; nothing for what is no batch of this viewer's."""
    try:
        batch = UUID(request.GET.get("fort", ""))
    except ValueError:
        return None
    number = batch_size_for(viewer, batch)
    return (batch, number) if number else None
