from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused

FRESH_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Oneself:
    """A user acting on their own account, as the audit log names them."""

    user_id: int
    name: str
    organisation_id: None = None


def check_can_change_sign_in(records: Iterable[Mapping[str, Any]], *, now: datetime) -> None:
    """Whoever has just signed in may change how one signs in: a browser left open may not.

    ``records`` are the steps by which this session was signed in, each with its time ``at`` in seconds.
    """
    limit = (now - FRESH_FOR).timestamp()
    if not any(record.get("at", 0) >= limit for record in records):
        raise Refused(
            _("Logg inn på nytt først. Passordet kan endres de første 15 minuttene etter at du har logget inn.")
        )
