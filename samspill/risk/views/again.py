"""A form shown once more: nothing typed is lost, and nobody overwrites what they have not seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

Make = Callable[[QueryDict | None], Form]


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it came in, how to make it anew, and the version that stands now."""

    form: Form
    make: Make
    version: int


def shown_again(request: HttpRequest, template: str, context: dict[str, Any], sent: Sent) -> HttpResponse:
    """The page with what was typed. Where somebody has written meanwhile, sending it again is meant to replace that."""
    form, version = sent.form, str(sent.version)
    if form.is_bound and not form.errors.get("version") and form.data.get("version") != version:
        typed = request.POST.copy()
        typed["version"] = version
        said = form.non_field_errors()
        form = sent.make(typed)
        for sentence in said:
            form.add_error(None, str(sentence))
        context = {**context, "changed": True}
    return render(request, template, {**context, "form": form})
