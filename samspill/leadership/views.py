from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.audit.rules import Hidden, Refused
from samspill.design.edits import Edit, Subject, sent_in
from samspill.leadership.actions import (
    answer_question,
    ask_about_decision,
    review_decision,
    revise_decision,
    tell_decision,
)
from samspill.leadership.forms import (
    AnswerForm,
    DecisionForm,
    QuestionForm,
    ReviewForm,
    answered,
    first_initial,
    initial_of,
)
from samspill.leadership.models import Decision
from samspill.leadership.queries import decision_for, decisions_for, listed, readers_of_decision, units_to_tell
from samspill.leadership.rules import can_tell, can_tell_somewhere
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import saved

PER_PAGE = 25
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@viewer_required
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    sought = request.GET.get("q", "").strip()[:200]
    found = listed(decisions_for(viewer, sought=sought))
    page = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "sought": sought,
        "tells": can_tell_somewhere(viewer),
    }
    return render(request, "leadership/decisions.html", page)


@form_methods
@viewer_required
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    units = units_to_tell(viewer) if can_tell_somewhere(viewer) else []
    if not units:
        raise Hidden
    form = DecisionForm(request.POST or None, units=units, initial=first_initial(units, viewer.today))
    if request.method == "POST" and form.is_valid():
        try:
            decision = tell_decision(told=form.told(), by=viewer, now=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Avgjørelsen er fortalt til dem den gjelder."))
            return redirect("decision", decision.pk)
    return render(request, "leadership/decision_form.html", {"form": form})


@require_safe
@viewer_required
def show(request: HttpRequest, viewer: Viewer, decision_id: int) -> HttpResponse:
    return _shown(request, viewer, decision_for(viewer, decision_id))


@form_methods
@viewer_required
def edit(request: HttpRequest, viewer: Viewer, decision_id: int) -> HttpResponse:
    decision = _own(viewer, decision_id)
    make = partial(DecisionForm, units=units_to_tell(viewer))
    edit = Edit(Subject(row=decision, standing=initial_of, make=make), sent_in(request))

    def store() -> object:
        return revise_decision(decision=edit.row, told=edit.form.told(), by=viewer, now=timezone.now())

    if saved(request, edit, store):
        messages.success(request, _("Endringen er lagret."))
        return redirect("decision", decision.pk)
    return render(request, "leadership/decision_form.html", {"form": edit.form, "decision": decision})


@require_POST
@viewer_required
def ask(request: HttpRequest, viewer: Viewer, decision_id: int) -> HttpResponse:
    decision = decision_for(viewer, decision_id)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _shown(request, viewer, decision, question=form)
    ask_about_decision(decision=decision, text=form.cleaned_data["text"], by=viewer, now=timezone.now())
    messages.success(request, _("Spørsmålet er sendt til den som tok avgjørelsen."))
    return redirect("decision", decision.pk)


@form_methods
@viewer_required
def answer(request: HttpRequest, viewer: Viewer, decision_id: int, question_id: int) -> HttpResponse:
    decision = _own(viewer, decision_id)
    question = decision.questions.filter(pk=question_id).first()
    if question is None:
        raise Hidden
    edit = Edit(Subject(row=question, standing=answered, make=AnswerForm), sent_in(request))

    def store() -> object:
        text = edit.form.cleaned_data["text"]
        return answer_question(decision=decision, question_id=question_id, answer=text, by=viewer, now=timezone.now())

    if saved(request, edit, store):
        messages.success(request, _("Svaret står ved spørsmålet."))
        return redirect("decision", decision.pk)
    page = {"form": edit.form, "decision": decision, "question": question}
    return render(request, "leadership/question_answer.html", page)


@form_methods
@viewer_required
def review(request: HttpRequest, viewer: Viewer, decision_id: int) -> HttpResponse:
    decision = _own(viewer, decision_id)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            review_decision(decision=decision, outcome=form.cleaned_data["text"], by=viewer, now=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Det står nå ved avgjørelsen."))
            return redirect("decision", decision.pk)
    return render(request, "leadership/decision_review.html", {"form": form, "decision": decision})


def _own(viewer: Viewer, decision_id: int) -> Decision:
    """A decision the viewer may change; for others the page is not there."""
    decision = decision_for(viewer, decision_id)
    if not can_tell(viewer, [unit.path for unit in decision.units.all()]):
        raise Hidden
    return decision


def _shown(
    request: HttpRequest, viewer: Viewer, decision: Decision, question: forms.Form | None = None
) -> HttpResponse:
    units = list(decision.units.all())
    page = {
        "decision": decision,
        "readers": readers_of_decision(decision, viewer.today),
        "tells": can_tell(viewer, [unit.path for unit in units]),
        "question": question or QuestionForm(),
    }
    return render(request, "leadership/decision.html", page, status=422 if question else 200)
