"""What may be done to a unit, and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.organisations.models import Unit

MAX_DEPTH = 60
"""Levels of a tree. A path of ids must fit its column."""


def _depth(unit: Unit) -> int:
    return unit.path.count("/") - 1


def check_can_date_change(on: date, *, today: date, not_before: date) -> None:
    """A change of the tree has happened, and after the last one: so the tree of every day stays certain."""
    if on > today:
        raise Refused(_("Datoen er fram i tid. Skriv datoen da endringen skjedde, eller vent til den gjelder."))
    if on < not_before:
        raise Refused(
            _("Datoen er før forrige endring, %(date)s. Velg denne datoen eller en senere.")
            % {"date": date_format(not_before, "j. F Y")}
        )


def check_can_number_unit(external_id: str, *, is_taken: bool) -> None:
    """``X:rest`` is what the small teams under ``X`` are called together; no unit may go by such a number."""
    if external_id.endswith(":rest"):
        raise Refused(_("Nummeret kan ikke slutte på «:rest». Skriv et annet."))
    if is_taken:
        raise Refused(_("Enhetsnummeret %(id)s er i bruk. Skriv et annet.") % {"id": external_id})


def check_are_open(units: Iterable[Unit]) -> None:
    for unit in units:
        if unit.closed_on is not None:
            raise Refused(_("«%(unit)s» er lagt ned. Velg en enhet som finnes.") % {"unit": unit.name})


def _check_parent(parent: Unit, on: date) -> None:
    check_are_open([parent])
    if on < parent.opened_on:
        raise Refused(
            _("«%(unit)s» ble opprettet %(date)s. Velg denne datoen eller en senere.")
            % {"unit": parent.name, "date": date_format(parent.opened_on, "j. F Y")}
        )


def check_can_open_unit(parent: Unit | None, *, root: Unit | None, on: date) -> None:
    """``root`` is the open root there already is."""
    if parent is None:
        if root is not None:
            raise Refused(
                _("Organisasjonen har allerede en øverste enhet: «%(unit)s». Velg enheten den nye skal ligge under.")
                % {"unit": root.name}
            )
        return
    _check_parent(parent, on)
    if _depth(parent) >= MAX_DEPTH:
        raise Refused(
            _("Treet kan ha %(levels)d nivåer, og «%(unit)s» er det nederste.")
            % {"levels": MAX_DEPTH, "unit": parent.name}
        )


def check_can_move_unit(unit: Unit, parent: Unit, *, on: date, levels_below: int = 0) -> None:
    _check_open(unit)
    _check_not_root(unit, _("Den øverste enheten kan ikke flyttes. Flytt enhetene under den i stedet."))
    if parent.path.startswith(unit.path):
        raise Refused(
            _("«%(unit)s» kan ikke ligge under seg selv. Velg en enhet utenfor «%(unit)s».") % {"unit": unit.name}
        )
    if parent.pk == unit.parent_id:
        raise Refused(_("«%(unit)s» ligger allerede under «%(parent)s».") % {"unit": unit.name, "parent": parent.name})
    _check_parent(parent, on)
    if _depth(parent) + 1 + levels_below > MAX_DEPTH:
        raise Refused(
            _("Treet ville fått mer enn %(levels)d nivåer. Velg en enhet høyere opp.") % {"levels": MAX_DEPTH}
        )


def check_can_merge_units(unit: Unit, into: Unit, *, on: date) -> None:
    _check_open(unit)
    _check_not_root(unit, _("Den øverste enheten kan ikke bli del av en annen."))
    if into.path.startswith(unit.path):
        raise Refused(
            _("«%(unit)s» kan ikke slås sammen med seg selv eller en enhet under seg. Velg en annen enhet.")
            % {"unit": unit.name}
        )
    _check_parent(into, on)


def check_can_close_unit(unit: Unit, *, children: int, people: int) -> None:
    """``children`` and ``people`` are those still there on the day."""
    _check_open(unit)
    _check_not_root(unit, _("Den øverste enheten kan ikke legges ned."))
    if children:
        raise Refused(
            _("«%(unit)s» har %(count)d enheter under seg. Flytt eller legg ned dem først.")
            % {"unit": unit.name, "count": children}
        )
    if people:
        raise Refused(
            _("%(count)d personer arbeider i «%(unit)s». Flytt dem først, eller slå enheten sammen med en annen.")
            % {"unit": unit.name, "count": people}
        )


def check_can_reopen_unit(unit: Unit, *, parent: Unit | None, merged_into: Unit | None) -> None:
    if unit.closed_on is None:
        raise Refused(_("«%(unit)s» er ikke lagt ned.") % {"unit": unit.name})
    if merged_into is not None:
        raise Refused(
            _("«%(unit)s» ble en del av «%(into)s», og tallene hører sammen. Opprett en ny enhet i stedet.")
            % {"unit": unit.name, "into": merged_into.name}
        )
    if parent is None:
        raise Refused(_("«%(unit)s» var øverst. Opprett en ny enhet under den øverste i stedet.") % {"unit": unit.name})
    if parent.closed_on is not None:
        raise Refused(
            _("«%(parent)s», som «%(unit)s» lå under, er også lagt ned. Gjenåpne den først.")
            % {"unit": unit.name, "parent": parent.name}
        )


def check_can_place_person(unit: Unit, *, on: date, already: bool) -> None:
    _check_parent(unit, on)
    if already:
        raise Refused(_("Personen har allerede en plass i «%(unit)s».") % {"unit": unit.name})


def _check_open(unit: Unit) -> None:
    if unit.closed_on is not None:
        raise Refused(_("«%(unit)s» er allerede lagt ned.") % {"unit": unit.name})


def _check_not_root(unit: Unit, sentence: str) -> None:
    if unit.parent_id is None:
        raise Refused(sentence)
