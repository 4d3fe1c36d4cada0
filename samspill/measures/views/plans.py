from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspill.design.months import month_named
from samspill.measures.actions import share_plan
from samspill.measures.models import Level, Measure
from samspill.measures.queries import (
    Check,
    Scope,
    Wanted,
    board,
    counts_of,
    ended_this_year,
    factor_choices,
    filtered,
    first_scope_key,
    gaps_for,
    lines,
    listed,
    measures_in,
    plan_month,
    plan_readers,
    plan_sentences,
    planned_unit_for,
    proposals,
    scope_for,
    scopes_for,
)
from samspill.measures.rules import RUNNING
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer

A_PAGE = 25
FILTERS = ("q", "niva", "faktor", "status", "omfang", "dag")


@require_safe
@viewer_required
def home(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The plan one looks at most."""
    return redirect("plan_board", first_scope_key(viewer))


@require_safe
@viewer_required
def show_board(request: HttpRequest, viewer: Viewer, key: str) -> HttpResponse:
    language = get_language() or viewer.language
    scope, measures = chosen(request, viewer, key)
    counts = counts_of(measures, viewer.today)
    page = {
        **_frame(viewer, scope),
        "counts": counts,
        "sentences": plan_sentences(counts),
        "columns": board(measures, counts, today=viewer.today, language=language),
        "proposals": proposals(measures, today=viewer.today, language=language) if counts.proposed else [],
        "ended": ended_this_year(measures, today=viewer.today, language=language) if counts.ended else [],
        "readers": plan_readers(viewer, scope),
    }
    return render(request, "measures/plan_board.html", page)


@require_safe
@viewer_required
def show_list(request: HttpRequest, viewer: Viewer, key: str) -> HttpResponse:
    language = get_language() or viewer.language
    scope, measures = chosen(request, viewer, key)
    shown = Paginator(listed(measures), A_PAGE).get_page(request.GET.get("page"))
    page = {
        **_frame(viewer, scope),
        "page": shown,
        "lines": lines(shown.object_list, today=viewer.today, language=language),
        "statuses": Measure.Status.choices,
        "is_filtered": bool(request.GET),
        "kept": kept_filter(request),
    }
    return render(request, "measures/plan_list.html", page)


@require_safe
@viewer_required
def show_calendar(request: HttpRequest, viewer: Viewer, key: str) -> HttpResponse:
    scope, measures = chosen(request, viewer, key)
    first = month_named(request.GET.get("maned", ""), viewer.today)
    page = {
        **_frame(viewer, scope),
        "month": plan_month(measures, first, today=viewer.today),
        "statuses": [(one.value, one.label) for one in RUNNING],
        "kept": (kept := kept_filter(request)),
        "further": f"&{kept}" if kept else "",
    }
    return render(request, "measures/plan_calendar.html", page)


@require_safe
@viewer_required
def show_gaps(request: HttpRequest, viewer: Viewer, key: str, further: Sequence[Check] = ()) -> HttpResponse:
    """``further``: checks of the apps above, given with the address."""
    scope = scope_for(viewer, key, get_language() or viewer.language)
    found = gaps_for(viewer, scope, further=further)
    page = {
        **_frame(viewer, scope),
        "missing": [gap for gap in found if gap.count],
        "fine": [gap for gap in found if not gap.count],
    }
    return render(request, "measures/plan_gaps.html", page)


@require_POST
@viewer_required
def share(request: HttpRequest, viewer: Viewer, unit_id: int) -> HttpResponse:
    unit, is_shared = planned_unit_for(viewer, unit_id), request.POST.get("delt") == "ja"
    share_plan(unit=unit, is_shared=is_shared, by=viewer, now=timezone.now())
    messages.success(request, _("Alle her kan lese planen.") if is_shared else _("Planen er ikke lenger delt."))
    return redirect("plan_board", unit.pk)


def chosen(request: HttpRequest, viewer: Viewer, key: str) -> tuple[Scope, QuerySet[Measure]]:
    """The scope, and its measures as somebody has filtered them."""
    scope, wanted = scope_for(viewer, key, get_language() or viewer.language), _wanted(request)
    return scope, filtered(measures_in(viewer, scope, with_below=not wanted.only_own), wanted)


def kept_filter(request: HttpRequest) -> str:
    """What somebody has filtered by, to hang on another address of the same plan."""
    return urlencode({name: request.GET[name] for name in FILTERS if request.GET.get(name)})


def _wanted(request: HttpRequest) -> Wanted:
    asked = request.GET
    return Wanted(
        search=asked.get("q", "").strip()[:200],
        level=asked.get("niva", ""),
        factor=asked.get("faktor", ""),
        status=asked.get("status", ""),
        sort=asked.get("sort", ""),
        only_own=asked.get("omfang") == "egen",
        day=_day(asked.get("dag", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _frame(viewer: Viewer, scope: Scope) -> dict[str, object]:
    """What stands on every page of the plan."""
    language = get_language() or viewer.language
    return {
        "scope": scope,
        "scopes": scopes_for(viewer, language),
        "own_only": [("egen", _("Bare enheten selv"))],
        "levels": Level.choices,
        "factors": factor_choices(language),
    }
