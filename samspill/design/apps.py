from typing import Any

from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

LEFT_EMPTY: dict[type[forms.Field], Any] = {
    forms.Field: _("Fyll ut dette feltet."),
    forms.ChoiceField: _("Velg noe her."),
    forms.MultipleChoiceField: _("Velg minst én."),
    forms.FileField: _("Velg en fil."),
}
"""What a field says that must not be empty, of whichever form it is."""


class DesignConfig(AppConfig):
    name = "samspill.design"
    label = "design"


# A field takes its words when its class is read, so this is said before any form is.
for _field, _said in LEFT_EMPTY.items():
    _field.default_error_messages = {**_field.default_error_messages, "required": _said}
