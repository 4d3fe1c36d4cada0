from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from samspill.audit.rules import Hidden
from samspill.organisations.access import viewer_required
from samspill.organisations.forms import FEW_UNITS
from samspill.organisations.queries import readers_of
from samspill.organisations.queries.browsing import UnitDirectory
from samspill.organisations.rules import Viewer, can_administer
from samspill.organisations.views.guard import carried_out, named_unit
from samspill.risk.actions import begin_assessment, choose_factors
from samspill.risk.forms import BeginForm
from samspill.risk.models import Assessment
from samspill.risk.queries import Sifted, assessment_for, known_factors, numbers_for, signers_of, versions_of
from samspill.risk.queries.assessments import UNDER_WAY
from samspill.risk.queries.coverage import can_read_coverage
from samspill.risk.queries.grounds import grounds_of, newest_round, suggested
from samspill.risk.queries.measures import visible_measures
from samspill.risk.queries.places import units_to_assess
from samspill.risk.queries.quoting import telling_for
from samspill.risk.queries.reading import compared, highest, lines_of, said_facts
from samspill.risk.queries.register import LEVELS, SORTS, assessed_units, register_rows
from samspill.risk.rules import can_assess, can_sign, can_tie_measures

PER_PAGE = 25
State = Assessment.State


@require_safe
@viewer_required
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    sifted, language = sifted_by(request), get_language() or viewer.language
    page = Paginator(numbers_for(viewer, sifted), PER_PAGE).get_page(request.GET.get("page"))
    units = assessed_units(viewer, language)
    context = {
        "page": page,
        "rows": register_rows(list(page), viewer.today),
        "sifted": sifted,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "states": State.choices,
        "units": units if len(units) <= FEW_UNITS else [],
        "levels": LEVELS,
        "sorts": SORTS,
        "assesses": bool(units_to_assess(viewer)[:1]),
        "reads_coverage": can_read_coverage(viewer),
    }
    return render(request, "risk/register.html", context)


def sifted_by(request: HttpRequest) -> Sifted:
    asked = request.GET
    return Sifted(
        text=asked.get("q", "").strip()[:200],
        state=asked.get("status", ""),
        unit=asked.get("enhet", ""),
        level=asked.get("risiko", ""),
        sort=asked.get("sorter", ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Where; what to look at first is suggested from the newest figures."""
    units = list(units_to_assess(viewer))
    if not units:
        raise Hidden
    initial = {"unit": named_unit(viewer, request.GET.get("enhet", "")) or units[0]}
    form = BeginForm(request.POST or None, directory=UnitDirectory(tuple(units)), initial=initial)
    begun: list[Assessment] = []
    if request.method == "POST" and carried_out(form, lambda: begun.append(_begin(form, viewer))):
        return redirect("risk_factors", begun[0].pk)
    return render(request, "risk/assessment_new.html", {"form": form})


def _begin(form: BeginForm, viewer: Viewer) -> Assessment:
    unit, now = form.cleaned_data["unit"], timezone.now()
    pulse_round = newest_round(viewer, unit)
    assessment = begin_assessment(
        unit=unit, task=form.cleaned_data["task"], pulse_round=pulse_round, by=viewer, now=now
    )
    if assessment.edition == 1:
        relevant = [
            code for code, one in known_factors(viewer.organisation_id, viewer.language).items() if not one.not_relevant
        ]
        codes = suggested(grounds_of(viewer, unit, pulse_round, viewer.language), relevant)
        choose_factors(assessment=assessment, codes=codes, by=viewer, now=now)
    return assessment


@require_safe
@viewer_required
def show(request: HttpRequest, viewer: Viewer, assessment_id: int) -> HttpResponse:
    assessment = assessment_for(viewer, assessment_id)
    language, unit = get_language() or viewer.language, assessment.number.unit
    tell = telling_for(viewer, assessment)
    lines = lines_of(assessment, language, tell)
    context = {
        "assessment": assessment,
        "together": tell(assessment.together),
        "signers": signers_of(unit, viewer.today) if assessment.state in UNDER_WAY else None,
        "unit": unit,
        "lines": lines,
        "highest": highest(lines),
        "facts": said_facts(assessment, language),
        "versions": versions_of(viewer, assessment.number),
        "readers": readers_of(unit, viewer.today),
        "assesses": can_assess(viewer, unit.path),
        "signs": can_sign(viewer, unit.path),
        "administers": can_administer(viewer),
        "visible": visible_measures(viewer, lines),
        "ties": can_assess(viewer, unit.path) and can_tie_measures(assessment.state),
        "overdue": assessment.review_on is not None and assessment.review_on < viewer.today,
    }
    return render(request, "risk/assessment.html", context)


@require_safe
@viewer_required
def compare(request: HttpRequest, viewer: Viewer, assessment_id: int) -> HttpResponse:
    """A version beside the one before it."""
    after = assessment_for(viewer, assessment_id)
    before = versions_of(viewer, after.number).filter(edition__lt=after.edition).first()
    if before is None:
        raise Hidden
    language = get_language() or viewer.language
    tells = telling_for(viewer, before), telling_for(viewer, after)
    changes = compared(*(lines_of(one, language, tell) for one, tell in zip((before, after), tells, strict=True)))
    together = [tell(one.together) for one, tell in zip((before, after), tells, strict=True)]
    return render(request, "risk/comparison.html", {"before": before, "together": together, "changes": changes})
