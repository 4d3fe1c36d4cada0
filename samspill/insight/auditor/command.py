"""``samspill audit-results`` and ``python -m samspill.insight.auditor``: files in, sentences and an exit code out.

The one place in the library that reads files and writes to the screen. It needs no database, no settings and no web
framework, so that whoever doubts an installation can run it elsewhere.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from samspill.insight.auditor import BadResults, Objection, audit
from samspill.insight.auditor.phrases import PHRASES
from samspill.insight.auditor.words import (
    LANGUAGES,
    Checked,
    checked_words,
    fault_words,
    members_words,
    sentence,
    verdict,
)
from samspill.insight.errors import BadInput

SAFE, LEAK, BAD_INPUT = 0, 1, 2
MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 1024
COLUMNS = ["round", "person", "cell"]

DESCRIPTION = """\
Kan noen regne seg fram til hva noen få svarte? Kontrollen leser alt som er publisert, prøver å legge sammen
og trekke fra tallene på alle måter, og sier fra om noe kan sies om færre enn den minste gruppen (fem, eller
det virksomheten har valgt). Den vet ikke hvordan tallene ble laget, og trenger verken databasen, nøkkelen
eller serveren. Kjør den på din egen maskin hvis du vil."""

EPILOG = """\
Slik får du filene:
  results.json   lastes ned fra siden «Kan noen regne seg fram til hva noen svarte?», eller lages av den som drifter:
                 samspill export-results --organisation solvik --format json --output results.json
  members.csv    valgfri, for endringer fra måling til måling: en rad per person og måling,
                 med overskriften round,person,cell. Du lager den selv og deler den ikke med noen.

Svaret:
  0  trygt
  1  noe kan regnes ut; hver innvending står på en egen linje
  2  filen kunne ikke leses; linjen sier hva som er galt, og hvor

Eksempler:
  samspill audit-results results.json
  samspill audit-results results.json members.csv --language nn
  samspill audit-results results.json --json > svar.json
  python -m samspill.insight.auditor results.json"""


class _Unreadable(Exception):
    """A file that could not be taken in; the words are for the person at the screen."""

    def __init__(self, file: Path, fault: str) -> None:
        self.file, self.fault = file, fault
        super().__init__(fault)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code.

    >>> main(["/nowhere/results.json", "--json"])
    {"error": "Kan ikke kontrollere /nowhere/results.json: finner ikke filen"}
    2
    """
    chosen = _parser().parse_args(arguments)
    language = chosen.language
    try:
        results = _results(chosen.results, language)
        members = _members(chosen.members, language) if chosen.members else []
        try:
            objections = audit(results, members)
        except BadInput as error:
            is_of_members = isinstance(error, BadResults) and error.place.path.startswith("members")
            file = chosen.members if is_of_members else chosen.results
            raise _Unreadable(file, fault_words(error, language)) from error
    except _Unreadable as problem:
        return _refused(problem, language, as_json=chosen.json)
    checked = Checked.of(results, len({person for _, person, _ in members}))
    if chosen.json:
        _write(json.dumps(_as_data(objections, checked, results["k"], language), ensure_ascii=False, indent=2))
    else:
        _write("\n".join(_as_lines(objections, checked, results["k"], language)))
    return LEAK if objections else SAFE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="samspill audit-results",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("results", type=Path, metavar="results.json", help="alt som er publisert")
    parser.add_argument("members", type=Path, nargs="?", metavar="members.csv", help="hvem som hørte til hvor")
    parser.add_argument("--language", choices=LANGUAGES, default="nb", help="språket i svaret; nb hvis ikke annet")
    parser.add_argument("--json", action="store_true", help="svar for programmer")
    return parser


def _refused(problem: _Unreadable, language: str, *, as_json: bool) -> int:
    line = " ".join(PHRASES["cannot"][language].format(file=problem.file, fault=problem.fault).split())
    if as_json:
        _write(json.dumps({"error": line}, ensure_ascii=False))
    else:
        sys.stderr.write(f"{line}\n")
    return BAD_INPUT


def _write(text: str) -> None:
    """To the screen; to a pipe that nobody reads any longer, nothing."""
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _text(file: Path, language: str) -> str:
    def unreadable(phrase: str, **values: object) -> _Unreadable:
        return _Unreadable(file, PHRASES[phrase][language].format(**values))

    try:
        size = file.stat().st_size // MEGABYTE
        if size >= MOST_MEGABYTES:
            raise unreadable("too_large", value=size, limit=MOST_MEGABYTES)
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise unreadable("no_file") from None
    except OSError as error:
        raise unreadable("unreadable", value=error.strerror) from error
    except UnicodeDecodeError:
        raise unreadable("not_text") from None


def _results(file: Path, language: str) -> Mapping[str, Any]:
    try:
        found = json.loads(_text(file, language))
    except (ValueError, RecursionError) as error:
        raise _Unreadable(file, PHRASES["not_json"][language].format(value=str(error)[:80])) from error
    # What is not an object is refused where everything else is.
    return found if isinstance(found, Mapping) else {"": found}


def _members(file: Path, language: str) -> list[tuple[str, str, str]]:
    lines = _text(file, language).splitlines()
    between = ";" if lines and ";" in lines[0] else ","
    rows = csv.reader(lines, delimiter=between)
    try:
        heading = [name.strip() for name in next(rows, [])]
        if heading != COLUMNS:
            raise _Unreadable(file, PHRASES["heading"][language].format(value=between.join(heading)[:80]))
        return [_member(row, rows.line_num, file, language) for row in rows if row]
    except csv.Error as error:
        raise _Unreadable(file, PHRASES["unreadable"][language].format(value=error)) from error


def _member(row: Sequence[str], line: int, file: Path, language: str) -> tuple[str, str, str]:
    if len(row) != len(COLUMNS):
        raise _Unreadable(file, PHRASES["width"][language].format(line=line, value=len(row)))
    name, person, cell = (_plain(text.strip()) for text in row)
    return name, person, cell


def _plain(text: str) -> str:
    """Without the sign that keeps a spreadsheet from taking a name for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@") else text


def _as_lines(objections: Sequence[Objection], checked: Checked, k: int, language: str) -> list[str]:
    lines = [verdict(len(objections), k, language)]
    for one in objections:
        place = PHRASES["place"][language].format(round=one.round, unit=one.unit, item=one.item)
        lines.append(f"  {place}: {sentence(one, language)}")
    if objections:
        lines.append(PHRASES["what_now"][language])
    lines += [checked_words(checked, language)]
    return [*lines, members_words(checked, language)]


def _as_data(objections: Sequence[Objection], checked: Checked, k: int, language: str) -> dict[str, Any]:
    return {
        "safe": not objections,
        "k": k,
        "checked": asdict(checked),
        "objections": [{**asdict(one), "sentence": sentence(one, language)} for one in objections],
    }
