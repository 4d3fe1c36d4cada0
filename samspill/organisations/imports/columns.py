"""The columns of units.csv and people.csv, under their own names and the ones Norwegian systems use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.documents.readers import Row, Rows, UnreadableFile, require_columns, rows_from_file
from samspill.organisations.imports.problems import ImportRefused, Problem

UNIT_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "unit_id": ("enhetsid", "enhet_id", "enhetsnummer", "enhetsnr", "org_id"),
    "parent_id": ("overordnet", "overordnet_id", "overordnet_enhet", "ligger_under", "parent"),
    "name": ("navn", "enhetsnavn", "name_nb", "navn_nb"),
    "name_nn": ("navn_nn", "namn"),
    "name_en": ("navn_en",),
    "kind": ("type", "slag", "enhetstype"),
}
PEOPLE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "person_id": ("ansattnummer", "ansattnr", "ansatt_id", "personid"),
    "name": ("navn", "fullt_navn"),
    "email": ("epost", "e_post", "e_mail", "mail", "epostadresse", "e_postadresse"),
    "unit_id": ("enhet", "enhetsid", "enhet_id", "enhetsnummer", "enhetsnr"),
    "leader_of": ("leder_for", "leder_av"),
    "roles": ("roller", "rolle"),
    "language": ("sprak", "språk", "malform", "målform"),
    "valid_from": ("gjelder_fra", "gyldig_fra", "fra_dato", "startdato"),
    "hired_in": ("innleid",),
}
REQUIRED_OF_UNITS = ("unit_id", "parent_id", "name")
REQUIRED_OF_PEOPLE = ("person_id", "name", "email", "unit_id")


@dataclass(frozen=True, slots=True)
class ImportFile:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Table:
    """A file under our own column names."""

    file: str
    columns: frozenset[str]
    extra: tuple[str, ...]
    """Columns we do not know, as they are headed."""
    rows: list[Row]


def read_table(file: ImportFile, known: Mapping[str, tuple[str, ...]], required: tuple[str, ...]) -> Table:
    try:
        rows = rows_from_file(file.content, file.name)
        renamed, heading = _renamed(rows, known)
        _check_separated(rows)
        require_columns(renamed, required, optional=tuple(known))
    except UnreadableFile as error:
        raise ImportRefused(*(Problem(file.name, sentence) for sentence in error.problems)) from error
    return Table(
        file=file.name,
        columns=frozenset(heading.values()) & known.keys(),
        extra=tuple(column for column in rows.header if heading[column] not in known),
        rows=renamed.rows,
    )


def _check_separated(rows: Rows) -> None:
    if len(rows.header) == 1:
        raise UnreadableFile(
            _("Filen har bare én kolonne, «%(header)s». Skill kolonnene med komma eller semikolon.")
            % {"header": rows.header[0]}
        )


def _renamed(rows: Rows, known: Mapping[str, tuple[str, ...]]) -> tuple[Rows, dict[str, str]]:
    names = {alias: column for column, aliases in known.items() for alias in (column, *aliases)}
    heading = {header: names.get(_plain(header), header) for header in rows.header}
    taken: dict[str, str] = {}
    for header, column in heading.items():
        if column in taken:
            raise UnreadableFile(
                _("Kolonnene «%(first)s» og «%(second)s» betyr begge %(column)s. Behold én av dem.")
                % {"first": taken[column], "second": header, "column": column}
            )
        taken[column] = header
    if all(header == column for header, column in heading.items()):
        return rows, heading
    return Rows(
        tuple(heading.values()),
        [Row(row.number, {heading[name]: value for name, value in row.values.items()}) for row in rows.rows],
    ), heading


def _plain(header: str) -> str:
    return re.sub(r"[\s\-/.]+", "_", header.strip().casefold())


def too_long(value: str, limit: int) -> str:
    """The sentence about an overlong text, or an empty one."""
    if len(value) <= limit:
        return ""
    return _("Teksten har %(length)d tegn; grensen er %(limit)d. Den begynner med «%(start)s».") % {
        "length": len(value),
        "limit": limit,
        "start": value[:40],
    }
