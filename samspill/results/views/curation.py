from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.audit.rules import Refused
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.pulses.rules.access import CURATES
from samspill.results.actions import cast_vote
from samspill.results.forms import VoteForm
from samspill.results.gate.tables import safe_round
from samspill.results.models import Comment
from samspill.results.queries.comments import (
    pool_for,
    pools_for,
    set_aside_count,
    set_aside_in,
    waiting_comment,
    waiting_in,
)
from samspill.results.rules import Opinion

DONE_A_PAGE = 12


@viewer_required
def pools(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What one is asked to read first; for those who have no part in it, what curation is."""
    language = get_language() or viewer.language
    lines = [(line, safe_round(line.pool.pulse_round, language)) for line in pools_for(viewer)]
    done = [line for line in reversed(lines) if not line[0].waiting]
    context = {
        "waiting": [line for line in lines if line[0].waiting],
        "done": Paginator(done, DONE_A_PAGE).get_page(request.GET.get("page")),
        "is_curator": viewer.has(*CURATES),
    }
    return render(request, "results/curation.html", context)


@viewer_required
def pool(request: HttpRequest, viewer: Viewer, pool_id: int) -> HttpResponse:
    found = pool_for(viewer, pool_id)
    waiting = [(one, VoteForm.of(one)) for one in waiting_in(viewer, found)]
    context = {
        "pool": found,
        "round": safe_round(found.pulse_round, get_language() or viewer.language),
        "waiting": waiting,
        "aside": set_aside_in(viewer, found),
        "aside_count": set_aside_count(viewer, found),
    }
    return render(request, "results/curation_pool.html", context)


@require_POST
@viewer_required
def vote(request: HttpRequest, viewer: Viewer, pool_id: int, key: int) -> HttpResponse:
    found = pool_for(viewer, pool_id)
    comment = waiting_comment(viewer, found, key)
    form = VoteForm(request.POST, prefix=str(key))
    if not form.is_valid():
        messages.error(request, " ".join(str(text) for errors in form.errors.values() for text in errors))
        return redirect("curation_pool", pool_id)
    opinion = Opinion(viewer.person_id or 0, form.cleaned_data["state"], form.cleaned_data["text"])
    try:
        decided = cast_vote(comment=comment, opinion=opinion, by=viewer, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _said(decided))
    return redirect("curation_pool", pool_id)


def _said(comment: Comment) -> str:
    if comment.state == Comment.State.WAITING:
        return _("Takk. Den andre må mene det samme før noe skjer.")
    return _("Dere er enige, og det er gjort.")
