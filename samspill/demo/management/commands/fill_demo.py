from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from samspill.demo.build import build
from samspill.demo.workplace import KNOWN, SLUG
from samspill.organisations.models import Organisation


class Command(BaseCommand):
    help = "Fill a fictional workplace with two years of pulses, if it is not there yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not Organisation.objects.filter(slug=SLUG).exists():
            self.stdout.write("Lager en oppdiktet kommune med to års målinger …")
            with _not_waiting_for_the_disk():
                build(now=timezone.now(), say=lambda line: self.stdout.write(f"  {line}"))
        self.stdout.write(f"\nLogg inn på {settings.BASE_URL}/demo/ som:")
        for one in KNOWN:
            self.stdout.write(f"  {one.name:<16}{one.says}")
        self.stdout.write(f"E-posten som sendes i demoen, leser du på {settings.BASE_URL}/drift/post/\n")


@contextmanager
def _not_waiting_for_the_disk() -> Iterator[None]:
    """A workplace that is made up may be made up again, should the power go in the middle."""
    on_sqlite = connection.vendor == "sqlite"
    if on_sqlite:
        connection.cursor().execute("PRAGMA synchronous=OFF")
    try:
        yield
    finally:
        if on_sqlite:
            connection.cursor().execute("PRAGMA synchronous=FULL")
