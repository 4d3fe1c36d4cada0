"""What an organisation may be called, and how well it must look after its people."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.organisations.models import Role
from samspill.organisations.rules.viewing import MEMBER

FLOOR = 5


def check_can_name_organisation(slug: str, *, is_taken: bool) -> None:
    if is_taken:
        raise Refused(_("Kortnavnet «%(slug)s» er i bruk. Velg et annet.") % {"slug": slug})


def check_safety(*, minimum_group: int, second_factor_roles: Collection[str]) -> None:
    if minimum_group < FLOOR:
        raise Refused(_("Ingen tall skal gjelde færre enn fem. Skriv 5 eller mer."))
    unknown = set(second_factor_roles) - {*Role.values, MEMBER}
    if unknown:
        raise Refused(_("Ukjente roller: %(roles)s.") % {"roles": ", ".join(sorted(unknown))})
