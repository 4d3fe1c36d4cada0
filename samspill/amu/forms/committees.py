from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.amu.actions.committees import CommitteeFacts
from samspill.amu.forms.people import Find, PersonField
from samspill.amu.models import Committee, Side
from samspill.amu.rules.committees import Term
from samspill.design.edits import EditedForm
from samspill.design.forms import ChoiceField, DateField, LineField
from samspill.organisations.models import Person


class CommitteeForm(EditedForm):
    name = LineField(label=_("Navn"), max_length=120)
    kind = ChoiceField(
        label=_("Hva slags?"),
        choices=Committee.Kind.choices,
        initial=Committee.Kind.AMU,
        help_text=_("En ledergruppe bruker det samme uten sider, taushetserklæring og godkjenning fra begge sider."),
    )

    def __init__(self, *args: Any, find: Find, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["secretary"] = PersonField(
            find=find,
            label=_("Sekretær"),
            required=False,
            help_text=_(
                "Navn eller e-post. Kaller inn og skriver protokollen. Uten navn er det HR- og HMS-rådgiveren."
            ),
        )
        if not is_new:
            del self.fields["kind"]

    def facts(self) -> CommitteeFacts:
        data = self.cleaned_data
        return CommitteeFacts(data["name"], data.get("kind", Committee.Kind.AMU), data["secretary"])


def committee_standing(committee: Committee) -> dict[str, Any]:
    return {"name": committee.name, "secretary": committee.secretary.name if committee.secretary else ""}


class SeatForm(forms.Form):
    """A person, a side and a term; a management group has neither sides nor deputies."""

    def __init__(self, *args: Any, find: Find, is_formal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = PersonField(find=find, label=_("Hvem?"), help_text=_("Navn eller e-post."))
        if is_formal:
            self.fields["side"] = ChoiceField(label=_("Sitter for"), choices=Side.choices)
            self.fields["is_deputy"] = forms.BooleanField(label=_("Varamedlem"), required=False)
        self.fields["since"] = DateField(label=_("Fra og med"))
        self.fields["until"] = DateField(
            label=_("Til og med"), required=is_formal, help_text=_("Valgperioden er vanligvis to år.")
        )

    def term(self) -> Term:
        data = self.cleaned_data
        return Term(
            data["person"], data["since"], data["until"], data.get("side", ""), is_deputy=data.get("is_deputy", False)
        )


class LastDayForm(forms.Form):
    last_day = DateField(label=_("Siste dag"))


class ChairForm(forms.Form):
    since = DateField(label=_("Fra og med"))
    until = DateField(label=_("Til og med"), required=False, help_text=_("Sidene bytter vanligvis hvert år."))

    def __init__(self, *args: Any, people: Sequence[tuple[Person, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person, _label in people}
        choices = [(str(person.pk), label) for person, label in people]
        self.fields["person"] = ChoiceField(label=_("Hvem leder?"), choices=choices)
        self.order_fields(["person", "since", "until"])

    def term(self) -> Term:
        data = self.cleaned_data
        return Term(self.people[data["person"]], data["since"], data["until"])


def a_year_from(day: date) -> date:
    """The last day of a year that begins on ``day``."""
    return date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
