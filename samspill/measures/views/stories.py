from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.audit.rules import Refused, permits
from samspill.measures.actions.stories import (
    adopt_story,
    tell_comment,
    tell_story,
    thank_story,
    withdraw_story,
)
from samspill.measures.forms.stories import AdoptForm, StoryForm
from samspill.measures.models import Story
from samspill.measures.queries.stories import (
    Sought,
    card_of,
    factors_told_of,
    few_work_in,
    hidden_with_their_round,
    is_thanked_by,
    measures_to_tell_of,
    names_near,
    picture_for,
    stories_for,
    story_for,
    units_to_adopt_in,
    units_to_tell_from,
)
from samspill.measures.rules.stories import SHOWN_FROM, check_can_adopt, check_can_withdraw
from samspill.organisations.access import viewer_required
from samspill.organisations.queries import readers_of
from samspill.organisations.rules import Viewer

PER_PAGE = 12
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@viewer_required
def stories(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    language = get_language() or viewer.language
    sought = Sought(request.GET.get("q", "").strip()[:80], request.GET.get("faktor", ""))
    page = Paginator(stories_for(viewer, sought), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "told": [(story, card_of(story, language)) for story in page],
        "factors": factors_told_of(viewer, language),
        "is_sought": bool(sought.search or sought.factor),
        "least": SHOWN_FROM,
        "hidden": hidden_with_their_round(viewer),
    }
    return render(request, "measures/stories.html", context)


@require_safe
@viewer_required
def story(request: HttpRequest, viewer: Viewer, story_id: int) -> HttpResponse:
    found = story_for(viewer, story_id)
    language = get_language() or viewer.language
    units = units_to_adopt_in(viewer) if permits(check_can_adopt, found) else []
    context = {
        "story": found,
        "card": card_of(found, language),
        "is_thanked": is_thanked_by(viewer, found),
        "adopt": AdoptForm(units=units, language=language) if units else None,
        "adopt_unit": units[0] if len(units) == 1 else None,
        "may_withdraw": permits(check_can_withdraw, viewer, found),
        "readers": _readers(found, viewer),
        "least": SHOWN_FROM,
    }
    return render(request, "measures/story.html", context)


def _readers(found: Story, viewer: Viewer) -> list[str]:
    if found.is_for_unit_only and found.unit is not None:
        return [str(line) for line in readers_of(found.unit, viewer.today)]
    return [_("Alle i %(organisation)s") % {"organisation": viewer.organisation_name}]


@require_safe
@viewer_required
def picture(request: HttpRequest, viewer: Viewer, story_id: int) -> HttpResponse:
    content, media_type = picture_for(viewer, story_id)
    headers = {"Content-Disposition": "inline", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=media_type, headers=headers)


@form_methods
@viewer_required
def tell(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """From nothing, or about the measure named in the address."""
    form = _story_form(request, viewer)
    if request.method == "POST" and form.is_valid():
        try:
            told = tell_story(tale=form.tale(), by=viewer, now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Takk. Nå kan andre lese det og gjøre mer av det."))
            return redirect("story", told.pk)
    return render(request, "measures/story_tell.html", {"form": form})


def _story_form(request: HttpRequest, viewer: Viewer) -> StoryForm:
    units, measures = units_to_tell_from(viewer), measures_to_tell_of(viewer)
    about = next((one for one in measures if str(one.pk) == request.GET.get("tiltak")), None)
    home = next((unit for unit in units if about is None or unit.pk == about.unit_id), None)
    named = home is not None and not few_work_in(home, viewer.today, SHOWN_FROM)
    initial: dict[str, Any] = {
        "unit": home.pk if home and named else None,
        "measure": about.pk if about else None,
        "factor": about.factors[0] if about and about.factors else "",
        "text": about.lesson if about else "",
    }
    return StoryForm(
        request.POST or None,
        request.FILES or None,
        initial=initial,
        units=units,
        measures=measures,
        names=names_near(viewer, units),
        language=get_language() or viewer.language,
    )


@require_POST
@viewer_required
def tell_from_comment(request: HttpRequest, viewer: Viewer, key: int) -> HttpResponse:
    try:
        told = tell_comment(key=key, by=viewer, now=timezone.now())
    except Refused as refused:
        messages.info(request, str(refused))
        return redirect("stories")
    messages.success(request, _("Kommentaren er nå en fortelling, for de samme leserne som før."))
    return redirect("story", told.pk)


@require_POST
@viewer_required
def thank(request: HttpRequest, viewer: Viewer, story_id: int) -> HttpResponse:
    stands = thank_story(story=story_for(viewer, story_id), by=viewer, now=timezone.now())
    messages.success(request, _("Takk. Ingen ser at det var du.") if stands else _("Det er tatt tilbake."))
    return redirect("story", story_id)


@form_methods
@viewer_required
def withdraw(request: HttpRequest, viewer: Viewer, story_id: int) -> HttpResponse:
    found = story_for(viewer, story_id)
    check_can_withdraw(viewer, found)
    if request.method == "POST":
        withdraw_story(story=found, by=viewer, now=timezone.now())
        messages.success(request, _("Fortellingen er trukket tilbake."))
        return redirect("stories")
    return render(request, "measures/story_withdraw.html", {"story": found})


@require_POST
@viewer_required
def adopt(request: HttpRequest, viewer: Viewer, story_id: int) -> HttpResponse:
    found = story_for(viewer, story_id)
    form = AdoptForm(request.POST, units=units_to_adopt_in(viewer), language=get_language() or viewer.language)
    if not form.is_valid():
        messages.error(request, _("Velg en av enhetene dine."))
        return redirect("story", story_id)
    unit = form.units[form.cleaned_data["unit"]]
    try:
        made = adopt_story(story=found, unit=unit, by=viewer, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("story", story_id)
    messages.success(request, _("Tiltaket ligger i planen. Endre det som må passe hos dere."))
    return redirect("measure", made.pk)
