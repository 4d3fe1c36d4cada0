"""How every form is drawn, and the few fields that need a face of their own.

`FORM_RENDERER = "samspill.design.forms.DesignRenderer"` makes `{{ form }}` an error summary and labelled fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from unicodedata import category

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy as _

from samspill.design.edits import Conflict, EditedForm

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
"""The day after the last one a calendar knows cannot be computed: a mistyped year would stop whatever looks at it."""


class DesignBoundField(BoundField):
    """A field that knows how it wants to be drawn."""

    @property
    def is_group(self) -> bool:
        return isinstance(self.field.widget, GROUPS)

    @property
    def options(self) -> list[tuple[BoundWidget, str]]:
        """Each choice of a group with what more is said of it, which is heard with it."""
        notes = getattr(self.field, "notes", {})
        options = [(option, notes.get(str(option.data["value"]), "")) for option in self]
        for option, note in options:
            if note:
                option.data["attrs"]["aria-describedby"] = f"{option.id_for_label}_note"
        return options

    @property
    def is_scale(self) -> bool:
        return isinstance(self.field, ScaleField)

    @property
    def is_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def use_fieldset(self) -> bool:
        """A file field is one control here, whatever Django thinks of its "clear" box."""
        return self.is_group or (super().use_fieldset and not isinstance(self.field.widget, forms.FileInput))

    @property
    def conflict(self) -> Conflict | None:
        """What another has written here meanwhile."""
        return self.form.conflicts.get(self.name) if isinstance(self.form, EditedForm) else None

    @property
    def error_target(self) -> str:
        """Where the error summary leads: a group's first choice, else the control."""
        return f"{self.auto_id}_0" if self.is_group else str(self.id_for_label or self.auto_id)

    def build_widget_attrs(self, attrs: Mapping[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(dict(attrs), widget)
        own = (widget or self.field.widget).attrs.get("class", "")
        return built | {"class": f"ds-input {own}".strip()}


class DesignRenderer(DjangoTemplates):
    """Django's own widgets, our frame around them."""

    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"
    bound_field_class = DesignBoundField


class ScaleField(forms.TypedChoiceField):
    """A question answered on a scale of words, lowest first; gives the number, or None."""

    def __init__(self, *, words: tuple[str, ...], lowest: int = 1, **options: Any) -> None:
        super().__init__(
            choices=[(str(number), word) for number, word in enumerate(words, lowest)],
            coerce=int,
            empty_value=None,
            widget=forms.RadioSelect,
            **options,
        )


class DateField(forms.DateField):
    """The browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_validators = [
        MinValueValidator(FIRST_DAY, _("Skriv et årstall mellom 1900 og 2200.")),
        MaxValueValidator(LAST_DAY, _("Skriv et årstall mellom 1900 og 2200.")),
    ]


class TimeField(forms.TimeField):
    """The browser's own clock."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class DateTimeField(forms.DateTimeField):
    """Date and time in one control."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class LineField(forms.CharField):
    """One line, whatever is sent: names and numbers stand in headings, file names and headers of mails."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return " ".join("".join(sign for sign in text if sign.isspace() or category(sign) != "Cc").split())


class SuggestedInput(forms.TextInput):
    """A line with suggestions the browser itself offers; anything else can be written."""

    template_name = "design/forms/_suggested.html"

    def __init__(self, suggestions: Sequence[str] = ()) -> None:
        super().__init__()
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        if self.suggestions and "id" in widget["attrs"]:
            widget["attrs"]["list"] = f"{widget['attrs']['id']}_suggested"
        return context | {"suggestions": self.suggestions}


class SuggestedField(LineField):
    """One line, helped by suggestions."""

    def __init__(self, *, suggestions: Sequence[str] = (), **options: Any) -> None:
        super().__init__(widget=SuggestedInput(suggestions), **options)


class TextField(forms.CharField):
    """Several lines; the box grows with what is written."""

    widget = forms.Textarea(attrs={"rows": 4})


class ChoiceField(forms.ChoiceField):
    """A handful of choices, all of them seen."""

    widget = forms.RadioSelect


class MultipleChoiceField(forms.MultipleChoiceField):
    """Any number of a handful of choices. ``notes`` says more of some of them, under their names."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.notes: Mapping[str, str] = {}
