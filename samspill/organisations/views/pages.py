"""One form on one page: what it asks, what will happen, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    heading: str
    submit: str
    back: str
    """Address."""
    back_label: str
    lead: str = ""
    consequences: tuple[str, ...] = ()
    variant: str = "primary"


def show_form(request: HttpRequest, form: Form, page: FormPage) -> HttpResponse:
    """422 says what a form with errors is: not stored, and to be mended."""
    status = 422 if form.is_bound else 200
    return render(request, "organisations/form.html", {"form": form, "page": page}, status=status)
