"""A change is assessed before it happens."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.audit.rules import Refused


def check_change_days(*, change_on: date, evaluate_on: date | None) -> None:
    if evaluate_on is not None and evaluate_on < change_on:
        day = {"day": date_format(change_on, "j. F Y")}
        raise Refused(_("Se på hvordan det gikk etter at endringen er gjort, %(day)s eller senere.") % day)


def check_can_decide_change(*, state: str, participation: str, decision: str) -> None:
    if state != "draft":
        raise Refused(_("Det er alt besluttet hva som skjer med denne endringen."))
    if not participation.strip():
        raise Refused(_("Skriv hvordan de det gjelder, verneombudet og de tillitsvalgte har vært med."))
    if not decision.strip():
        raise Refused(_("Skriv hva dere besluttet."))


def check_can_write_change(state: str) -> None:
    if state != "draft":
        raise Refused(_("Endringen er avgjort. Det som står, blir stående."))


def check_can_evaluate_change(*, state: str, change_on: date, today: date, outcome: str) -> None:
    """Afterwards, and only of what came about."""
    if state != "decided":
        raise Refused(_("Bare en endring som er besluttet, kan ses på etterpå."))
    if today < change_on:
        day = {"day": date_format(change_on, "j. F Y")}
        raise Refused(_("Endringen er planlagt til %(day)s. Vent til den er gjort.") % day)
    if not outcome.strip():
        raise Refused(_("Skriv hvordan det gikk."))
