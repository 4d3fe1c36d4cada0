"""``samspill import-survey``: a survey taken elsewhere."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from samspill.audit.rules import Refused
from samspill.documents.refusals import UnreadableFile
from samspill.organisations.models import Organisation
from samspill.organisations.rules import Worker
from samspill.results.imports import Imported, SurveyFiles, import_survey

HELP = """\
Leser inn en måling som er gjort et annet sted, og publiserer den gjennom samme vern som våre egne: ingen tall om
færre enn fem, heller ikke ved å trekke tall fra hverandre. Alt blir lest inn, eller ingenting."""

EPILOG = """\
spørreskjema (YAML)  id, title {nb, nn, en}, scale {min, max, labels},
                     items: [{id, text {nb, nn, en}, factor, direction "+" eller "-", sensitive}]
answers.csv          unit_id,<spørsmål>,...[,comment]
                     En rad per svarer. Tomt felt eller NA: ikke svart. unit_id er enhetene fra units.csv.

Eksempel:
  samspill import-survey --organisation solvik --questionnaire medarbeider-2024.yaml \\
      --closed-on 2024-11-15 answers.csv

Svarkode: 0 når det gikk, 1 når filene ble avvist (da er ingenting lest inn)."""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs["formatter_class"] = argparse.RawDescriptionHelpFormatter
        return super().create_parser(prog_name, subcommand, epilog=EPILOG, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", required=True, metavar="SLUG")
        parser.add_argument("--questionnaire", required=True, metavar="FIL", type=Path)
        parser.add_argument("--closed-on", required=True, metavar="DATO", type=_day, help="2024-11-15")
        parser.add_argument("answers", metavar="answers.csv", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = Organisation.objects.filter(slug=options["organisation"]).first()
        if organisation is None:
            raise CommandError(f"Det finnes ingen virksomhet som heter «{options['organisation']}» her.")
        try:
            files = SurveyFiles(
                options["questionnaire"].read_bytes(), options["answers"].read_bytes(), options["answers"].name
            )
            imported = import_survey(
                organisation=organisation,
                files=files,
                closed_on=options["closed_on"],
                by=Worker(organisation_id=organisation.pk),
                now=timezone.now(),
            )
        except (UnreadableFile, Refused, OSError) as error:
            for line in getattr(error, "problems", None) or [str(error)]:
                self.stderr.write(line)
            raise SystemExit(1) from error
        self._tell(imported)

    def _tell(self, imported: Imported) -> None:
        shown = imported.pulse_round.figures.filter(n__isnull=False, is_rest=False).count()
        hidden = imported.pulse_round.figures.filter(n=None).count()
        self.stdout.write(f"{imported.respondents} svar er lest inn. {shown} tall vises, {hidden} vises ikke.")
        if left_out := imported.comments_left_out:
            self.stdout.write(
                f"{left_out} {'kommentar' if left_out == 1 else 'kommentarer'} er utelatt: de som skrev, fikk ikke "
                "vite hvem som ville lese, og kunne ikke velge det selv."
            )
        self.stdout.write(
            "Du har sett enkeltsvarene i filen. Slett den når du ikke trenger den lenger, og ikke del den med noen."
        )


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"«{value}»: skriv datoen som 2024-11-15") from error
