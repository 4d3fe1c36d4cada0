"""``samspill export-results``: everything published, as a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samspill.organisations.models import Organisation
from samspill.results.exports import members_file, published_file
from samspill.results.queries.files import Scope, published_rounds

HELP = """\
Skriver alt som er publisert for en virksomhet til en fil, også det som ingen enkelt rolle ser alt av. Ingenting
som ikke er publisert, kommer med. Med --members kommer også listen over hvem som var invitert til hvilken gruppe,
med en tilfeldig kode for hver person, så det kan kontrolleres at endringer fra måling til måling ikke røper noen."""

EPILOG = """\
Eksempler:
  samspill export-results --organisation solvik --format json --output results.json
  samspill export-results --organisation solvik --round 12 --format xlsx --output november.xlsx
  samspill export-results --organisation solvik --format json --output results.json --members members.csv"""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs["formatter_class"] = argparse.RawDescriptionHelpFormatter
        return super().create_parser(prog_name, subcommand, epilog=EPILOG, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", required=True, metavar="SLUG")
        parser.add_argument("--round", type=int, metavar="ID", help="bare denne målingen")
        parser.add_argument("--format", required=True, choices=["json", "csv", "xlsx"])
        parser.add_argument("--output", required=True, metavar="FIL", type=Path)
        parser.add_argument("--members", metavar="FIL", type=Path, help="hvem som var invitert, for audit-results")

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = Organisation.objects.filter(slug=options["organisation"]).first()
        if organisation is None:
            raise CommandError(f"Det finnes ingen virksomhet som heter «{options['organisation']}» her.")
        rounds = published_rounds(organisation.pk, options["round"])
        if options["round"] is not None and not rounds:
            raise CommandError(f"Måling {options['round']} finnes ikke, eller den er ikke lukket.")
        scope = Scope(organisation.pk, tuple(one.pk for one in rounds))
        _write(options["output"], published_file(scope, rounds, form=options["format"]))
        if options["members"]:
            _write(options["members"], members_file(scope))
        self.stdout.write(f"{len(rounds)} målinger er skrevet til {options['output']}.")


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise CommandError(f"Kan ikke skrive til {file}: {error.strerror}") from error
