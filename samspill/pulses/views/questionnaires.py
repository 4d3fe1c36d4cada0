from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.content.items import item_bank
from samspill.content.questionnaires import SHIPPED_KINDS, shipped
from samspill.organisations.access import administrators_only, viewer_required
from samspill.organisations.rules import Viewer
from samspill.pulses.actions import keep_questionnaire, retire_questionnaire
from samspill.pulses.forms import QuestionnaireForm
from samspill.pulses.queries import (
    asked_in,
    bank_by_factor,
    definition_of,
    questionnaire_for,
    questionnaires_for,
    shipped_definition,
)


@require_safe
@administrators_only
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    language = get_language() or "nb"
    ours = [
        (kind, shipped(kind).title.in_language(language), shipped(kind).about.in_language(language))
        for kind in SHIPPED_KINDS
    ]
    own = [(each.key, asked_in(each.definition)) for each in questionnaires_for(viewer)]
    return render(request, "pulses/questionnaires.html", {"ours": ours, "own": own})


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def upload(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = QuestionnaireForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        licence = form.cleaned_data["licence"] or form.parsed.source
        definition = definition_of(form.parsed)
        kept = keep_questionnaire(definition=definition, licence=licence, by=viewer, now=timezone.now())
        messages.success(request, _("Skjemaet er lagt inn. Du kan velge det når du planlegger en måling."))
        return redirect("questionnaire_show", kept.key)
    return render(request, "pulses/questionnaire_upload.html", {"form": form})


@require_safe
@administrators_only
def show(request: HttpRequest, viewer: Viewer, key: str) -> HttpResponse:
    if key in SHIPPED_KINDS:
        page = {"asked": asked_in(shipped_definition(key)), "is_ours": True}
    else:
        own = questionnaire_for(viewer, key)
        page = {"asked": asked_in(own.definition), "own": own}
    return render(request, "pulses/questionnaire_show.html", {**page, "key": key, "bank": item_bank()})


@require_POST
@administrators_only
def retire(request: HttpRequest, viewer: Viewer, key: str) -> HttpResponse:
    retire_questionnaire(questionnaire=questionnaire_for(viewer, key), by=viewer, now=timezone.now())
    messages.success(request, _("Skjemaet er tatt ut. Målinger som har brukt det, er som før."))
    return redirect("questionnaires")


@require_safe
@viewer_required
def bank(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Open to everybody: what may be asked at work is no secret."""
    language = get_language() or "nb"
    page = {
        "groups": bank_by_factor(),
        "statement": item_bank().statement.in_language(language),
        "plan": [step.in_language(language) for step in item_bank().validation_plan],
        "licence": item_bank().licence,
        "version": item_bank().version,
    }
    return render(request, "pulses/item_bank.html", page)
