"""What the set-up guide asks: as little as possible, with proposals that can be left as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.content.duties import industries
from samspill.design.edits import EditedForm
from samspill.design.forms import LineField
from samspill.organisations.models import Measurement, Organisation, Unit


class WorkplaceForm(EditedForm):
    name = LineField(label=_("Navn på virksomheten"), max_length=200)
    headcount = forms.IntegerField(
        label=_("Hvor mange arbeider her?"),
        min_value=1,
        max_value=1_000_000,
        help_text=_("Regn med innleide som arbeider her fast. Loven teller personer, ikke årsverk."),
    )
    industry = forms.ChoiceField(label=_("Næring"))
    is_public = forms.BooleanField(label=_("Offentlig virksomhet"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nb"
        named = [(one.id, one.name.in_language(language)) for one in industries().values()]
        self.fields["industry"].choices = named  # type: ignore[attr-defined]


def workplace_of(organisation: Organisation) -> dict[str, Any]:
    known = {name: getattr(organisation, name) for name in ("name", "industry", "is_public")}
    return known | {"headcount": organisation.headcount or None}


class NewOrganisationForm(forms.Form):
    name = LineField(label=_("Navn på virksomheten"), max_length=200)
    adviser_name = LineField(
        label=_("Hvem skal sette den opp?"), max_length=200, help_text=_("HR- eller HMS-rådgiver.")
    )
    adviser_email = forms.EmailField(label=_("E-postadressen til rådgiveren"))

    def slug(self) -> str:
        return slugify(self.cleaned_data["name"])[:80] or "virksomhet"


class UnitsForm(EditedForm):
    """How each unit is asked; one field a unit, named by the unit for those who hear the page."""

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = list(units)
        for unit in self._units:
            widget = forms.Select(attrs={"aria-label": unit.name})
            field = forms.ChoiceField(label=unit.name, choices=Measurement.choices, widget=widget)
            self.fields[field_of(unit.pk)] = field

    def decisions(self) -> list[tuple[Unit, Measurement]]:
        return [(unit, Measurement(self.cleaned_data[field_of(unit.pk)])) for unit in self._units]


def field_of(unit_id: int) -> str:
    return f"unit_{unit_id}"
