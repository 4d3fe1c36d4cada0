from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspill.organisations.access import viewer_required
from samspill.organisations.queries.browsing import branches, children_for, contacts_of, search_units, top_units
from samspill.organisations.rules import Viewer, can_administer

PER_PAGE = 50


@require_safe
@viewer_required
def overview(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What one may see of the tree: the top and the level under it, or what one searched for."""
    text = request.GET.get("q", "").strip()[:200]
    tops = top_units(viewer)
    wanted = search_units(viewer, text) if text else children_for(viewer, tops[0] if tops else None)
    found = Paginator(wanted, PER_PAGE).get_page(request.GET.get("page"))
    page = {
        "text": text,
        "tops": branches(viewer, tops),
        "own": [(unit, contacts_of(unit, viewer)) for unit in tops[1:6]],
        "found": branches(viewer, list(found)),
        "page": found,
        "administers": can_administer(viewer),
    }
    return render(request, "organisations/overview.html", page)
