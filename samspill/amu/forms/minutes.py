"""What is typed about a meeting that is being held."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.amu.forms.people import Find, PersonField
from samspill.amu.models import Case
from samspill.amu.rules.meetings import Dissenting, Outcome
from samspill.design.edits import EditedForm
from samspill.design.forms import DateField, LineField, TextField
from samspill.organisations.models import Person

ROWS, MOST_ROWS = 2, 20
VOTES = ("votes_for", "votes_against", "votes_blank")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who may be named in an outcome: as responsible, found by what is typed, and as one who does not agree."""

    find: Find
    likely: Sequence[str]
    """Names that are suggested."""
    people: Sequence[Person]
    owner: Person | None = None
    dissents: int = 0
    """How many there are already."""


class OutcomeForm(EditedForm):
    discussion = TextField(
        label=_("Hva kom fram?"), max_length=4000, required=False, help_text=_("Om saken, ikke hvem som sa hva.")
    )
    decision = TextField(label=_("Vedtak eller konklusjon"), max_length=4000, required=False)
    due_on = DateField(label=_("Frist"), required=False)
    votes_for = forms.IntegerField(label=_("Stemmer for"), min_value=0, max_value=200, required=False)
    votes_against = forms.IntegerField(label=_("Stemmer mot"), min_value=0, max_value=200, required=False)
    votes_blank = forms.IntegerField(label=_("Blanke stemmer"), min_value=0, max_value=200, required=False)

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in asked.people}
        self.fields["owner"] = PersonField(
            find=asked.find,
            kept=asked.owner,
            suggestions=asked.likely,
            label=_("Ansvarlig"),
            required=False,
            help_text=_("Navn eller e-post. Det kan være en leder eller en annen utenfor utvalget."),
        )
        self.rows = range(1, self._rows(asked.dissents) + 1)
        for number in self.rows:
            self._ask_for_dissent(number)
        self.order_fields(["discussion", "decision", "owner", "due_on", *VOTES])

    def _rows(self, stored: int) -> int:
        """One more than are stored, and as many as were sent: nothing that was typed is lost."""
        sent = (re.fullmatch(r"dissent_(\d{1,2})_who", name) for name in self.data)
        return min(max([ROWS, stored + 1, *(int(one[1]) for one in sent if one)]), MOST_ROWS)

    def _ask_for_dissent(self, number: int) -> None:
        told = {"number": number}
        choices = [("", _("Ingen")), *((key, person.name) for key, person in self.people.items())]
        self.fields[f"dissent_{number}_who"] = forms.ChoiceField(
            label=_("Hvem er uenig eller vil ha noe ført? (%(number)d)") % told,
            choices=choices,
            required=False,
            help_text=_("Navnet står i protokollen.") if number == 1 else "",
        )
        self.fields[f"dissent_{number}_reason"] = TextField(
            label=_("Hva skal stå, med deres ord? (%(number)d)") % told, max_length=1000, required=False
        )

    def part_of(self, name: str) -> str:
        """Somebody's words mean nothing apart from whose they are, nor do the votes apart from each other."""
        if name in VOTES:
            return "votes"
        return name.rpartition("_")[0] if name.startswith("dissent_") else name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in self.rows:
            if data.get(f"dissent_{number}_reason") and not data.get(f"dissent_{number}_who"):
                self.add_error(f"dissent_{number}_who", _("Velg hvem dette skal stå ved."))
        return data

    def outcome(self) -> Outcome:
        data = self.cleaned_data
        said = [(data[f"dissent_{number}_who"], data[f"dissent_{number}_reason"]) for number in self.rows]
        return Outcome(
            **{name: data[name] for name in ("discussion", "decision", "owner", "due_on", *VOTES)},
            dissents=tuple(Dissenting(self.people[who], reason) for who, reason in said if who),
        )


def outcome_initial(case: Case) -> dict[str, Any]:
    begun: dict[str, Any] = {name: getattr(case, name) for name in ("discussion", "decision", "due_on", *VOTES)}
    begun["owner"] = case.owner.name if case.owner else ""
    said = list(case.dissents.exclude(person=None))
    for number in range(1, max(ROWS, len(said) + 1) + 1):
        one = said[number - 1] if number <= len(said) else None
        begun[f"dissent_{number}_who"] = str(one.person_id or "") if one else ""
        begun[f"dissent_{number}_reason"] = one.reason if one else ""
    return begun


class AttendanceForm(EditedForm):
    """Who is there. ``rows``: id, name, and for a deputy the members one may sit for."""

    def __init__(self, *args: Any, rows: Sequence[tuple[int, str, Sequence[str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"] = forms.MultipleChoiceField(
            label=_("Til stede"),
            choices=[(str(pk), name) for pk, name, _members in rows],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.deputies = [pk for pk, _name, members in rows if members]
        for pk, name, members in rows:
            if members:
                self.fields[f"for_{pk}"] = forms.ChoiceField(
                    label=_("%(name)s møter for") % {"name": name},
                    choices=[("", _("Ingen")), *((one, one) for one in members)],
                    required=False,
                )
        self.fields["guests"] = TextField(
            label=_("Andre som er til stede"), max_length=2000, required=False, help_text=_("Én på hver linje.")
        )

    def given(self) -> Mapping[str, Any]:
        """As ``actions.minutes.Presence`` has it."""
        data = self.cleaned_data
        guests = [" ".join(line.split())[:200] for line in data["guests"].splitlines() if line.strip()]
        sat = {pk: data[f"for_{pk}"] for pk in self.deputies if data[f"for_{pk}"]}
        return {"present": [int(pk) for pk in data["present"]], "stands_in_for": sat, "guests": guests[:40]}


class ReasonForm(forms.Form):
    reason = LineField(label=_("Hva skal rettes?"), max_length=300)


class ChangeWishForm(forms.Form):
    reason = LineField(
        label=_("Hva bør endres før den godkjennes?"),
        max_length=300,
        help_text=_("Det blir stående ved utgaven, med navnet ditt."),
    )
