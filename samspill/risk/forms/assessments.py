from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.content.assessment import Scale, evidence_sources, facts, prompts, steps_of
from samspill.design.edits import EditedForm
from samspill.design.forms import DateField, LineField, MultipleChoiceField, ScaleField, TextField
from samspill.organisations.forms import UnitField
from samspill.organisations.queries.browsing import UnitDirectory
from samspill.risk.actions import Combined, FactorText
from samspill.risk.models import Assessment, FactorAssessment
from samspill.risk.queries import Known
from samspill.risk.rules import Weighed

FACT = "fact_"


def _language() -> str:
    return get_language() or "nb"


def _words(scale: Scale) -> tuple[str, ...]:
    return tuple(step.name.in_language(_language()) for step in steps_of(scale).values())


class BeginForm(forms.Form):
    """Where, and whether it is about one task only."""

    task = LineField(
        label=_("Gjelder det bare én oppgave?"),
        required=False,
        max_length=200,
        help_text=_("For eksempel alenearbeid om natten. La stå tomt for hele enheten."),
    )

    def __init__(self, *args: Any, directory: UnitDirectory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(directory=directory, label=_("Hvilken enhet?"))
        self.order_fields(("unit", "task"))


class FactorsForm(EditedForm):
    """What to look at; letting go of a factor lets go of what is written of it."""

    written = forms.IntegerField(required=False, widget=forms.HiddenInput)
    factors = MultipleChoiceField(
        label=_("Hva vil dere vurdere nå?"), help_text=_("Fem er nok første gang. Resten kan dere ta senere.")
    )

    def __init__(self, *args: Any, known: Mapping[str, Known], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relevant = [one for one in known.values() if not one.not_relevant]
        self.fields["factors"].choices = [(one.code, one.name) for one in relevant]  # type: ignore[attr-defined]

    def part_of(self, name: str) -> str:
        """Nobody lets go of what another has just written."""
        return "factors"


def factors_initial(assessment: Assessment) -> dict[str, Any]:
    return {"factors": list(assessment.factors.values_list("factor", flat=True)), "written": assessment.version}


class WeighForm(EditedForm):
    """One factor on one page."""

    reasoning = TextField(label=_("Hvorfor?"), max_length=4000, required=False)
    sources = MultipleChoiceField(label=_("Hva bygger dere på?"), required=False)

    def __init__(self, *args: Any, with_residual: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _words("probability"), _words("consequence")
        asks = _("Hvor mange, og hvor ofte?"), _("Hva kan det føre til?")
        names = ["probability", "consequence"]
        for name, label, steps in zip(names, asks, words, strict=True):
            self.fields[name] = ScaleField(words=steps, label=label, required=False)
        self.fields["reasoning"].help_text = prompts()["reasoning"].in_language(_language())
        self.fields["sources"].choices = [  # type: ignore[attr-defined]
            (one.id, one.name.in_language(_language())) for one in evidence_sources().values()
        ]
        if with_residual:
            left = _("Når tiltakene er på plass: hvor mange, og hvor ofte?"), _("Når tiltakene er på plass: hva da?")
            for name, label, steps in zip(names, left, words, strict=True):
                self.fields[f"residual_{name}"] = ScaleField(words=steps, label=label, required=False)
        self.order_fields(("probability", "consequence", "reasoning", "sources"))

    def text(self, code: str) -> FactorText:
        given = self.cleaned_data
        weighed = Weighed(
            given["probability"],
            given["consequence"],
            given.get("residual_probability"),
            given.get("residual_consequence"),
        )
        return FactorText(code, weighed, given["reasoning"], tuple(given["sources"]))


def weigh_initial(one: FactorAssessment) -> dict[str, Any]:
    names = (
        "probability", "consequence", "reasoning", "sources", "residual_probability", "residual_consequence",
    )  # fmt: skip
    return {name: getattr(one, name) for name in names}


class CombinedForm(EditedForm):
    """All factors together, who took part, the facts, and when it is looked at again."""

    together = TextField(label=_("Hva gjør faktorene med hverandre hos dere?"), max_length=4000, required=False)
    took_part = TextField(label=_("Hvem har vært med?"), max_length=1000, required=False)
    review_on = DateField(
        label=_("Når ser dere på den igjen?"),
        required=False,
        help_text=_("Vi foreslår om et år. Loven har ingen frist."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["together"].help_text = prompts()["combined"].in_language(_language())

    def combined(self) -> Combined:
        given = self.cleaned_data
        return Combined(given["together"], given["took_part"], given["review_on"])


class FactsForm(EditedForm):
    """Ten facts that leader and safety representative find together; none is needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for fact in facts().values():
            self.fields[FACT + fact.id] = LineField(
                label=fact.name.in_language(_language()),
                help_text=fact.hint.in_language(_language()),
                required=False,
                max_length=120,
            )

    def found(self) -> dict[str, str]:
        return {name.removeprefix(FACT): text for name, text in self.cleaned_data.items() if name.startswith(FACT)}


def facts_initial(assessment: Assessment) -> dict[str, Any]:
    return {f"{FACT}{key}": assessment.facts.get(key, "") for key in facts()}


def combined_initial(assessment: Assessment) -> dict[str, Any]:
    return {
        "together": assessment.together,
        "took_part": assessment.took_part,
        "review_on": assessment.review_on,
    }


class SignForm(forms.Form):
    """One signs what one has read: the page says which version that was."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    remark = TextField(
        label=_("Noe du vil ha sagt?"),
        required=False,
        max_length=2000,
        help_text=_("Det står sammen med vurderingen, også om du er uenig."),
    )

    def seen(self) -> int:
        return int(self.cleaned_data["version"] or 0)


class ReturnForm(forms.Form):
    note = TextField(
        label=_("Hva mangler?"),
        max_length=1000,
        help_text=_("Lederen ser det sammen med utkastet."),
    )


class ReasonForm(forms.Form):
    reason = TextField(
        label=_("Hvilken ordning har dere i stedet for verneombud?"),
        max_length=600,
        help_text=_("For eksempel en skriftlig avtale, med dato."),
    )
