from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspill.content.factors import factors
from samspill.content.personal_data import findings
from samspill.design.forms import LineField, TextField
from samspill.documents.pictures import MOST_BYTES, Picture, cleaned
from samspill.documents.refusals import UnreadableFile
from samspill.measures.actions.stories import Tale
from samspill.measures.models import Measure
from samspill.measures.rules.stories import MOST_PICTURE_TEXT, MOST_TEXT
from samspill.organisations.models import Unit


def _choice(label: Any, choices: Sequence[tuple[Any, Any]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, required=False, empty_value=None)


class StoryForm(forms.Form):
    """What helped, in a few words. Names in it are pointed out once; the teller decides."""

    text = TextField(
        label=_("Hva hjalp?"),
        help_text=_("Noen få setninger er nok. Skriv om arbeidet, ikke om personer, og ingenting om helse."),
        max_length=MOST_TEXT,
    )
    picture = forms.FileField(
        label=_("Bilde"),
        help_text=_(
            "JPEG, PNG eller WebP. Vi fjerner sted, tid og telefon fra bildet. Ta ikke med folk som ikke har sagt ja."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    picture_text = LineField(label=_("Hva viser bildet?"), max_length=MOST_PICTURE_TEXT, required=False)
    is_named = forms.BooleanField(label=_("Vis navnet mitt"), required=False)
    seen = forms.BooleanField(widget=forms.HiddenInput(), required=False)

    def __init__(
        self,
        *args: Any,
        units: Sequence[Unit],
        measures: Sequence[Measure],
        names: Sequence[str],
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units, self.measures, self.names = units, measures, names
        places = [(unit.pk, unit.name_in(language)) for unit in units]
        topics = sorted(((code, one.name.in_language(language)) for code, one in factors().items()), key=itemgetter(1))
        self.fields["unit"] = _choice(_("Hvor var det?"), [("", _("Det vil jeg ikke si")), *places])
        if measures:
            known = [(one.pk, one.title) for one in measures]
            self.fields["measure"] = _choice(_("Hører det til et tiltak?"), [("", _("Nei, ikke et bestemt")), *known])
        self.fields["factor"] = forms.ChoiceField(
            label=_("Hva handler det om?"), choices=[("", _("Velg")), *topics], required=False
        )
        order = ["text", "unit", "measure", "factor", "picture", "picture_text", "is_named"]
        self.order_fields(order)

    def clean_picture(self) -> Picture | None:
        sent: UploadedFile[bytes] | None = self.cleaned_data.get("picture")
        if sent is None:
            return None
        try:
            return cleaned(sent.read(MOST_BYTES + 1), sent.name or "")
        except UnreadableFile as error:
            raise forms.ValidationError(list(error.problems)) from error

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("picture") and not data.get("picture_text"):
            self.add_error("picture_text", gettext("Skriv hva bildet viser, for dem som ikke ser det."))
        self._point_out(data)
        return data

    def _point_out(self, data: dict[str, Any]) -> None:
        """Once: the next time it is sent, the teller has seen it."""
        found = [one.text for one in findings(data.get("text", ""), self.names)]
        if not found or data.get("seen"):
            return
        said = gettext(
            "Dette ligner på navn, adresser eller numre: %(found)s. Ta det ut, eller send én gang til "
            "hvis det skal stå."
        ) % {"found": ", ".join(f"«{text}»" for text in found)}
        self.add_error("text", said)
        self.data = {name: self.data.get(name) for name in self.data} | {"seen": "on"}

    def tale(self) -> Tale:
        data = self.cleaned_data
        picture: Picture | None = data["picture"]
        measure = next((one for one in self.measures if one.pk == data.get("measure")), None)
        return Tale(
            text=data["text"],
            factor=data["factor"] or (measure.factors[0] if measure and measure.factors else ""),
            unit=next((unit for unit in self.units if unit.pk == data["unit"]), None),
            measure=measure,
            is_named=data["is_named"],
            picture=picture.content if picture else None,
            picture_type=picture.media_type if picture else "",
            picture_text=data["picture_text"],
        )


class AdoptForm(forms.Form):
    """Where more of it is to be done."""

    def __init__(self, *args: Any, units: Sequence[Unit], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.pk: unit for unit in units}
        choices = [(unit.pk, unit.name_in(language)) for unit in units]
        self.fields["unit"] = forms.TypedChoiceField(label=_("I hvilken enhet?"), coerce=int, choices=choices)
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.initial["unit"] = units[0].pk
