"""Making an installation ready: keys, tables, static files. Every step may be run again."""

from __future__ import annotations

import django
from django.core.management import call_command


def lay_out() -> None:
    """Keys are made when the settings are read; here the tables, the shared cache and the static files."""
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def make_administrator(email: str) -> None:
    from samspill.accounts.models import User

    if not User.objects.filter(email__iexact=email).exists():
        User.objects.create_user(email, is_administrator=True)
