from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from samspill.design.edits import EditedForm
from samspill.design.forms import ChoiceField, DateField, LineField, MultipleChoiceField
from samspill.documents.readers import UnreadableFile, check_size
from samspill.organisations.actions import OrganisationFacts, PersonFacts, RoleTerm, UnitFacts
from samspill.organisations.imports import ImportFile
from samspill.organisations.models import Measurement, Organisation, Person, Role, Unit
from samspill.organisations.queries.browsing import UnitDirectory
from samspill.organisations.rules import MEMBER, NEEDS_UNITS

FEW_UNITS = 150
"""Up to here a list to choose from; above it, a number or a name to write."""
EXCEL_AND_CSV = ".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UnitField(forms.Field):
    """One unit: chosen from a list in a small organisation, written by name or number in a large one."""

    default_error_messages = {
        "unknown": _("Vi finner ikke «%(text)s». Skriv nummeret eller hele navnet slik det står i oversikten."),
        "several": _("Flere enheter heter «%(text)s»: %(numbers)s. Skriv nummeret til den du mener."),
    }

    def __init__(self, *, directory: UnitDirectory, but: Unit | None = None, **options: Any) -> None:
        self.units = [unit for unit in directory.units if but is None or not unit.path.startswith(but.path)]
        self.is_list = len(directory) <= FEW_UNITS
        super().__init__(widget=self._list() if self.is_list else forms.TextInput(), **options)
        if not self.is_list:
            self.help_text = self.help_text or _("Skriv nummeret eller navnet på enheten.")

    def _list(self) -> forms.Select:
        return forms.Select(choices=[("", _("Velg enhet")), *((str(unit.pk), _indented(unit)) for unit in self.units)])

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Unit):
            return str(value.pk) if self.is_list else value.external_id
        return value

    def to_python(self, value: Any) -> Unit | None:
        text = str(value or "").strip()
        return self.found(text) if text else None

    def found(self, text: str) -> Unit:
        if self.is_list:
            matches = [unit for unit in self.units if str(unit.pk) == text]
        else:
            matches = [unit for unit in self.units if unit.external_id == text] or [
                unit for unit in self.units if unit.name.casefold() == text.casefold()
            ]
        if len(matches) == 1:
            return matches[0]
        numbers = ", ".join(unit.external_id for unit in matches[:10])
        code = "several" if matches else "unknown"
        raise forms.ValidationError(self.error_messages[code], code=code, params={"text": text, "numbers": numbers})


def _indented(unit: Unit) -> str:
    return f"{'– ' * (unit.path.count('/') - 2)}{unit.name}"


