"""The organisation's own factors, and those it finds are not relevant."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.content.law import provisions


def check_own_factor(*, name: str, law: Collection[str], taken: Collection[str]) -> None:
    if not name.strip():
        raise Refused(_("Skriv hva faktoren heter."))
    if name.strip().lower() in {one.lower() for one in taken}:
        raise Refused(_("Det er alt en faktor som heter «%(name)s».") % {"name": name.strip()})
    if set(law) - set(provisions()):
        raise Refused(_("Velg paragrafer fra listen."))


def check_factor_code(code: str, *, known: Collection[str]) -> None:
    if code not in known:
        raise Refused(_("Velg en faktor fra listen."))


def check_not_relevant(*, reason: str, decided_on: date, review_on: date) -> None:
    if not reason.strip():
        raise Refused(_("Skriv hvorfor dette ikke er relevant hos dere."))
    if review_on <= decided_on:
        raise Refused(_("Velg en senere dag til å spørre dere selv igjen."))


def check_mapping(*, held_on: date, today: date, factors: Collection[str]) -> None:
    if held_on > today:
        raise Refused(_("En kartlegging føres etter at den er gjort. Velg i dag eller en tidligere dag."))
    if not factors:
        raise Refused(_("Velg minst én faktor dere kartla."))
