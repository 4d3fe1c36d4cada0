"""A mail server hands over what it could not deliver: ``samspill read-bounce < report``."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from samspill.notices.actions.bounces import mark_unreachable
from samspill.notices.rules.bounces import LONGEST, read_bounce


class Command(BaseCommand):
    help = "Les en melding om at en e-post ikke kom fram (RFC 3464) fra standard inn."

    def handle(self, *args: Any, **options: Any) -> None:
        """Always well: a mail server that was told otherwise would send a bounce of the bounce."""
        bounce = read_bounce(sys.stdin.buffer.read(LONGEST))
        if bounce is None:
            self.stdout.write("Dette er ingen melding om at noe ikke kom fram. Ingenting er gjort.")
        elif mark_unreachable(bounce=bounce, now=timezone.now()):
            self.stdout.write(f"Adressen tar ikke imot ({bounce.status}). Det er merket.")
        else:
            self.stdout.write(f"Ingen adresse ble merket ({bounce.status}).")