class UnitsField(UnitField):
    """Several units, as boxes or written with semicolons between."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        if not self.is_list:
            self.help_text = _("Skriv numrene eller navnene, med semikolon mellom.")

    def _list(self) -> Any:
        return forms.CheckboxSelectMultiple(choices=[(str(unit.pk), _indented(unit)) for unit in self.units])

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list) and not self.is_list:
            return "; ".join(one.external_id if isinstance(one, Unit) else str(one) for one in value)
        return [super(UnitsField, self).prepare_value(one) for one in value] if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        texts = value if isinstance(value, list) else str(value or "").split(";")
        return [self.found(text.strip()) for text in texts if text.strip()]


class UnitForm(EditedForm):
    """A new unit, or other names for one there is."""

    name = LineField(label=_("Navn"), max_length=400)
    name_nn = LineField(label=_("Navn på nynorsk"), max_length=400, required=False)
    name_en = LineField(label=_("Navn på engelsk"), max_length=400, required=False)
    kind = LineField(
        label=_("Slag enhet"), max_length=60, required=False, help_text=_("For eksempel avdeling, seksjon eller team.")
    )
    external_id = LineField(
        label=_("Nummer"),
        max_length=80,
        required=False,
        help_text=_("Det samme som i lønns- eller HR-systemet. Tomt gir et nummer av navnet."),
    )
    on = DateField(label=_("Gjelder fra"))

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["external_id"]

    def facts(self) -> UnitFacts:
        names = ("name", "name_nn", "name_en", "kind", "external_id")
        return UnitFacts(**{name: self.cleaned_data.get(name, "") for name in names})


def names_of(unit: Unit) -> dict[str, Any]:
    return {name: getattr(unit, name) for name in ("name", "name_nn", "name_en", "kind")}


class PlaceForm(forms.Form):
    """Another unit from a day: to move under, to become part of, to work in."""

    def __init__(
        self, *args: Any, directory: UnitDirectory, label: Any, but: Unit | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(directory=directory, but=but, label=label)
        self.fields["on"] = DateField(label=_("Gjelder fra"))


class PostForm(PlaceForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = ChoiceField(
            label=_("Hva er dette?"),
            choices=[
                ("main", _("Ny hovedenhet: her svarer personen fra nå av")),
                ("further", _("En plass til: personen leser resultatene her også, men svarer bare i hovedenheten")),
            ],
            initial="main",
        )


class DayForm(forms.Form):
    """A day, and nothing else."""

    on = DateField(label=_("Dato"))

    def __init__(self, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = label


class MeasurementForm(EditedForm):
    measurement = ChoiceField(label=_("Hvordan svarer enheten?"), choices=Measurement.choices)


def measurement_of(unit: Unit) -> dict[str, Any]:
    return {"measurement": unit.measurement}


class PersonForm(EditedForm):
    name = LineField(label=_("Navn"), max_length=200)
    email = forms.EmailField(
        label=_("E-post"), required=False, help_text=_("Uten e-post svarer personen med en kode på papir.")
    )
    language = ChoiceField(label=_("Språk"), choices=settings.LANGUAGES, initial="nb")
    is_hired_in = forms.BooleanField(label=_("Innleid"), required=False)

    def facts(self, person: Person | None = None) -> PersonFacts:
        data = self.cleaned_data
        return PersonFacts(
            name=data["name"],
            email=data["email"],
            language=data["language"],
            is_hired_in=data["is_hired_in"],
            external_id=data.get("external_id", ""),
            attributes=person.attributes if person else {},
        )


def facts_of(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in ("name", "email", "language", "is_hired_in")}


class NewPersonForm(PersonForm):
    external_id = LineField(
        label=_("Ansattnummer"), max_length=80, required=False, help_text=_("Det samme som i lønns- eller HR-systemet.")
    )

    def __init__(self, *args: Any, directory: UnitDirectory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(
            directory=directory,
            label=_("Enhet"),
            required=False,
            help_text=_("Tomt bare for gjester, som en konsulent. De svarer aldri på målinger."),
        )
        self.fields["on"] = DateField(label=_("Begynner"))


class RoleForm(forms.Form):
    """A role, where, and for how long."""

    role = ChoiceField(label=_("Rolle"), choices=Role.choices)
    since = DateField(label=_("Fra og med"))
    until = DateField(
        label=_("Til og med"),
        required=False,
        help_text=_("Tomt så lenge det ikke er bestemt. En konsulent må ha en dato."),
    )

    def __init__(self, *args: Any, directory: UnitDirectory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"] = UnitsField(
            directory=directory,
            label=_("Hvor?"),
            required=False,
            help_text=_("For leder, verneombud og konsulent. Rollen gjelder enheten og alt under den."),
        )
        self.order_fields(["role", "units", "since", "until"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("role") in NEEDS_UNITS and "units" in cleaned and not cleaned["units"]:
            self.add_error("units", _("Velg hvilke enheter rollen gjelder for."))
        return cleaned

    def term(self) -> RoleTerm:
        data = self.cleaned_data
        return RoleTerm(role=Role(data["role"]), units=data["units"], since=data["since"], until=data["until"])


class FactsForm(EditedForm):
    sent = forms.CharField(widget=forms.HiddenInput, initial="1")
    name = LineField(label=_("Virksomhetens navn"), max_length=200)
    registration_number = LineField(label=_("Organisasjonsnummer"), max_length=20, required=False)
    headcount = forms.IntegerField(
        label=_("Antall ansatte"),
        min_value=0,
        max_value=1_000_000,
        help_text=_("Loven teller mennesker, ikke årsverk. Ta med innleide."),
    )
    is_public = forms.BooleanField(label=_("Offentlig virksomhet"), required=False)
    language = ChoiceField(label=_("Språk når vi ikke vet bedre"), choices=settings.LANGUAGES)

    def facts(self, organisation: Organisation) -> OrganisationFacts:
        facts = {name: value for name, value in self.cleaned_data.items() if name != "sent"}
        return OrganisationFacts(industry=organisation.industry, **facts)


def workplace_of(organisation: Organisation) -> dict[str, Any]:
    names = ("name", "registration_number", "headcount", "is_public", "language")
    return {name: getattr(organisation, name) for name in names}


class SafetyForm(EditedForm):
    sent = forms.CharField(widget=forms.HiddenInput, initial="1")
    minimum_group = forms.IntegerField(
        label=_("Minste gruppe bak et tall"),
        min_value=5,
        max_value=50,
        help_text=_("Aldri under fem. Målinger som er åpne, beholder grensen de åpnet med."),
        error_messages={"min_value": _("Ingen tall skal gjelde færre enn fem. Skriv 5 eller mer.")},
    )
    second_factor_roles = MultipleChoiceField(
        label=_("Hvem må logge inn i to steg?"), choices=[*Role.choices, (MEMBER, _("alle ansatte"))], required=False
    )

    def limits(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "sent"}


def safety_of(organisation: Organisation) -> dict[str, Any]:
    return {name: getattr(organisation, name) for name in ("minimum_group", "second_factor_roles")}


class ImportForm(forms.Form):
    units = forms.FileField(
        label=_("Enheter"),
        help_text=_("CSV eller Excel (.xlsx) med kolonnene unit_id, parent_id og name."),
        widget=forms.FileInput(attrs={"accept": EXCEL_AND_CSV}),
    )
    people = forms.FileField(
        label=_("Mennesker"),
        required=False,
        help_text=_("CSV eller Excel med person_id, name, email og unit_id. Uten denne filen blir alle der de er."),
        widget=forms.FileInput(attrs={"accept": EXCEL_AND_CSV}),
    )

    def clean_units(self) -> ImportFile:
        return _read(self.cleaned_data["units"])

    def clean_people(self) -> ImportFile | None:
        upload = self.cleaned_data["people"]
        return _read(upload) if upload else None


def _read(upload: Any) -> ImportFile:
    """Refused by size before it is read into memory."""
    try:
        check_size(upload.size, upload.name)
    except UnreadableFile as error:
        raise forms.ValidationError(list(error.problems)) from error
    return ImportFile(upload.name, upload.read())
