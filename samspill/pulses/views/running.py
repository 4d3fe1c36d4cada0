from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspill.audit.rules import Hidden
from samspill.documents.downloads import download
from samspill.documents.pdf import render as render_pdf
from samspill.organisations.access import viewer_required
from samspill.organisations.queries import unit_for
from samspill.organisations.rules import Viewer
from samspill.pulses.actions import draw_codes, make_home_token
from samspill.pulses.exports import code_cards, code_sheet
from samspill.pulses.queries import piles_for, round_for


@require_POST
@never_cache
@viewer_required
def answer(request: HttpRequest, viewer: Viewer, round_id: int) -> HttpResponse:
    """By POST alone, so that no page that is merely fetched makes somebody's link."""
    token = make_home_token(viewer=viewer, pulse_round=round_for(viewer, round_id), now=timezone.now())
    return HttpResponseRedirect(f"/s/{token}")


@require_safe
@viewer_required
def codes(request: HttpRequest, viewer: Viewer, round_id: int) -> HttpResponse:
    pulse_round = round_for(viewer, round_id)
    piles = piles_for(viewer, pulse_round)
    if not piles:
        raise Hidden
    return render(request, "pulses/round_codes.html", {"round": pulse_round, "piles": piles})


@require_POST
@never_cache
@viewer_required
def draw(request: HttpRequest, viewer: Viewer, round_id: int, unit_id: int) -> HttpResponse:
    """The sheet is the answer itself: the codes are nowhere to be fetched again."""
    pulse_round, unit = round_for(viewer, round_id), unit_for(viewer, unit_id)
    drawn = draw_codes(pulse_round=pulse_round, unit=unit, by=viewer, now=timezone.now())
    if request.POST.get("as") == "pdf":
        made = render_pdf("codes", code_sheet(pulse_round, unit, drawn, viewer.today))
        return download(made, f"koder-{unit.external_id}.pdf")
    sheet = code_sheet(pulse_round, unit, [], viewer.today)
    return render(request, "pulses/codes_print.html", {"sheet": sheet, "cards": code_cards(drawn), "unit": unit})
