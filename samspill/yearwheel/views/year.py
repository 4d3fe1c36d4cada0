from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from samspill.design.months import month_named
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.yearwheel.models import Ring
from samspill.yearwheel.queries import own_work_of, wheel_for
from samspill.yearwheel.queries.choosing import has_outgrown
from samspill.yearwheel.queries.month import quarter_named, quarter_of, wheel_month
from samspill.yearwheel.queries.picture import picture_of, ring_names, wheel_of
from samspill.yearwheel.queries.year import (
    items_between,
    months_of,
    note_text,
    now_and_next,
    sentence_of,
    year_days,
    year_named,
)
from samspill.yearwheel.rules import can_manage

BESIDE = 6
RINGS = [(ring.value, ring.label) for ring in Ring]


@require_safe
@viewer_required
def wheel(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    page = _year_page(request, viewer)
    chosen = page["chosen"]
    drawn = wheel_of(viewer, page["items"], page["year"])
    page |= {
        "picture": picture_of(drawn),
        "sheet_url": f"{reverse('wheel_sheet')}?ar={page['year']}",
        "list_url": f"{reverse('wheel_year')}?ar={page['year']}",
        "rings": ring_names(drawn),
        "beside": now_and_next(page["items"], viewer.today, most=BESIDE) if page["is_this_year"] else [],
        "work": own_work_of(viewer),
        "outgrown": has_outgrown(viewer, chosen) if chosen and page["manages"] else "",
    }
    return render(request, "yearwheel/wheel.html", page)


@require_safe
@viewer_required
def whole_year(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    page = _year_page(request, viewer)
    ring = request.GET.get("ring", "")
    kept = [one for one in page["items"] if ring in {"", one.ring}]
    page |= {"months": months_of(kept, page["year"]), "rings": RINGS, "is_filtered": bool(ring), "note": note_text()}
    return render(request, "yearwheel/year.html", page)


@require_safe
@viewer_required
def month(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    first = month_named(request.GET.get("maned", ""), viewer.today)
    page = {"month": wheel_month(viewer, first), "look": "month", "year": first.year}
    return render(request, "yearwheel/month.html", page)


@require_safe
@viewer_required
def quarter(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    first = quarter_named(request.GET.get("kvartal", ""), viewer.today)
    page = {"quarter": quarter_of(viewer, first), "look": "quarter", "year": first.year}
    return render(request, "yearwheel/quarter.html", page)


def _year_page(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    year = year_named(request.GET.get("ar", ""), viewer.today)
    items = items_between(viewer, *year_days(year))
    return {
        "year": year,
        "years": _years(viewer.today, year),
        "is_this_year": year == viewer.today.year,
        "items": items,
        "sentence": sentence_of(items),
        "chosen": wheel_for(viewer),
        "manages": can_manage(viewer),
    }


def _years(today: date, year: int) -> list[tuple[int, str]]:
    """Each with its address."""
    return [(each, f"?ar={each}") for each in sorted({today.year - 1, today.year, today.year + 1, year})]
