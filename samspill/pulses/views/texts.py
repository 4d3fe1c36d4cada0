from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspill.audit.rules import Hidden
from samspill.content.language import LANGUAGES
from samspill.content.texts import texts
from samspill.design.edits import Edit, Subject, sent_in
from samspill.organisations.access import administrators_only
from samspill.organisations.models import Organisation
from samspill.organisations.queries import organisation_of
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import saved
from samspill.pulses.actions import reword_texts
from samspill.pulses.forms import WordingForm
from samspill.pulses.queries import rewordings_for

USED = ("invitation.", "reminder.", "sheet.")
"""What a workplace may reword today; the promise on the answering page is the same for everybody."""


def is_used(key: str) -> bool:
    return key.startswith(USED)


@require_safe
@administrators_only
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    language, own = get_language() or "nb", rewordings_for(viewer)
    listed = [
        (text.key, text.name.in_language(language), text.key in own) for text in texts().values() if is_used(text.key)
    ]
    return render(request, "pulses/texts.html", {"texts": listed})


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def edit(request: HttpRequest, viewer: Viewer, key: str) -> HttpResponse:
    text = texts().get(key)
    if text is None or not is_used(key):
        raise Hidden

    def standing(_organisation: Organisation) -> dict[str, str]:
        own = rewordings_for(viewer).get(key, {})
        return {language: own.get(language, "") for language in LANGUAGES}

    subject = Subject(row=organisation_of(viewer), standing=standing, make=partial(WordingForm, text=text))
    edit = Edit(subject, sent_in(request))

    def store() -> object:
        written = {language: words.strip() for language, words in edit.form.cleaned_data.items() if words.strip()}
        others = {other: words for other, words in rewordings_for(viewer).items() if other != key}
        texts_now = {**others, key: written} if written else others
        return reword_texts(texts=texts_now, by=viewer, now=timezone.now())

    if saved(request, edit, store):
        messages.success(request, _("Teksten er lagret. Den gjelder fra neste gang en måling åpner."))
        return redirect("pulse_texts")
    language = get_language() or "nb"
    page = {"form": edit.form, "name": text.name.in_language(language), "ours": text.text.in_language(language)}
    return render(request, "pulses/text_edit.html", page)
