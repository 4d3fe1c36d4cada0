from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.design.edits import EditedForm
from samspill.design.forms import DateField, LineField, TextField
from samspill.leadership.actions import Told
from samspill.leadership.models import Decision, Question
from samspill.organisations.forms import UnitsField
from samspill.organisations.models import Unit
from samspill.organisations.queries.browsing import UnitDirectory

ORDER = ("title", "decided", "reason", "alternatives", "heard", "equal_treatment", "units", "decided_on", "review_on")


class DecisionForm(EditedForm):
    """What was decided and why. Three fields must be filled in; the rest makes it fairer."""

    title = LineField(label=_("Hva gjelder det?"), max_length=200)
    decided = TextField(label=_("Hva er bestemt?"), max_length=2000)
    reason = TextField(label=_("Hvorfor?"), max_length=2000, help_text=_("Så de som får merke det, forstår det."))
    alternatives = TextField(
        label=_("Hvilke andre løsninger ble vurdert?"),
        max_length=2000,
        required=False,
        help_text=_("Og hvorfor ikke de."),
    )
    heard = TextField(
        label=_("Hvem ble hørt?"),
        max_length=1000,
        required=False,
        help_text=_("Roller og grupper holder. Ikke skriv om enkeltpersoners forhold."),
    )
    equal_treatment = TextField(
        label=_("Like saker likt?"),
        max_length=1000,
        required=False,
        help_text=_("Hva ble gjort sist noen var i samme situasjon? Hva er likt, og hva er ulikt denne gangen?"),
    )
    decided_on = DateField(label=_("Bestemt"))
    review_on = DateField(
        label=_("Ser på det igjen"), required=False, help_text=_("Vi minner deg på det når dagen kommer.")
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"] = UnitsField(
            directory=UnitDirectory(tuple(units)),
            label=_("Hvem gjelder det?"),
            help_text=_("De kan lese det og spørre."),
        )
        self.order_fields(ORDER)

    def told(self) -> Told:
        given = {name: self.cleaned_data[name] for name in self.cleaned_data if name != "units"}
        return Told(units=tuple(self.cleaned_data["units"]), **given)


def initial_of(decision: Decision) -> dict[str, Any]:
    names = ("title", "decided", "reason", "alternatives", "heard", "equal_treatment", "decided_on", "review_on")
    told: dict[str, Any] = {name: getattr(decision, name) for name in names}
    return told | {"units": list(decision.units.all())}


def first_initial(units: list[Unit], today: date) -> dict[str, Any]:
    """A leader of one unit need not choose it."""
    return {"decided_on": today, "units": units if len(units) == 1 else []}


class QuestionForm(forms.Form):
    text = TextField(
        label=_("Spør om avgjørelsen"),
        max_length=1000,
        help_text=_("Navnet ditt står ved spørsmålet. Vil du ikke det, spør gjennom verneombudet."),
    )


class AnswerForm(EditedForm):
    text = TextField(label=_("Svar"), max_length=2000)


def answered(question: Question) -> dict[str, Any]:
    return {"text": question.answer}


class ReviewForm(forms.Form):
    text = TextField(
        label=_("Hva ser dere nå?"), max_length=1000, help_text=_("Står den ved lag, eller er noe endret?")
    )
