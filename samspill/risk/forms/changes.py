from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.content.assessment import change_questions
from samspill.design.edits import EditedForm
from samspill.design.forms import DateField, LineField, MultipleChoiceField, TextField
from samspill.organisations.forms import UnitsField
from samspill.organisations.models import Unit
from samspill.organisations.queries.browsing import UnitDirectory
from samspill.risk.actions import ChangePlan
from samspill.risk.models import ChangeAssessment
from samspill.risk.queries import Known

ASKED = {
    "what": "what_changes",
    "who": "who_is_affected",
    "heard": "participation",
    "better": "better",
    "when": "when_told",
    "review": "evaluate_on",
}
"""Our questions before a change, and the field each fills; ``worse`` is asked factor by factor."""
LENGTHS = {"what_changes": 4000, "who_is_affected": 2000, "participation": 2000, "better": 2000, "when_told": 2000}
FEWEST_ROWS, MOST_ROWS = 2, 30
ROW = re.compile(r"(?:factor|expected|measure)_(\d{1,2})")


class ChangeForm(EditedForm):
    """The questions to answer before a change is decided."""

    title = LineField(label=_("Hva kaller dere endringen?"), max_length=200)
    change_on = DateField(label=_("Når skal det skje?"))

    def __init__(
        self, *args: Any, units: Sequence[Unit], known: Mapping[str, Known], rows: int = 0, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"] = UnitsField(directory=UnitDirectory(tuple(units)), label=_("Hvilke enheter gjelder det?"))
        for name, most in LENGTHS.items():
            self.fields[name] = TextField(max_length=most, required=name == "what_changes")
        self.fields["evaluate_on"] = DateField(required=False)
        self.rows = max(FEWEST_ROWS, rows + 1, rows_sent(self.data))
        self._ask()
        named = [(one.code, one.name) for one in known.values()]
        self._add_rows([("", _("Velg faktor")), *named])
        self.fields["further"] = MultipleChoiceField(
            label=_("Flere faktorer den virker på"),
            help_text=_("Kryss av alle det gjelder. Når du lagrer, får hver av dem sin plass å skrive i."),
            choices=named,
            required=False,
        )
        rowed = [f"{name}_{row}" for row in range(self.rows) for name in ("factor", "expected", "measure")]
        self.order_fields(
            ("title", "units", "what_changes", "who_is_affected", "change_on", *rowed, "further", "better",
             "participation", "when_told", "evaluate_on")
        )  # fmt: skip

    def _ask(self) -> None:
        language = get_language() or "nb"
        for question in change_questions():
            if question.id in ASKED:
                field = self.fields[ASKED[question.id]]
                field.label, field.help_text = question.name.in_language(language), question.hint.in_language(language)

    def _add_rows(self, choices: list[tuple[Any, Any]]) -> None:
        language = get_language() or "nb"
        worse = next(one for one in change_questions() if one.id == "worse")
        for row in range(self.rows):
            label = worse.name.in_language(language) if row == 0 else _("En faktor til")
            hint = worse.hint.in_language(language) if row == 0 else ""
            self.fields[f"factor_{row}"] = forms.ChoiceField(
                label=label, help_text=hint, choices=choices, required=False
            )
            self.fields[f"expected_{row}"] = TextField(
                label=_("Hva venter dere at endringen gjør?"), max_length=1000, required=False
            )
            self.fields[f"measure_{row}"] = TextField(
                label=_("Hva gjør dere med det?"), max_length=1000, required=False
            )

    def part_of(self, name: str) -> str:
        row = ROW.fullmatch(name)
        return f"row_{row[1]}" if row else name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for row in range(self.rows):
            if not cleaned.get(f"factor_{row}") and (cleaned.get(f"expected_{row}") or cleaned.get(f"measure_{row}")):
                self.add_error(f"factor_{row}", _("Velg hvilken faktor dette gjelder, eller tøm feltene."))
        return cleaned

    def added(self) -> list[str]:
        """Factors that are ticked and have nothing written of them yet."""
        there = {self.cleaned_data[f"factor_{row}"] for row in range(self.rows)}
        return [code for code in self.cleaned_data["further"] if code not in there]

    def plan(self) -> ChangePlan:
        given = self.cleaned_data
        written = (
            {name: given[f"{name}_{row}"] for name in ("factor", "expected", "measure")}
            for row in range(self.rows)
            if given[f"factor_{row}"]
        )
        return ChangePlan(
            title=given["title"],
            units=tuple(given["units"]),
            change_on=given["change_on"],
            evaluate_on=given["evaluate_on"],
            factors=(*written, *({"factor": code, "expected": "", "measure": ""} for code in self.added())),
            **{name: given[name] for name in LENGTHS},
        )


def rows_sent(data: Mapping[str, Any]) -> int:
    numbers = [int(found[1]) for name in data if (found := ROW.fullmatch(name))]
    return min(max(numbers, default=-1) + 1, MOST_ROWS)


def change_initial(change: ChangeAssessment) -> dict[str, Any]:
    blank = {f"{name}_{at}": "" for at in range(MOST_ROWS) for name in ("factor", "expected", "measure")}
    rows = blank | {f"{name}_{at}": row[name] for at, row in enumerate(change.factors) for name in row}
    names = ("title", "change_on", "evaluate_on", *LENGTHS)
    units = {"units": list(change.units.all())}
    return {**{name: getattr(change, name) for name in names}, **units, **rows}


def outcome_of(change: ChangeAssessment) -> dict[str, Any]:
    return {"outcome": change.outcome}


class DecideForm(forms.Form):
    decision = TextField(
        label=_("Hva beslutter dere?"),
        max_length=2000,
        help_text=_("Også hva dere gjør annerledes etter å ha hørt dem det gjelder."),
    )


class OutcomeForm(EditedForm):
    outcome = TextField(
        label=_("Hvordan gikk det?"),
        max_length=2000,
        help_text=_("Ble det slik dere ventet, for hvem ble det ikke det, og hva gjør dere med det?"),
    )
