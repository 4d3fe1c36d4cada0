from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.amu.models import Meeting, ReportSection
from samspill.design.edits import EditedForm
from samspill.design.forms import ChoiceField


class YearForm(forms.Form):
    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"] = forms.TypedChoiceField(
            label=_("Hvilket år?"), choices=[(str(year), str(year)) for year in years], coerce=int
        )


class SectionForm(EditedForm):
    text = forms.CharField(
        label=_("Slik skal det stå"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 14})
    )


def section_standing(section: ReportSection) -> dict[str, Any]:
    return {"text": section.text}


class AdoptForm(forms.Form):
    def __init__(self, *args: Any, meetings: Sequence[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {str(one.pk): one for one in meetings}
        self.fields["meeting"] = ChoiceField(
            label=_("I hvilket møte ble den vedtatt?"), choices=[(str(one.pk), one.day) for one in meetings]
        )

    def meeting(self) -> Meeting:
        return self.meetings[self.cleaned_data["meeting"]]
