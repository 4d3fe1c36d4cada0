from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from samspill.demo.build import build
from samspill.demo.workplace import KNOWN, SLUG
from samspill.organisations.models import Organisation


class Command(BaseCommand):
    help = "Fill a fictional workplace with two years of pulses, if it is not there yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not Organisation.objects.filter(slug=SLUG).exists():
            self.stdout.write("Lager en oppdiktet kommune med to års målinger …")
            build(now=timezone.now(), say=lambda line: self.stdout.write(f"  {line}"))
        self.stdout.write(f"\nLogg inn på {settings.BASE_URL}/demo/ som:")
        for one in KNOWN:
            self.stdout.write(f"  {one.name:<16}{one.says}")
        self.stdout.write(f"E-posten som sendes i demoen, leser du på {settings.BASE_URL}/drift/post/\n")
