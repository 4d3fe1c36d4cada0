from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.content.language import LANGUAGES
from samspill.content.questionnaires import Questionnaire as ParsedQuestionnaire
from samspill.content.questionnaires import QuestionnaireError, parse_questionnaire
from samspill.content.rhythm import rhythm
from samspill.content.texts import EditableText, TextFault, faults_in, protocol
from samspill.design.edits import EditedForm
from samspill.design.forms import ChoiceField, DateField, MultipleChoiceField, TextField
from samspill.organisations.models import Unit

MAX_QUESTIONNAIRE_BYTES = 512 * 1024

EM_SPACE = "\u2003"


class PlanForm(EditedForm):
    """A round by hand. What the choices are comes from the view."""

    questions = ChoiceField(label=_("Hva skal vi spørre om?"))
    opens_on = DateField(label=_("Åpner"), help_text=_("Klokken 07. Ikke i juli."))
    closes_on = DateField(label=_("Siste dag man kan svare"))
    reminder_on = DateField(
        label=_("Påminnelse"), required=False, help_text=_("Går bare til dem som ikke har svart da.")
    )
    units = MultipleChoiceField(
        label=_("Hvem skal være med?"), help_text=_("Hele enheter, med alt som ligger under dem.")
    )
    attribute = ChoiceField(
        label=_("Vise resultatene etter noe mer enn enhet?"),
        required=False,
        help_text=_(
            "Én kolonne fra registeret, for grupper med minst ti svar, når virksomheten har minst 30 ansatte. "
            "Passer i den brede kartleggingen. Da vises gjennomsnitt, men ikke hvordan svarene fordeler seg, heller "
            "ikke for enhetene."
        ),
    )
    languages = MultipleChoiceField(label=_("Språk"), choices=settings.LANGUAGES, initial=LANGUAGES)
    has_comments = forms.BooleanField(
        label=_("Åpent spørsmål med kommentarfelt"),
        required=False,
        help_text=_("Bare der det er minst 30 ansatte og to som kan gå gjennom kommentarene."),
    )

    def __init__(
        self,
        *args: Any,
        questions: list[tuple[str, str]],
        units: list[Unit],
        attributes: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attribute"].choices = attributes  # type: ignore[attr-defined]
        if len(attributes) == 1:
            del self.fields["attribute"]
        self._units = {str(unit.pk): unit for unit in units}
        self.fields["questions"].choices = questions  # type: ignore[attr-defined]
        self.fields["units"].choices = [  # type: ignore[attr-defined]
            (str(unit.pk), _indented(unit)) for unit in units
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes, reminder = (cleaned.get(name) for name in ("opens_on", "closes_on", "reminder_on"))
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("Velg en dag etter at målingen åpner."))
        if reminder and opens and closes and not opens < reminder <= closes:
            self.add_error("reminder_on", _("Velg en dag mens målingen er åpen."))
        return cleaned

    def chosen_units(self) -> tuple[Unit, ...]:
        return tuple(self._units[key] for key in self.cleaned_data["units"])


def _indented(unit: Unit) -> str:
    """Depth shown in the label, since boxes stand in one list."""
    depth = unit.path.count("/") - 2
    return EM_SPACE * depth + unit.name


class RhythmForm(EditedForm):
    variant = ChoiceField(label=_("Hvor ofte vil dere spørre?"))
    starts_on = DateField(label=_("Fra og med"))
    asks_about_violence = forms.BooleanField(label=_("Spør også om vold og trusler én gang i året"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nb"
        self.fields["variant"].choices = [  # type: ignore[attr-defined]
            (one.id, f"{one.title.in_language(language)}. {one.about.in_language(language)}")
            for one in rhythm().variants.values()
        ]


class QuestionnaireForm(forms.Form):
    file = forms.FileField(label=_("Skjema (YAML-fil)"))
    licence = forms.CharField(
        label=_("Hvor kommer skjemaet fra?"),
        max_length=300,
        required=False,
        help_text=_("Navn, utgiver og vilkår. Tomt hvis dere har laget det selv."),
    )
    may_use = forms.BooleanField(label=_("Vi har rett til å bruke skjemaet"))

    parsed: ParsedQuestionnaire

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > MAX_QUESTIONNAIRE_BYTES:
            raise forms.ValidationError(_("Filen er for stor. Et skjema er en tekstfil på høyst 512 kB."))
        try:
            self.parsed = parse_questionnaire(upload.read())
        except QuestionnaireError as error:
            raise forms.ValidationError(list(error.texts(get_language() or "nb"))) from error
        return upload


class ConsultationForm(forms.Form):
    """The minutes, one field per point of the shipped template."""

    held_on = DateField(label=_("Når var drøftingen?"))
    participants = TextField(label=_("Hvem var med?"), help_text=_("Navn og rolle, én på hver linje."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        language = get_language() or "nb"
        for point in protocol().fields:
            self.fields[point.id] = TextField(
                label=point.label.in_language(language),
                help_text=" ".join(filter(None, (point.guidance.in_language(language), point.law))),
                initial=point.proposal.in_language(language),
                required=point.required,
                max_length=4000,
            )

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        if held_on > self._today:
            raise forms.ValidationError(_("Skriv protokollen når drøftingen er holdt."))
        return held_on

    def answers(self) -> dict[str, str]:
        return {point.id: self.cleaned_data[point.id] for point in protocol().fields}


class WordingForm(EditedForm):
    """One text in three languages; an empty one falls back to ours."""

    def __init__(self, *args: Any, text: EditableText, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._text = text
        shown = ", ".join(f"{{{name}}}" for name in text.placeholders)
        for code, language in settings.LANGUAGES:
            self.fields[code] = TextField(label=language, required=False, help_text=shown)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for code, written in list(cleaned.items()):
            for fault in faults_in(self._text.key, written) if written else ():
                self.add_error(code, self._sentence(fault))
        return cleaned

    def _sentence(self, fault: TextFault) -> str:
        sentences = {
            "unknown": _("%(name)s finnes ikke. Du kan bruke: %(known)s."),
            "missing": _("%(name)s må være med i teksten."),
            "too_long": _("Teksten er for lang. Høyst %(limit)d tegn."),
        }
        known = ", ".join(f"{{{name}}}" for name in self._text.placeholders)
        values = {"name": f"{{{fault.placeholder}}}", "known": known, "limit": self._text.max_length}
        return str(sentences[fault.kind]) % values


class CancelForm(forms.Form):
    """Calling off an open round destroys answers, so the name is asked for."""

    name = forms.CharField(label=_("Skriv navnet på målingen for å bekrefte"))

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._expected = expected

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if name.casefold() != self._expected.casefold():
            raise forms.ValidationError(_("Skriv «%(name)s».") % {"name": self._expected})
        return name
