"""What the steps of a conversation are sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.content.conversation import ConversationStep, FactorCard
from samspill.content.factors import Factor
from samspill.content.measures import LibraryMeasure
from samspill.design.edits import EditedForm
from samspill.design.forms import ChoiceField, DateField, LineField, MultipleChoiceField, TextField
from samspill.measures.actions.conversations import Written
from samspill.measures.models import Choice, Conversation, OwnMeasure
from samspill.measures.rules.conversations import MOST_CAUSES, MOST_TEXT, MOST_TITLE, Pick, Point
from samspill.organisations.models import Person


class BeginForm(forms.Form):
    """About what, and how long."""

    kind = ChoiceField(
        label=_("Hva vil dere ha på bordet?"),
        choices=[
            (Conversation.Kind.RESULT, _("Tallene fra siste måling")),
            (Conversation.Kind.DIALOGUE, _("Kort med temaer, uten tall")),
        ],
    )
    minutes = ChoiceField(
        label=_("Hvor lang tid har dere?"), choices=[("60", _("60 minutter")), ("45", _("45 minutter"))]
    )

    def __init__(self, *args: Any, has_figures: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"minutes": "60", "kind": Conversation.Kind.RESULT, **self.initial}
        if not has_figures:
            self.fields["kind"] = forms.CharField(widget=forms.HiddenInput(), initial=Conversation.Kind.DIALOGUE)
            self.initial["kind"] = Conversation.Kind.DIALOGUE


class StepForm(EditedForm):
    """A step that leaves nothing behind but that it is done."""

    def written(self) -> Written:
        return Written()


class CardsForm(StepForm):
    def __init__(self, *args: Any, cards: Sequence[FactorCard], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cards"] = MultipleChoiceField(
            label=_("Hvilke kort legger dere på bordet?"),
            help_text=_("Fem eller seks er nok."),
            choices=[(card.factor.code, card.factor.name.in_language(language)) for card in cards],
            required=False,
        )

    def written(self) -> Written:
        return replace(super().written(), cards=self.cleaned_data["cards"])


class PointsForm(StepForm):
    """Up to two things: a factor, and in a few words what."""

    def __init__(
        self, *args: Any, step: ConversationStep, factors: Sequence[Factor], language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.most = step.most
        choices = [("", _("Velg")), *((one.code, one.name.in_language(language)) for one in factors)]
        for number in range(1, self.most + 1):
            self.fields[f"factor_{number}"] = forms.ChoiceField(
                label=_("Hva handler det om? (%(number)d)") % {"number": number}, choices=choices, required=False
            )
            self.fields[f"text_{number}"] = LineField(
                label=_("Med deres ord (%(number)d)") % {"number": number}, max_length=MOST_TEXT, required=False
            )

    def written(self) -> Written:
        data = self.cleaned_data
        return replace(
            super().written(),
            points=[Point(data[f"factor_{number}"], data[f"text_{number}"]) for number in range(1, self.most + 1)],
        )

    def part_of(self, name: str) -> str:
        return f"point_{name.rpartition('_')[2]}"

    @staticmethod
    def of(points: Sequence[Point], most: int) -> dict[str, str]:
        padded = [*points, *[Point("", "")] * (most - len(points))]
        return {
            f"{name}_{number}": value
            for number, point in enumerate(padded, 1)
            for name, value in (("factor", point.factor), ("text", point.text))
        }


class CausesForm(StepForm):
    causes = TextField(
        label=_("Hva i arbeidet gjør at det er slik?"),
        help_text=_("Én årsak på hver linje. Skriv om arbeidet, ikke om personer."),
        max_length=MOST_CAUSES,
        required=False,
    )

    def written(self) -> Written:
        return replace(super().written(), causes=self.cleaned_data["causes"])


class PicksForm(StepForm):
    """From what is suggested, or in the group's own words."""

    def __init__(
        self,
        *args: Any,
        shipped: Sequence[LibraryMeasure],
        own: Sequence[OwnMeasure],
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.picks = {one.id: Pick(one.title.in_language(language), library_id=one.id) for one in shipped}
        self.picks |= {f"own-{one.pk}": Pick(one.title, own=one) for one in own}
        if self.picks:
            self.fields["chosen"] = MultipleChoiceField(
                label=_("Forslag fra biblioteket"),
                choices=[(key, pick.title) for key, pick in self.picks.items()],
                required=False,
            )
        self.fields["written_1"] = LineField(label=_("Eller skriv selv"), max_length=MOST_TITLE, required=False)

    def written(self) -> Written:
        data = self.cleaned_data
        picks = [self.picks[key] for key in data.get("chosen", [])]
        return replace(super().written(), picks=[*picks, *([Pick(data["written_1"])] if data["written_1"] else [])])


class AgreeForm(StepForm):
    """Who sees to each, and until when; and before it begins, what one expects to see."""

    def __init__(
        self, *args: Any, choices: Sequence[Choice], people: Sequence[Person], due_on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        names = [("", _("Velg")), *((str(one.pk), one.name) for one in people)]
        self.people = {str(one.pk): one for one in people}
        for choice in choices:
            about = {"title": choice.title}
            self.fields[f"responsible_{choice.pk}"] = forms.ChoiceField(
                label=_("Hvem ser til at «%(title)s» blir gjort?") % about, choices=names
            )
            self.fields[f"due_{choice.pk}"] = DateField(label=_("Når skal det være på plass?"), initial=due_on)
            self.fields[f"expectation_{choice.pk}"] = LineField(
                label=_("Hva venter dere å merke?"),
                help_text=_("Skrives nå, før start. Etterpå er det for lett å si at man ventet det som kom."),
                max_length=MOST_TEXT,
                required=False,
            )

    def promised(self, choice: Choice) -> tuple[Person, date, str]:
        data = self.cleaned_data
        person = self.people[data[f"responsible_{choice.pk}"]]
        return person, data[f"due_{choice.pk}"], data[f"expectation_{choice.pk}"]
