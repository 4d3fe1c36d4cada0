from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.risk.queries.coverage import coverage_for


@require_safe
@viewer_required
def coverage(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    covered = coverage_for(viewer)
    context = {"covered": covered, "mapped": sum(one.is_mapped for one in covered), "total": len(covered)}
    return render(request, "risk/coverage.html", context)
