from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspill.audit.rules import Hidden
from samspill.content.texts import texts
from samspill.organisations.access import administrators_only
from samspill.organisations.rules import Viewer
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
    own = rewordings_for(viewer)
    form = WordingForm(request.POST or None, text=text, initial=own.get(key, {}))
    if request.method == "POST" and form.is_valid():
        written = {language: words.strip() for language, words in form.cleaned_data.items() if words.strip()}
        kept = {other: words for other, words in own.items() if other != key}
        reword_texts(texts={**kept, key: written} if written else kept, by=viewer, now=timezone.now())
        messages.success(request, _("Teksten er lagret. Den gjelder fra neste gang en måling åpner."))
        return redirect("pulse_texts")
    language = get_language() or "nb"
    page = {"form": form, "name": text.name.in_language(language), "ours": text.text.in_language(language)}
    return render(request, "pulses/text_edit.html", page)
