from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.design.forms import ChoiceField, LineField, MultipleChoiceField
from samspill.notices.models import How, Kind, Occasion, Service
from samspill.notices.rules.webhooks import LONGEST_ADDRESS, ChannelPlan


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


class ChannelForm(forms.Form):
    service = ChoiceField(label=_("Hvor er kanalen?"), choices=Service.choices)
    name = LineField(
        label=_("Hva kaller dere kanalen?"), max_length=80, help_text=_("For eksempel «Alle i Helse» eller #hms.")
    )
    url = LineField(
        label=_("Adressen fra Teams eller Slack"),
        max_length=LONGEST_ADDRESS,
        help_text=_("Den begynner med https://. Den som har adressen, kan skrive i kanalen, så vi forsegler den."),
    )
    occasions = MultipleChoiceField(label=_("Si fra i kanalen når"), choices=Occasion.choices)

    def channel(self) -> ChannelPlan:
        sent = self.cleaned_data
        occasions = tuple(Occasion(one) for one in sent["occasions"])
        return ChannelPlan(sent["name"], Service(sent["service"]), sent["url"], occasions)
