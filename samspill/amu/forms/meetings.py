from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspill.amu.models import Case, Meeting
from samspill.amu.queries.cases import kind_choices, letter_choices
from samspill.amu.rules.meetings import CasePlan, MeetingPlan
from samspill.design.edits import EditedForm
from samspill.design.forms import ChoiceField, DateField, LineField, TextField, TimeField
from samspill.organisations.models import Person


class MeetingForm(EditedForm):
    on = DateField(label=_("Dag"))
    start = TimeField(label=_("Fra klokken"), initial=time(9))
    end = TimeField(label=_("Til klokken"), initial=time(11))
    place = LineField(label=_("Sted"), max_length=200, help_text=_("Et rom, eller lenken til møtet på nett."))
    note = TextField(label=_("Beskjed til medlemmene"), max_length=1000, required=False)

    def plan(self) -> MeetingPlan:
        data = self.cleaned_data
        starts = timezone.make_aware(datetime.combine(data["on"], data["start"]))
        ends = timezone.make_aware(datetime.combine(data["on"], data["end"]))
        return MeetingPlan(starts, ends, data["place"], data["note"])


def meeting_initial(meeting: Meeting) -> dict[str, Any]:
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return {
        "on": starts.date(),
        "start": starts.time(),
        "end": ends.time(),
        "place": meeting.place,
        "note": meeting.note,
    }


class PeopleField(forms.ChoiceField):
    """One of the people of a committee."""

    def __init__(self, *, people: Sequence[Person], **options: Any) -> None:
        self.people = {str(person.pk): person for person in people}
        choices = [("", _("Ikke bestemt")), *((str(person.pk), person.name) for person in people)]
        super().__init__(choices=choices, required=False, **options)

    def clean(self, value: Any) -> Any:
        return self.people.get(super().clean(value))


class CaseForm(EditedForm):
    title = LineField(label=_("Hva gjelder saken?"), max_length=160)
    text = TextField(
        label=_("Bakgrunn"),
        max_length=3000,
        required=False,
        help_text=_("Det medlemmene trenger for å forberede seg. Skriv om saken, ikke om enkeltpersoner."),
    )

    def __init__(self, *args: Any, people: Sequence[Person], language: str, may_exempt: bool, **kwargs: Any) -> None:
        self.is_followed: bool = kwargs.pop("is_followed", False)
        super().__init__(*args, **kwargs)
        self.fields["kind"] = ChoiceField(label=_("Hva skal møtet gjøre?"), choices=kind_choices(language), initial="D")
        self.fields["letter"] = forms.ChoiceField(
            label=_("Bokstav i aml § 7-2"),
            choices=[("", _("Ingen")), *letter_choices(language)],
            required=False,
            help_text=_("Saken føres i registeret under den."),
        )
        self.fields["responsible"] = PeopleField(people=people, label=_("Hvem legger fram?"))
        if may_exempt:
            self.fields["is_exempt"] = forms.BooleanField(
                label=_("Unntatt: leses bare av medlemmene"),
                required=False,
                help_text=_(
                    "Følges vedtaket opp i handlingsplanen, blir tiltaket stående der med saksnummeret som navn. "
                    "Resten av teksten, notatene og vedleggene blir slettet."
                )
                if self.is_followed
                else "",
            )
            self.fields["exempt_reason"] = LineField(label=_("Hvorfor er den unntatt?"), max_length=200, required=False)

    def plan(self) -> CasePlan:
        data = self.cleaned_data
        return CasePlan(
            title=data["title"],
            kind=data["kind"],
            letter=data["letter"],
            text=data["text"],
            responsible=data["responsible"],
            is_exempt=data.get("is_exempt", False),
            exempt_reason=data.get("exempt_reason", ""),
        )


def case_initial(case: Case) -> dict[str, Any]:
    names = ("title", "text", "kind", "letter", "is_exempt", "exempt_reason")
    return {name: getattr(case, name) for name in names} | {"responsible": str(case.responsible_id or "")}


class PlaceForm(forms.Form):
    """Which meeting a proposed case is put up for."""

    def __init__(self, *args: Any, meetings: Sequence[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {str(one.pk): one for one in meetings}
        self.fields["meeting"] = ChoiceField(
            label=_("På hvilket møte?"), choices=[(str(one.pk), one.day) for one in meetings]
        )

    def meeting(self) -> Meeting:
        return self.meetings[self.cleaned_data["meeting"]]


class StandingForm(forms.Form):
    """Items of the standing agenda to put up."""

    def __init__(self, *args: Any, items: Sequence[tuple[str, str]], chosen: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"] = forms.MultipleChoiceField(
            label=_("Faste saker"), choices=items, widget=forms.CheckboxSelectMultiple, initial=list(chosen)
        )
