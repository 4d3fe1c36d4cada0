from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.design.forms import ChoiceField
from samspill.notices.models import How, Kind


class WishesForm(forms.Form):
    """How each kind is told, one question each."""

    is_any_time = forms.BooleanField(
        label=_("Send også om kvelden, i helgen og på fridager"),
        required=False,
        help_text=_("For deg som arbeider da. Ellers venter vi til neste arbeidsdag klokken sju."),
    )

    def __init__(self, *args: Any, wishes: Mapping[Kind, How], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, how in wishes.items():
            self.fields[kind.value] = ChoiceField(label=kind.label, choices=How.choices, initial=how)
        self.order_fields([*Kind.values, "is_any_time"])

    def wishes(self) -> dict[Kind, How]:
        return {kind: How(self.cleaned_data[kind]) for kind in Kind}
