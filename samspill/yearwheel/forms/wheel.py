from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.dates import MONTHS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspill.content.law import provisions
from samspill.design.edits import EditedForm
from samspill.design.forms import ChoiceField, LineField, MultipleChoiceField, TextField
from samspill.organisations.models import Person, Role
from samspill.yearwheel.actions import Choice, MilestonePlan
from samspill.yearwheel.forms.changing import offer
from samspill.yearwheel.models import DoneBy, Milestone, Ring
from samspill.yearwheel.queries.choosing import Kind, Proposed
from samspill.yearwheel.rules import Window

MOST_PEOPLE = 500_000
SEES_TO = [(role.value, role.label) for role in Role if role != Role.CONSULTANT]


class KindForm(forms.Form):
    """How big the workplace is and of which kind; sent as part of the address."""

    ansatte = forms.IntegerField(
        label=_("Hvor mange arbeider hos dere?"), min_value=1, validators=[MaxValueValidator(MOST_PEOPLE)]
    )
    offentlig = forms.BooleanField(label=_("Vi er en offentlig virksomhet"), required=False)
    vold = forms.BooleanField(label=_("Vold eller trusler kan forekomme i arbeidet"), required=False)

    def kind(self) -> Kind:
        given = self.cleaned_data
        return Kind(given["ansatte"], given["offentlig"], given["vold"])


class ChoiceForm(forms.Form):
    keys = MultipleChoiceField(label=_("Hva skal være med?"), required=False)
    reason = TextField(
        label=_("Hvorfor er noe av det vi foreslår, ikke med?"),
        required=False,
        max_length=400,
        help_text=_("Trengs bare når du tar bort hake ved noe som følger av størrelsen."),
    )

    def __init__(self, *args: Any, proposed: Sequence[Proposed], kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kind = kind
        keys, offered = self.fields["keys"], [one for one in proposed if one.is_possible or one.is_on]
        offer(keys, [(one.key, one.title) for one in offered], notes={one.key: _note(one) for one in offered})
        keys.initial = [one.key for one in proposed if one.is_ticked]

    def choice(self) -> Choice:
        return Choice(self._kind, frozenset(self.cleaned_data["keys"]), self.cleaned_data["reason"])


def _note(one: Proposed) -> str:
    return gettext("%(days)s. %(owner)s. %(why)s") % {
        "days": one.days,
        "owner": one.owner[:1].upper() + one.owner[1:],
        "why": one.why,
    }


def _day(label: Any) -> forms.IntegerField:
    # Wider than any month, so that the rule can say which days that month has.
    return forms.IntegerField(label=label, min_value=1, max_value=31)


def _month(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, choices=[(n, MONTHS[n]) for n in range(1, 13)])


class MilestoneForm(EditedForm):
    title = LineField(label=_("Hva heter den?"), max_length=120)
    text = TextField(label=_("Hva går den ut på?"), required=False, max_length=1000)
    ring = ChoiceField(label=_("Hvilken ring hører den til?"), choices=Ring.choices)
    scope = ChoiceField(label=_("Hvem gjelder den?"), choices=Milestone.Scope.choices)
    first_day = _day(_("Første dag"))
    first_month = _month(_("Måned for første dag"))
    last_day = _day(_("Siste dag"))
    last_month = _month(_("Måned for siste dag"))
    owner_role = forms.ChoiceField(label=_("Hvem har ansvaret?"), choices=SEES_TO)
    owner = forms.ChoiceField(
        label=_("En bestemt person"), required=False, help_text=_("Slutter personen, går ansvaret tilbake til rollen.")
    )
    done_by = forms.ChoiceField(label=_("Hva teller som gjort?"), choices=DoneBy.choices)
    proof = LineField(label=_("Hva skal være på plass da?"), required=False, max_length=300)
    lead_days = forms.IntegerField(label=_("Hvor mange dager før sier vi fra?"), min_value=0, max_value=90)
    law = MultipleChoiceField(label=_("Paragrafer"), required=False)

    def __init__(self, *args: Any, people: Sequence[Person], milestone: Milestone | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": FIRST, **kwargs})
        self._people = {str(person.pk): person for person in people}
        offer(
            self.fields["owner"],
            [("", gettext("Ingen bestemt")), *((key, one.name) for key, one in self._people.items())],
        )
        offer(self.fields["law"], [(each, each) for each in provisions()])
        if milestone is not None:
            del self.fields["scope"]
            self.fields["title"].required = not milestone.key
        if milestone is not None and milestone.key:
            for name in ("title", "text", "proof"):
                self.fields[name].help_text = gettext("La det stå tomt for å bruke vår tekst på alle språk.")

    def part_of(self, name: str) -> str:
        """A window means nothing but as a whole."""
        return "first_day" if name in {"first_day", "first_month", "last_day", "last_month"} else name

    def plan(self) -> MilestonePlan:
        given = self.cleaned_data
        return MilestonePlan(
            title=given["title"],
            text=given["text"],
            proof=given["proof"],
            window=Window(given["first_month"], given["first_day"], given["last_month"], given["last_day"]),
            ring=given["ring"],
            scope=given.get("scope", Milestone.Scope.ORGANISATION),
            owner_role=given["owner_role"],
            owner=self._people.get(given["owner"]),
            done_by=given["done_by"],
            lead_days=given["lead_days"],
            law=tuple(given["law"]),
        )


FIRST = {"ring": Ring.DUTIES, "scope": Milestone.Scope.ORGANISATION, "lead_days": 14, "done_by": DoneBy.MARKED}
"""What a new one begins with."""


def initial_of(milestone: Milestone) -> dict[str, Any]:
    names = (
        "ring", "first_day", "first_month", "last_day", "last_month", "owner_role", "done_by", "lead_days", "law",
    )  # fmt: skip
    own = {"title": milestone.own_title, "text": milestone.own_text, "proof": milestone.own_proof}
    return own | {name: getattr(milestone, name) for name in names} | {"owner": str(milestone.owner_id or "")}
