from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from samspill.audit.rules import Hidden
from samspill.documents.report import PUBLIC
from samspill.organisations.access import viewer_required
from samspill.organisations.queries import unit_for, units_for
from samspill.organisations.rules import Viewer
from samspill.results.exports import mark_for
from samspill.results.gate.drawing import drawn_history
from samspill.results.gate.groups import Wanted, group_page
from samspill.results.gate.history import history_table
from samspill.results.gate.pages import area_page, unit_page
from samspill.results.queries.rounds import chosen_round, closed_rounds_for
from samspill.results.queries.units import children_for, own_units_for

MULTIPLES_A_PAGE = 12
FOUND_A_PAGE = 25


@viewer_required
def home(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """My team, my area, the organisation; and a search among all units one may see."""
    language = get_language() or viewer.language
    rounds = closed_rounds_for(viewer, limit=1)
    mine = own_units_for(viewer)
    search = request.GET.get("q", "").strip()[:200]
    found = units_for(viewer).filter(name__icontains=search).order_by("name", "pk") if search else None
    context = {
        "area": area_page(viewer, mine, chosen=chosen_round(rounds, None), item="", language=language),
        "mine": mine,
        "search": search,
        "found": Paginator(found, FOUND_A_PAGE).get_page(request.GET.get("page")) if found is not None else None,
    }
    return render(request, "results/home.html", context)


@viewer_required
def organisation(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    if not viewer.root_path:
        raise Hidden
    return _unit(request, viewer, int(viewer.root_path.strip("/")))


@viewer_required
def unit(request: HttpRequest, viewer: Viewer, unit_id: int) -> HttpResponse:
    return _unit(request, viewer, unit_id)


def _unit(request: HttpRequest, viewer: Viewer, unit_id: int) -> HttpResponse:
    language = get_language() or viewer.language
    page = unit_page(viewer, unit_id, round_id=request.GET.get("maling"), language=language)
    panels = [panel for name in settings.RESULT_PANELS if (panel := import_string(name)(request, viewer, page))]
    may_open = mark_for(viewer, page.unit, PUBLIC) == PUBLIC
    context = {"page": page, "table": page.table, "panels": panels, "may_open": may_open}
    return render(request, "results/unit.html", context)


@viewer_required
def area(request: HttpRequest, viewer: Viewer, unit_id: int) -> HttpResponse:
    """The units directly below, in alphabetical order, a page at a time."""
    language = get_language() or viewer.language
    above = unit_for(viewer, unit_id)
    rounds = closed_rounds_for(viewer)
    children = children_for(viewer, above, request.GET.get("q", "")[:200])
    shown = Paginator(children, MULTIPLES_A_PAGE).get_page(request.GET.get("page"))
    chosen = chosen_round(rounds, request.GET.get("maling"))
    context = {
        "above": above,
        "name": above.name_in(language),
        "shown": shown,
        "area": area_page(viewer, list(shown), chosen=chosen, item=request.GET.get("sporsmal", ""), language=language),
    }
    return render(request, "results/area.html", context)


@viewer_required
def groups(request: HttpRequest, viewer: Viewer, unit_id: int) -> HttpResponse:
    """The same unit by the round's attribute: one question at a time, and all of them in a table."""
    language = get_language() or viewer.language
    wanted = Wanted(request.GET.get("maling"), request.GET.get("sporsmal", ""), language)
    page = group_page(viewer, unit_for(viewer, unit_id), wanted)
    return render(request, "results/groups.html", {"page": page})


@viewer_required
def history(request: HttpRequest, viewer: Viewer, unit_id: int) -> HttpResponse:
    language = get_language() or viewer.language
    shown = unit_for(viewer, unit_id)
    rounds = Paginator(closed_rounds_for(viewer, shown, limit=None), FOUND_A_PAGE).get_page(request.GET.get("page"))
    table = history_table(viewer, shown, rounds=list(rounds), language=language)
    context = {
        "unit": shown,
        "name": shown.name_in(language),
        "rounds": rounds,
        "table": table,
        "lines": drawn_history(table),
    }
    return render(request, "results/history.html", context)
