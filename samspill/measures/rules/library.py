from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.content.factors import factors


def check_own_measure(title: str, codes: Sequence[str], *, is_taken: bool) -> None:
    if not title.strip():
        raise Refused(_("Skriv hva tiltaket heter."))
    if is_taken:
        raise Refused(_("Dere har allerede et eget tiltak som heter «%(title)s».") % {"title": title})
    if not codes or set(codes) - set(factors()):
        raise Refused(_("Velg minst én faktor tiltaket virker på."))
