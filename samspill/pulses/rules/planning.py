from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.content.language import LANGUAGES

JULY = 7
SHORTEST, LONGEST = timedelta(days=1), timedelta(days=60)
MOST_UNITS_SHOWN = 120


def check_plan(
    *, opens_at: datetime, closes_at: datetime, languages: Collection[str], definition: dict[str, Any]
) -> None:
    """Whether a round may be planned like this, whoever plans it."""
    if closes_at - opens_at < SHORTEST:
        raise Refused(_("Målingen må være åpen i minst ett døgn. Velg en senere dag å lukke på."))
    if closes_at - opens_at > LONGEST:
        raise Refused(_("Målingen kan være åpen i høyst 60 dager. Velg en tidligere dag å lukke på."))
    if touches_july(opens_at, closes_at):
        raise Refused(_("Vi måler ikke i juli. Velg dager i juni eller august."))
    if not languages or set(languages) - set(LANGUAGES):
        raise Refused(_("Velg minst ett av språkene bokmål, nynorsk og engelsk."))
    if not definition.get("items"):
        raise Refused(_("Skjemaet har ingen spørsmål. Velg et annet skjema."))


def touches_july(opens_at: datetime, closes_at: datetime) -> bool:
    first, last = timezone.localtime(opens_at).date(), timezone.localtime(closes_at).date()
    return any((first + timedelta(days=day)).month == JULY for day in range((last - first).days + 1))
