from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from samspill.audit.rules import Hidden, Refused
from samspill.measures.actions.conversations import (
    Beginning,
    begin_conversation,
    drop_conversation,
    finish_conversation,
    save_step,
)
from samspill.measures.forms.conversations import BeginForm
from samspill.measures.models import Conversation
from samspill.measures.queries.conversations import (
    conversation_for,
    conversations_for,
    past_in,
    under_way_for,
    under_way_in,
)
from samspill.measures.rules.conversations import can_lead, check_can_lead, script_of, step_of
from samspill.measures.views.meeting import Meeting, edit_of, meeting_at, plans_of, summary_of
from samspill.organisations.access import viewer_required
from samspill.organisations.models import Unit
from samspill.organisations.queries import readers_of, unit_for, units_for
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import saved
from samspill.results.access import round_with_figures

PER_PAGE = 12
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@viewer_required
def home(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Conversations going on and held, and a search for the unit that is to have one."""
    search = request.GET.get("q", "").strip()[:80]
    units = units_for(viewer).filter(name__icontains=search).order_by("path") if search else _own(viewer)
    held = conversations_for(viewer).filter(finished_at__isnull=False)
    page = {
        "going_on": under_way_for(viewer),
        "held": Paginator(held, PER_PAGE).get_page(request.GET.get("page")),
        "units": [unit for unit in units[:PER_PAGE] if can_lead(viewer, unit.path)],
        "search": search,
    }
    return render(request, "measures/conversations.html", page)


def _own(viewer: Viewer) -> Any:
    ids = {unit for hat in viewer.hats for unit in hat.unit_ids}
    return units_for(viewer).filter(pk__in=ids).order_by("path")


@form_methods
@viewer_required
def new(request: HttpRequest, viewer: Viewer, unit_id: int) -> HttpResponse:
    """What one should know before, and the button that begins. With one going on, that one."""
    unit = unit_for(viewer, unit_id)
    going_on = under_way_in(viewer, unit)
    if going_on is not None:
        return redirect("conversation", going_on.pk)
    chosen = round_with_figures(viewer, unit)
    form = BeginForm(request.POST or None, has_figures=chosen is not None)
    if request.method == "POST" and form.is_valid():
        how = Beginning(form.cleaned_data["kind"], int(form.cleaned_data["minutes"]), chosen)
        try:
            begun = begin_conversation(unit=unit, how=how, by=viewer, now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("conversation", begun.pk)
    kind = Conversation.Kind.RESULT if chosen else Conversation.Kind.DIALOGUE
    return render(request, "measures/conversation_new.html", _before(viewer, unit, kind) | {"form": form})


def _before(viewer: Viewer, unit: Unit, kind: str) -> dict[str, Any]:
    language = get_language() or viewer.language
    script = script_of(kind)
    return {
        "unit": unit,
        "name": unit.name_in(language),
        "kind": kind,
        "title": script.title.in_language(language),
        "introduction": script.introduction.in_language(language),
        "preparation": [line.in_language(language) for line in script.preparation],
        "steps": [(step.title.in_language(language), step.question.in_language(language)) for step in script.steps],
        "may_lead": can_lead(viewer, unit.path),
        "readers": [str(line) for line in readers_of(unit, viewer.today)],
        "past": past_in(viewer, unit)[:PER_PAGE],
    }


@require_safe
@viewer_required
def show(request: HttpRequest, viewer: Viewer, conversation_id: int) -> HttpResponse:
    """Where the meeting stands; when it is over, what was agreed."""
    conversation = conversation_for(viewer, conversation_id)
    language = get_language() or viewer.language
    if conversation.finished_at is not None:
        return render(request, "measures/conversation_done.html", summary_of(viewer, conversation, language))
    step = script_of(conversation.kind).steps[conversation.step]
    return _step_page(request, meeting_at(viewer, conversation, step, language))


@form_methods
@viewer_required
def step(request: HttpRequest, viewer: Viewer, conversation_id: int, step_id: str) -> HttpResponse:
    """One step: for whoever leads, with what is to be written down; for the others, to follow."""
    conversation = conversation_for(viewer, conversation_id)
    found = step_of(conversation, step_id)
    if found is None:
        raise Hidden
    if conversation.finished_at is not None:
        return redirect("conversation", conversation.pk)
    meeting = meeting_at(viewer, conversation, found, get_language() or viewer.language)
    if request.method != "POST":
        return _step_page(request, meeting)
    check_can_lead(viewer, conversation.unit.path)
    edit = edit_of(meeting, request.POST)

    def store() -> None:
        meeting.form = edit.form
        _keep(meeting)

    if saved(request, edit, store):
        meeting.form = edit.form
        if meeting.is_last:
            return redirect("conversation", conversation.pk)
        return redirect("conversation_step", conversation.pk, meeting.next_id)
    meeting.form = edit.form
    return _step_page(request, meeting)


def _keep(meeting: Meeting) -> None:
    """The last step makes the plan; the others go on to the next."""
    now, form, conversation = timezone.now(), meeting.form, meeting.conversation
    if meeting.step.output == "responsible":
        finish_conversation(conversation=conversation, plans=plans_of(meeting), by=meeting.viewer, now=now)
    else:
        save_step(
            conversation=conversation, step_id=meeting.step.id, written=form.written(), by=meeting.viewer, now=now
        )


def _step_page(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return render(request, "measures/conversation_step.html", {"meeting": meeting})


@form_methods
@viewer_required
def drop(request: HttpRequest, viewer: Viewer, conversation_id: int) -> HttpResponse:
    conversation = conversation_for(viewer, conversation_id)
    check_can_lead(viewer, conversation.unit.path)
    if request.method == "POST":
        drop_conversation(conversation=conversation, by=viewer, now=timezone.now())
        return redirect("conversations")
    return render(request, "measures/conversation_drop.html", {"conversation": conversation})
