from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.design.forms import MultipleChoiceField
from samspill.measures.models import Measure


class TiedForm(forms.Form):
    """Which of the plan's measures work on this."""

    measures = MultipleChoiceField(label=_("Hvilke virker på dette?"), required=False)
    sent = forms.CharField(widget=forms.HiddenInput, initial="1")

    def __init__(self, *args: Any, running: Sequence[Measure], tied: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"measures": [str(one.pk) for one in running if one.pk in tied], "sent": "1"}
        self.fields["measures"].choices = [(str(one.pk), one.title) for one in running]  # type: ignore[attr-defined]

    def chosen(self) -> set[int]:
        return {int(pk) for pk in self.cleaned_data["measures"]}
