from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.audit.rules import Refused
from samspill.documents.downloads import attached
from samspill.measures.actions import (
    Ending,
    attach_file,
    end_measure,
    move_measure_on,
    remove_attachment,
    undo_status,
    write_note,
)
from samspill.measures.forms import AttachmentForm, EndForm, NoteForm, StopForm
from samspill.measures.models import Attachment, Measure
from samspill.measures.queries import attachment_for, measure_for, measure_page, sentence_of
from samspill.measures.queries.effect import effect_of
from samspill.measures.rules import check_can_carry_out
from samspill.organisations.access import viewer_required
from samspill.organisations.rules import Viewer

Status = Measure.Status


@require_safe
@viewer_required
def show(request: HttpRequest, viewer: Viewer, measure_id: int) -> HttpResponse:
    return _show(request, viewer, measure_id)


def _show(
    request: HttpRequest,
    viewer: Viewer,
    measure_id: int,
    note: NoteForm | None = None,
    attachment: AttachmentForm | None = None,
) -> HttpResponse:
    measure, language = measure_for(viewer, measure_id), get_language() or viewer.language
    page = measure_page(viewer, measure, language)
    shown = {
        "page": page,
        "measure": measure,
        "effect": effect_of(viewer, measure, language),
        "sentence": sentence_of(page, viewer),
        "note_form": note or NoteForm(),
        "attachment_form": attachment or AttachmentForm(),
    }
    return render(request, "measures/measure_show.html", shown, status=422 if note or attachment else 200)


@require_POST
@viewer_required
def move_on(request: HttpRequest, viewer: Viewer, measure_id: int) -> HttpResponse:
    measure, status = measure_for(viewer, measure_id), request.POST.get("status", "")
    try:
        moved = move_measure_on(measure=measure, status=status, by=viewer, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Tiltaket står nå som «%(status)s».") % {"status": moved.get_status_display()})
    return redirect("measure", measure.pk)


@require_POST
@viewer_required
def undo(request: HttpRequest, viewer: Viewer, measure_id: int) -> HttpResponse:
    measure = measure_for(viewer, measure_id)
    try:
        back = undo_status(measure=measure, by=viewer, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Tiltaket står igjen som «%(status)s».") % {"status": back.get_status_display()})
    return redirect("measure", measure.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def end(request: HttpRequest, viewer: Viewer, measure_id: int) -> HttpResponse:
    return _end(request, viewer, measure_for(viewer, measure_id), Status.FINISHED)


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def stop(request: HttpRequest, viewer: Viewer, measure_id: int) -> HttpResponse:
    return _end(request, viewer, measure_for(viewer, measure_id), Status.STOPPED)


def _end(request: HttpRequest, viewer: Viewer, measure: Measure, status: str) -> HttpResponse:
    check_can_carry_out(viewer, measure, measure.unit.path)
    language = get_language() or viewer.language
    page, effect = measure_page(viewer, measure, language), effect_of(viewer, measure, language)
    kind = EndForm if status == Status.FINISHED else StopForm
    suggested = effect.verdict if effect else ""
    form = kind(request.POST or None, initial={"lesson": measure.lesson, "verdict": suggested})
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        ending = Ending(status, cleaned.get("verdict", ""), cleaned["lesson"])
        try:
            end_measure(measure=measure, ending=ending, by=viewer, now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Takk. Det dere lærte, står i planen for de neste."))
            return redirect("measure", measure.pk)
    shown = {"form": form, "measure": measure, "page": page, "effect": effect, "stops": status == Status.STOPPED}
    return render(request, "measures/measure_end.html", shown, status=422 if form.is_bound else 200)


@require_POST
@viewer_required
def note(request: HttpRequest, viewer: Viewer, measure_id: int) -> HttpResponse:
    measure, form = measure_for(viewer, measure_id), NoteForm(request.POST)
    if form.is_valid():
        try:
            write_note(measure=measure, text=form.cleaned_data["text"], by=viewer, now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("measure", measure.pk)
    return _show(request, viewer, measure_id, note=form)


@require_POST
@viewer_required
def attach(request: HttpRequest, viewer: Viewer, measure_id: int) -> HttpResponse:
    measure, form = measure_for(viewer, measure_id), AttachmentForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            # One byte more than there is room for is enough to know that it is too large.
            content = upload.read(Attachment.MOST_BYTES + 1)
            attach_file(measure=measure, name=upload.name, content=content, by=viewer, now=timezone.now())
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("Filen er lagt ved."))
            return redirect("measure", measure.pk)
    return _show(request, viewer, measure_id, attachment=form)


@require_safe
@viewer_required
def attachment(request: HttpRequest, viewer: Viewer, measure_id: int, attachment_id: int) -> HttpResponse:
    """Always kept as a file, never shown in the browser as a page of ours."""
    kept = attachment_for(viewer, measure_id, attachment_id)
    return attached(bytes(kept.content), kept.name, kept.media_type)


@require_POST
@viewer_required
def detach(request: HttpRequest, viewer: Viewer, measure_id: int, attachment_id: int) -> HttpResponse:
    kept = attachment_for(viewer, measure_id, attachment_id)
    try:
        remove_attachment(attachment=kept, by=viewer, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Vedlegget er slettet."))
    return redirect("measure", measure_id)
