from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.content.assessment import coverage_provisions, prompts
from samspill.design.forms import ChoiceField, DateField, LineField, MultipleChoiceField, TextField
from samspill.organisations.forms import UnitField
from samspill.organisations.queries.browsing import UnitDirectory
from samspill.risk.actions import Mapped
from samspill.risk.models import Mapping as MappedModel
from samspill.risk.queries import Known


class OwnFactorForm(forms.Form):
    """A factor of one's own."""

    name = LineField(label=_("Hva heter faktoren?"), max_length=120)
    explanation = TextField(
        label=_("Hva går den ut på?"), max_length=1000, required=False, help_text=_("Én eller to setninger.")
    )
    law = MultipleChoiceField(
        label=_("Hvor i loven hører den hjemme?"),
        required=False,
        help_text=_("Da teller den med i lovdekningen. Er dere usikre, la det stå."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nb"
        self.fields["law"].choices = [  # type: ignore[attr-defined]
            (one.reference, f"{one.reference}: {one.about.in_language(language)}") for one in coverage_provisions()
        ]


class NotRelevantForm(forms.Form):
    """Which factor, why not, and when it is asked again."""

    factor = forms.ChoiceField(label=_("Hvilken faktor?"))
    reason = TextField(label=_("Hvorfor ikke?"), max_length=1000)
    review_on = DateField(label=_("Når spør dere igjen?"), help_text=_("Arbeidet endrer seg. Vi foreslår om et år."))

    def __init__(self, *args: Any, known: Mapping[str, Known], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = prompts()["not_relevant"].in_language(get_language() or "nb")
        self.fields["factor"].choices = [  # type: ignore[attr-defined]
            ("", _("Velg faktor")),
            *((one.code, one.name) for one in known.values() if not one.not_relevant),
        ]


class MappingForm(forms.Form):
    """A mapping done outside the pulse."""

    method = ChoiceField(label=_("Hvordan kartla dere?"), choices=MappedModel.Method.choices, initial="safety_round")
    held_on = DateField(label=_("Når?"))
    factors = MultipleChoiceField(label=_("Hva kartla dere?"))
    note = TextField(
        label=_("Noe mer?"),
        max_length=1000,
        required=False,
        help_text=_("Hvem som var med, og hvor det er skrevet. Ikke skriv om enkeltpersoner."),
    )

    def __init__(self, *args: Any, directory: UnitDirectory, known: Mapping[str, Known], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(directory=directory, label=_("Hvilken enhet?"))
        self.fields["factors"].choices = [  # type: ignore[attr-defined]
            (one.code, one.name) for one in known.values() if not one.not_relevant
        ]
        self.order_fields(("unit", "method", "held_on", "factors", "note"))

    def mapped(self) -> Mapped:
        given = self.cleaned_data
        return Mapped(given["unit"], tuple(given["factors"]), given["method"], given["held_on"], given["note"])
