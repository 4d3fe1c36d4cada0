from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from samspill.design.edits import EditedForm
from samspill.design.forms import ChoiceField, LineField, MultipleChoiceField, TextField
from samspill.measures.models import Level


class OwnMeasureForm(EditedForm):
    title = LineField(label=_("Hva heter tiltaket?"), max_length=120)
    summary = TextField(label=_("Hva går det ut på?"), max_length=600, help_text=_("To eller tre setninger."))
    level = ChoiceField(label=_("Nivå"), choices=Level.choices)
    effort = ChoiceField(label=_("Hvor mye arbeid er det for en enhet?"))
    factors = MultipleChoiceField(label=_("Hva virker det på?"))
    steps = TextField(
        label=_("Slik gjør dere det"), max_length=4000, required=False, help_text=_("Ett steg på hver linje.")
    )
    evaluation = TextField(label=_("Slik ser dere om det virket"), max_length=1000, required=False)

    def __init__(
        self, *args: Any, factors: Sequence[tuple[str, str]], efforts: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["factors"].choices = factors  # type: ignore[attr-defined]
        self.fields["effort"].choices = efforts  # type: ignore[attr-defined]
