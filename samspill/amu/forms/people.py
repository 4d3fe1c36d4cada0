"""Naming somebody: written, and found among those whoever writes may see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.design.forms import SuggestedField
from samspill.organisations.models import Person

Find = Callable[[str], Sequence[Person]]


class PersonField(SuggestedField):
    """Somebody by e-mail or whole name: a list of thousands helps nobody.

    ``kept``: who stands there already, and may stand there still when they have left or share their name with another.
    """

    default_error_messages = {
        "unknown": _("Vi finner ikke «%(text)s». Skriv hele navnet eller e-posten slik den står i registeret."),
        "several": _("Flere heter «%(text)s». Skriv e-posten til den du mener."),
    }

    def __init__(self, *, find: Find, kept: Person | None = None, **options: Any) -> None:
        super().__init__(max_length=254, **options)
        self.find, self.kept = find, kept

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if self.kept and text == self.kept.name:
            return self.kept
        return self._found(text) if text else None

    def _found(self, text: str) -> Person:
        found = self.find(text)
        if len(found) == 1:
            return found[0]
        code = "several" if found else "unknown"
        raise forms.ValidationError(self.error_messages[code], code=code, params={"text": text})
