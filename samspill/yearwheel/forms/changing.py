from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.design.forms import ChoiceField, DateField, LineField, MultipleChoiceField, TextField
from samspill.organisations.models import Person
from samspill.yearwheel.models import Occurrence
from samspill.yearwheel.queries import days_text

DONE, MOVE, SKIP = "done", "move", "skip"


def offer(field: forms.Field, choices: Sequence[tuple[str, str]], *, notes: Mapping[str, str] | None = None) -> None:
    if not isinstance(field, forms.ChoiceField):
        raise TypeError
    field.choices = list(choices)
    if notes is not None and isinstance(field, MultipleChoiceField):
        field.notes = notes


class DoneForm(forms.Form):
    done_on = DateField(label=_("Når ble det gjort?"))
    note = TextField(
        label=_("Hva viser det?"),
        max_length=600,
        required=False,
        help_text=_("For eksempel hvor referatet ligger. Ikke skriv om enkeltpersoner."),
    )
    file = forms.FileField(
        label=_("Legg ved en fil"), required=False, help_text=_("PDF, Word, Excel, PowerPoint, bilde eller tekst.")
    )

    def __init__(self, *args: Any, needs_file: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = needs_file


class MoveForm(forms.Form):
    starts_on = DateField(label=_("Første dag"))
    ends_on = DateField(label=_("Siste dag"))


class ReasonForm(forms.Form):
    reason = TextField(label=_("Hvorfor?"), max_length=400, help_text=_("Kort. Alle som ser årshjulet, kan lese det."))


class HandOverForm(forms.Form):
    person = forms.ChoiceField(label=_("Hvem tar det i år?"))

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        people_by_name = [(key, person.name) for key, person in self._people.items()]
        offer(self.fields["person"], [("", str(_("Velg en person"))), *people_by_name])

    def to(self) -> Person:
        return self._people[self.cleaned_data["person"]]


class EvidenceForm(forms.Form):
    file = forms.FileField(label=_("Fil"), help_text=_("PDF, Word, Excel, PowerPoint, bilde eller tekst. Høyst 5 MB."))


class CatchUpForm(forms.Form):
    """Several at once: which, and what became of them."""

    ids = MultipleChoiceField(label=_("Hvilke gjelder det?"))
    do = ChoiceField(
        label=_("Hva ble det til?"),
        choices=[(DONE, _("Det er gjort")), (MOVE, _("Flytt det")), (SKIP, _("Hopp over det i år"))],
    )
    on = DateField(
        label=_("Hvilken dag?"),
        required=False,
        help_text=_("Når det ble gjort, eller når det flyttes til. Uten dag mener vi at det ble gjort i dag."),
    )
    reason = LineField(
        label=_("Hvorfor hopper dere over det?"), required=False, max_length=400, help_text=_("Bare om dere gjør det.")
    )

    def __init__(self, *args: Any, missed: Sequence[Occurrence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = [(str(one.pk), f"{one}, {days_text(one.starts_on, one.ends_on)}") for one in missed]
        offer(self.fields["ids"], lines)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("do") == MOVE and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", _("Velg dagen det flyttes til."))
        return cleaned

    def chosen(self) -> list[int]:
        return [int(each) for each in self.cleaned_data["ids"]]

    def day(self, today: date) -> date:
        given: date | None = self.cleaned_data["on"]
        return given or today
