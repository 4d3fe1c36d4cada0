from __future__ import annotations

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused


class Overtaken(Refused):
    """Somebody else saved while this one was writing. Both are shown; nothing is overwritten in silence."""

    def __init__(self) -> None:
        super().__init__(_("En annen har lagret endringer mens du skrev. Se begge, og velg hva som skal stå."))
