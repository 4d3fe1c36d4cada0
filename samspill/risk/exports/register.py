"""The register as a table, as one has filtered it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samspill.documents.report import File
from samspill.documents.sheets import Cell, Table, csv_bytes, xlsx_bytes
from samspill.organisations.rules import Viewer
from samspill.risk.queries.register import RegisterRow

REGISTER_FORMS = ("xlsx", "csv")


def register_file(rows: Sequence[RegisterRow], *, form: str, viewer: Viewer) -> File:
    columns = [
        _("Enhet"), _("Oppgave"), _("Utgave"), _("Status"), _("Høyeste risiko"), _("Produkt"), _("Gjelder fra"),
        _("Ses på igjen"), _("Over tiden"), _("Ansvarlig"), _("Verneombud"),
    ]  # fmt: skip
    table = Table(_("Risikovurderinger"), columns, [_row(row) for row in rows])
    content = xlsx_bytes([table]) if form == "xlsx" else csv_bytes([table])
    return File(f"risikovurderinger-{viewer.today.isoformat()}.{form}", content)


def _row(row: RegisterRow) -> list[Cell]:
    newest = row.newest
    return [
        row.number.unit.name,
        row.number.task,
        newest.edition,
        str(newest.get_state_display()),
        row.level.word if row.level else "",
        row.level.score if row.level else None,
        newest.valid_from,
        newest.review_on,
        _("ja") if row.is_overdue else _("nei"),
        str(newest.responsible or ""),
        newest.signed_name,
    ]
