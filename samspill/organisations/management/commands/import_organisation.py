"""``samspill import-organisation``: units and people from files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.core.validators import validate_slug
from django.db import transaction
from django.utils import timezone

from samspill.organisations.actions import OrganisationFacts, create_organisation
from samspill.organisations.imports import ImportFile, ImportPlan, ImportRefused, carry_out, plan_import
from samspill.organisations.models import Organisation
from samspill.organisations.rules import Worker

MOST = 1000
HELP = """\
Henter en organisasjon fra filer: enhetene fra units.csv og, om du vil, menneskene fra people.csv.
Kjør kommandoen på nytt med nye filer når noe har endret seg: filene er hele sannheten, og forskjellen blir
opprettet, flyttet, gitt nytt navn, lagt ned eller avsluttet. Alt blir gjort, eller ingenting."""

EPILOG = """\
units.csv    unit_id,parent_id,name[,name_nn,name_en,kind]
             Én enhet på hver rad. parent_id er enheten over; bare den øverste lar feltet stå tomt.

people.csv   person_id,name,email,unit_id[,leader_of,roles,language,valid_from,hired_in,<én kolonne til>]
             leader_of    enhetene personen leder, med semikolon mellom:        nord;sor
             roles        hr, safety_rep, chief_safety_rep, amu_member, union_rep, general_manager
                          Et verneombuds område er enheter med + mellom:        amu_member;safety_rep:nord+sor
             valid_from   når personen begynte i enheten, 2026-01-31 eller 31.01.2026
             Uten e-post svarer personen med kode. Uten people.csv blir menneskene der de er.

Filene kan være CSV (komma eller semikolon, UTF-8 eller slik Excel lagrer) eller XLSX med de samme kolonnene.

Eksempler:
  samspill import-organisation --organisation solvik --name "Solvik kommune" --dry-run units.csv people.csv
  samspill import-organisation --organisation solvik --name "Solvik kommune" units.csv people.csv

Svarkode: 0 når det gikk, 1 når filene ble avvist (da er ingenting endret)."""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs["formatter_class"] = argparse.RawDescriptionHelpFormatter
        return super().create_parser(prog_name, subcommand, epilog=EPILOG, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--organisation", required=True, metavar="SLUG", type=_slug, help="kort navn, a-z, 0-9 og -"
        )
        parser.add_argument("--name", default="", help="navnet folk ser; trengs første gang")
        parser.add_argument("--dry-run", action="store_true", help="vis hva som ville skjedd, og endre ingenting")
        parser.add_argument("units", metavar="units.csv", type=Path)
        parser.add_argument("people", metavar="people.csv", type=Path, nargs="?")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._import(options)
        except (ImportRefused, OSError) as error:
            transaction.set_rollback(True)
            self._tell(error)
            raise SystemExit(1) from error

    def _tell(self, error: ImportRefused | OSError) -> None:
        lines = [str(line) for line in error.problems] if isinstance(error, ImportRefused) else [str(error)]
        for line in lines[:MOST]:
            self.stderr.write(line)
        if len(lines) > MOST:
            self.stderr.write(f"… og {len(lines) - MOST} feil til")
        self.stderr.write("Ingenting er endret.")

    def _import(self, options: dict[str, Any]) -> None:
        organisation = Organisation.objects.select_for_update().filter(slug=options["organisation"]).first()
        units, people = _file(options["units"]), _file(options["people"]) if options["people"] else None
        now = timezone.now()
        plan = plan_import(
            organisation or Organisation(slug=options["organisation"]), units, people, today=timezone.localdate(now)
        )
        self._show(plan, verbosity=options["verbosity"])
        if options["dry_run"]:
            self.stdout.write("Ingenting er endret (--dry-run).")
            return
        if organisation is None:
            facts = OrganisationFacts(name=options["name"] or options["organisation"])
            nobody = Worker(organisation_id=None)
            plan.organisation.pk = create_organisation(slug=options["organisation"], facts=facts, by=nobody, now=now).pk
        carry_out(plan=plan, by=Worker(organisation_id=plan.organisation.pk), now=now)
        self.stdout.write("Importen er gjort.")

    def _show(self, plan: ImportPlan, *, verbosity: int) -> None:
        shown = 20 if verbosity < 2 else None
        for section in plan.sections():
            self.stdout.write(f"{section.heading}: {section.count}")
            for line in section.lines[:shown]:
                self.stdout.write(f"  {line}")
            if shown and section.count > shown:
                self.stdout.write(f"  … og {section.count - shown} til (--verbosity 2 viser alle)")
        if plan.changes_nothing:
            self.stdout.write("Filene sier det samme som det som er her fra før.")
        for warning in plan.warnings:
            self.stdout.write(warning)


def _slug(value: str) -> str:
    try:
        validate_slug(value)
    except Exception as error:
        raise argparse.ArgumentTypeError(f"«{value}»: bruk bare a-z, 0-9 og bindestrek") from error
    return value


def _file(path: Path) -> ImportFile:
    return ImportFile(path.name, path.read_bytes())
