from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samspill.design.edits import EditedForm
from samspill.design.forms import ChoiceField, DateField, LineField, MultipleChoiceField, TextField
from samspill.measures.actions.plans import Days
from samspill.measures.models import Level, Measure
from samspill.measures.rules.plans import HIGHEST, LOWEST, MOST_SIGNS
from samspill.organisations.models import Person, Unit

EXPECTED = ("expectation", "indicator", "hoped_level")


class MeasureForm(EditedForm):
    """A measure as it is decided or changed. Most of it comes filled in."""

    title = LineField(label=_("Hva skal vi gjøre?"), max_length=MOST_SIGNS["title"])
    unit = forms.ChoiceField(label=_("Hvilken enhet gjelder det?"))
    aim = TextField(label=_("Hva skal være annerledes, og for hvem?"), max_length=MOST_SIGNS["aim"], required=False)
    responsible = forms.ChoiceField(label=_("Hvem har ansvaret?"), required=False)
    starts_on = DateField(label=_("Når starter vi?"))
    due_on = DateField(label=_("Når skal det være gjort?"))
    evaluate_on = DateField(
        label=_("Når ser vi om det virket?"), required=False, help_text=_("Åtte til tolv uker etter start er passe.")
    )
    expectation = TextField(
        label=_("Hva venter vi å se?"),
        max_length=MOST_SIGNS["expectation"],
        required=False,
        help_text=_("Skrives før start. Det er det som gjør at vi kan lære av det etterpå."),
    )
    indicator = forms.ChoiceField(label=_("Hvilket spørsmål bør det vises i?"), required=False)
    hoped_level = forms.FloatField(
        label=_("Hvilket nivå håper vi på?"),
        required=False,
        min_value=LOWEST,
        max_value=HIGHEST,
        localize=True,
        help_text=_("Et snitt mellom 1 og 5."),
    )
    description = TextField(
        label=_("Slik gjør vi det"),
        max_length=MOST_SIGNS["description"],
        required=False,
        help_text=_("Ett steg på hver linje."),
    )
    level = ChoiceField(label=_("Nivå"), choices=Level.choices)
    factors = MultipleChoiceField(label=_("Hva virker det på?"), required=False)
    took_part = TextField(label=_("Hvem var med på valget?"), max_length=MOST_SIGNS["took_part"], required=False)
    resources = TextField(
        label=_("Tid, penger og hjelp som trengs"), max_length=MOST_SIGNS["resources"], required=False
    )

    def __init__(
        self,
        *args: Any,
        units: Sequence[Unit],
        people: Sequence[Person],
        choices: tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]],
        expects: bool = True,
        **kwargs: Any,
    ) -> None:
        """``choices``: factors and items."""
        super().__init__(*args, **kwargs)
        self._units = {str(unit.pk): unit for unit in units}
        self._people = {str(person.pk): person for person in people}
        factors, items = choices
        self._offer("unit", [(key, unit.name_in(get_language() or "nb")) for key, unit in self._units.items()])
        self._offer(
            "responsible", [("", gettext("Ingen ennå")), *((key, one.name) for key, one in self._people.items())]
        )
        self._offer("factors", factors)
        self._offer("indicator", [("", gettext("Ingen av dem")), *items])
        for name in () if expects else EXPECTED:
            del self.fields[name]

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        return _in_order(self, super().clean() or {})

    def chosen_unit(self) -> Unit:
        return self._units[self.cleaned_data["unit"]]

    def chosen_person(self) -> Person | None:
        return self._people.get(self.cleaned_data["responsible"])

    def expected(self) -> dict[str, Any]:
        said = {name: self.cleaned_data.get(name) for name in EXPECTED}
        return {**said, "expectation": said["expectation"] or "", "indicator": said["indicator"] or ""}


def _in_order(form: forms.Form, cleaned: dict[str, Any]) -> dict[str, Any]:
    starts = cleaned.get("starts_on")
    if starts and cleaned.get("due_on") and cleaned["due_on"] < starts:
        form.add_error("due_on", gettext("Fristen kan ikke være før starten. Velg en senere dag."))
    if starts and cleaned.get("evaluate_on") and cleaned["evaluate_on"] < starts:
        form.add_error("evaluate_on", gettext("Velg en dag etter starten."))
    return cleaned


def _carried_label(measure: Measure, *, with_unit: bool) -> str:
    place = f"{measure.unit.name_in(get_language() or 'nb')}, " if with_unit else ""
    return f"{measure.title} ({place}{measure.get_status_display()})"


class CarryForm(forms.Form):
    """Which of the measures go on, and the new dates for all of them."""

    measures = MultipleChoiceField(label=_("Hvilke tiltak går videre?"))
    starts_on = DateField(label=_("Når starter vi?"))
    due_on = DateField(label=_("Når skal det være gjort?"))
    evaluate_on = DateField(label=_("Når ser vi om det virket?"), required=False)

    def __init__(self, *args: Any, measures: Sequence[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._measures = {str(one.pk): one for one in measures}
        several = len({one.unit_id for one in measures}) > 1
        named = [(key, _carried_label(one, with_unit=several)) for key, one in self._measures.items()]
        self.fields["measures"].choices = named  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        return _in_order(self, super().clean() or {})

    def chosen(self) -> list[Measure]:
        return [self._measures[key] for key in self.cleaned_data["measures"]]

    def days(self) -> Days:
        return Days(*(self.cleaned_data[name] for name in ("starts_on", "due_on", "evaluate_on")))


class EndForm(forms.Form):
    """How it went, as those who were there see it."""

    verdict = ChoiceField(label=_("Hva ser vi etter tiltaket?"))
    lesson = TextField(
        label=_("Hva lærte vi?"),
        max_length=1000,
        required=False,
        help_text=_("Én setning holder. Også det som ikke virket, er verdt å vite for andre."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = [(value, label[:1].upper() + label[1:]) for value, label in Measure.Verdict.choices]
        self.fields["verdict"].choices = labels  # type: ignore[attr-defined]


class StopForm(forms.Form):
    lesson = TextField(
        label=_("Hvorfor stanser vi?"),
        max_length=1000,
        required=False,
        help_text=_("Tiltaket blir stående i listen, så andre kan lære av det."),
    )


class NoteForm(forms.Form):
    text = TextField(
        label=_("Skriv et notat"), max_length=2000, help_text=_("Ikke skriv om enkeltpersoner eller helse.")
    )


class AttachmentForm(forms.Form):
    file = forms.FileField(
        label=_("Legg ved en fil"),
        help_text=_("PDF, bilde, Word, Excel, PowerPoint eller tekst, høyst 5 MB. Ingen helseopplysninger eller navn."),
    )
