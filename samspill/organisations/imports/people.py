"""people.csv as lines, or everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from samspill.documents.readers import Row
from samspill.organisations.imports.columns import (
    PEOPLE_COLUMNS,
    REQUIRED_OF_PEOPLE,
    ImportFile,
    Table,
    read_table,
    too_long,
)
from samspill.organisations.imports.problems import Problems
from samspill.organisations.imports.roles import RoleWish, leader_wish, read_roles
from samspill.organisations.imports.units import WantedTree, unknown_unit

LIMITS = {"person_id": 80, "name": 200, "email": 254}
MOST_ATTRIBUTES, LONGEST_VALUE = 3, 200
LANGUAGES = {
    "no": "nb",
    "bokmål": "nb",
    "nb-no": "nb",
    "nynorsk": "nn",
    "nn-no": "nn",
    "engelsk": "en",
    "english": "en",
}
YES, NO = {"ja", "1", "true", "x", "yes", "innleid"}, {"", "nei", "0", "false", "no"}
NOT_FOR_US = re.compile(r"f(ø|o|oe)dsels|personnummer|fnr|sykefrav|diagnose|lønn|lonn|konto", re.IGNORECASE)
"""Headings of what a survey of the work environment must not hold, and never needs."""
DATE_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")
FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class PersonLine:
    row: int
    person_id: str
    name: str
    email: str | None
    unit_id: str
    language: str | None
    valid_from: date | None
    is_hired_in: bool | None
    """What the file does not say (``None``) stays as it is."""
    attributes: dict[str, str]
    """By the heading of the extra columns; empty where the person has no value."""
    wishes: tuple[RoleWish, ...]


@dataclass(frozen=True, slots=True)
class WantedPeople:
    file: str
    lines: dict[str, PersonLine]
    says_leaders: bool
    says_roles: bool
    """Whether the file has the column: then it is the whole truth about those roles, for those in it."""


def read_people(file: ImportFile, tree: WantedTree, *, today: date) -> WantedPeople:
    table = read_table(file, PEOPLE_COLUMNS, REQUIRED_OF_PEOPLE)
    problems = Problems(file.name)
    _check_attributes(table, problems)
    reader = _Reader(tree, problems, today, table.extra)
    lines: dict[str, PersonLine] = {}
    rows_of_emails: dict[str, int] = {}
    for row in table.rows:
        line = reader.line(row)
        _check_once(line, lines, rows_of_emails, problems)
        lines.setdefault(line.person_id, line)
    if not lines:
        problems.add(_("Filen har ingen personer under overskriftsraden."))
    problems.refuse_if_any()
    return WantedPeople(file.name, lines, "leader_of" in table.columns, "roles" in table.columns)


def _check_attributes(table: Table, problems: Problems) -> None:
    """A few extra columns are kept for rounds that show results by one of them; more is more than we should know."""
    if len(table.extra) > MOST_ATTRIBUTES:
        problems.add(
            _("Filen har %(count)d ukjente kolonner: %(columns)s. Behold høyst tre, til inndeling av resultater.")
            % {"count": len(table.extra), "columns": ", ".join(f"«{name}»" for name in table.extra)}
        )
    for column in table.extra:
        if NOT_FOR_US.search(column):
            problems.add(_("Kolonnen «%(column)s» skal ikke inn her. Ta den bort.") % {"column": column})
        sentence = too_long(column, 80)
        if sentence:
            problems.add(sentence)


def _check_once(
    line: PersonLine, lines: Mapping[str, PersonLine], rows_of_emails: dict[str, int], problems: Problems
) -> None:
    if line.person_id and line.person_id in lines:
        problems.add(
            _("«%(id)s» står også på rad %(row)d. Hver person skal ha sitt eget person_id og én rad.")
            % {"id": line.person_id, "row": lines[line.person_id].row},
            row=line.row,
            column="person_id",
        )
    if line.email is None:
        return
    if line.email in rows_of_emails:
        problems.add(
            _(
                "%(email)s står også på rad %(row)d. To personer kan ikke ha samme adresse; "
                "la feltet stå tomt for den ene."
            )
            % {"email": line.email, "row": rows_of_emails[line.email]},
            row=line.row,
            column="email",
        )
    rows_of_emails.setdefault(line.email, line.row)


class _Reader:
    """One row at a time."""

    def __init__(self, tree: WantedTree, problems: Problems, today: date, attributes: tuple[str, ...]) -> None:
        self.tree = tree
        self.problems = problems
        self.today = today
        self.attributes = attributes

    def line(self, row: Row) -> PersonLine:
        values = row.values
        unit_id = values["unit_id"]
        self._check_required(row)
        return PersonLine(
            row=row.number,
            person_id=values["person_id"],
            name=" ".join(values["name"].split()),
            email=self._email(row),
            unit_id=unit_id,
            language=self._language(row),
            valid_from=self._date(row),
            is_hired_in=self._hired_in(row),
            attributes={column: values[column] for column in self.attributes},
            wishes=self._wishes(row, unit_id),
        )

    def _wrong(self, row: Row, column: str, sentence: str) -> None:
        self.problems.add(sentence, row=row.number, column=column)

    def _check_required(self, row: Row) -> None:
        if not row.values["person_id"]:
            self._wrong(row, "person_id", _("Personen mangler nummer. Gi hver person et eget person_id."))
        if not row.values["name"]:
            self._wrong(row, "name", _("Personen mangler navn."))
        unit_id = row.values["unit_id"]
        if not unit_id:
            self._wrong(row, "unit_id", _("Personen mangler enhet. Skriv unit_id for enheten de arbeider i."))
        elif unit_id not in self.tree.lines:
            self._wrong(row, "unit_id", unknown_unit(unit_id, self.tree.lines))
        for column, limit in {**LIMITS, **dict.fromkeys(self.attributes, LONGEST_VALUE)}.items():
            sentence = too_long(row.values.get(column, ""), limit)
            if sentence:
                self._wrong(row, column, sentence)

    def _email(self, row: Row) -> str | None:
        email = row.values["email"].lower()
        if not email:
            return None
        try:
            validate_email(email)
        except ValidationError:
            self._wrong(
                row,
                "email",
                _("«%(email)s» er ikke en e-postadresse. Skriv den som navn@virksomhet.no, eller la feltet stå tomt.")
                % {"email": email},
            )
            return None
        return email

    def _language(self, row: Row) -> str | None:
        value = row.values.get("language")
        if not value:
            return None
        plain = value.casefold()
        language = LANGUAGES.get(plain, plain)
        known = [code for code, _name in settings.LANGUAGES]
        if language not in known:
            self._wrong(
                row,
                "language",
                _("«%(language)s» er ikke et språk vi har. Skriv %(known)s.")
                % {"language": value, "known": _(" eller ").join(known)},
            )
        return language

    def _date(self, row: Row) -> date | None:
        value = row.values.get("valid_from")
        if not value:
            return None
        found = next((day for pattern in DATE_FORMATS if (day := _parsed(value, pattern))), None)
        if found is None:
            self._wrong(
                row,
                "valid_from",
                _("«%(date)s» er ikke en dato. Skriv den som 2026-01-31 eller 31.01.2026.") % {"date": value},
            )
        elif not date(1930, 1, 1) <= found <= self.today + FARTHEST:
            self._wrong(
                row,
                "valid_from",
                _("«%(date)s» er lenger bak eller fram enn vi tror på. Skriv når personen begynte i enheten.")
                % {"date": value},
            )
        return found

    def _hired_in(self, row: Row) -> bool | None:
        value = row.values.get("hired_in")
        if value is None:
            return None
        if value.casefold() not in YES | NO:
            self._wrong(
                row, "hired_in", _("«%(value)s» er verken ja eller nei. Skriv «ja» for innleide.") % {"value": value}
            )
        return value.casefold() in YES

    def _wishes(self, row: Row, unit_id: str) -> tuple[RoleWish, ...]:
        leads = leader_wish(row, self.tree, self.problems)
        return (*([leads] if leads else []), *read_roles(row, unit_id, self.tree, self.problems))


def _parsed(value: str, pattern: str) -> date | None:
    try:
        return datetime.strptime(value, pattern).date()  # noqa: DTZ007 - a day, not a moment
    except ValueError:
        return None
