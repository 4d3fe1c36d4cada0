from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from samspill.audit.rules import Hidden
from samspill.documents.downloads import download
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.yearwheel.exports import SIZES, poster
from samspill.yearwheel.queries.picture import picture_of, poster_of, ring_names, wheel_of
from samspill.yearwheel.queries.year import items_between, months_of, year_days, year_named


@require_safe
@viewer_required
def sheet(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The year on a bare page, as the browser prints it."""
    year = year_named(request.GET.get("ar", ""), viewer.today)
    items = items_between(viewer, *year_days(year))
    drawn = poster_of(wheel_of(viewer, items, year))
    page = {
        "year": year,
        "picture": picture_of(drawn),
        "rings": ring_names(drawn),
        "months": months_of(items, year),
        "files": {paper: f"{reverse('wheel_pdf', args=[paper])}?ar={year}" for paper in SIZES},
    }
    return render(request, "yearwheel/sheet.html", page)


@require_safe
@viewer_required
def file(request: HttpRequest, viewer: Viewer, paper: str) -> HttpResponse:
    if paper not in SIZES:
        raise Hidden
    year = year_named(request.GET.get("ar", ""), viewer.today)
    items = items_between(viewer, *year_days(year))
    return download(poster(viewer, items, year, paper=paper), f"arshjul-{year}-{paper}.pdf")
