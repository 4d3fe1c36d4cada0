"""Making an installation ready: keys, tables, static files. Every step may be run again."""

from __future__ import annotations

import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command


def lay_out() -> None:
    """Keys are made when the settings are read; here the tables, the shared cache and the static files."""
    sys.stdout.write("Making tables and laying out files …\n")
    sys.stdout.flush()
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    lay_out_static_files()


def lay_out_static_files() -> None:
    """Compressing them is most of the time a start takes, so it is not done again for the same files."""
    stamp, found = Path(settings.STATIC_ROOT) / "laid-out.txt", _sources()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == found:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(found, encoding="utf-8")


def _sources() -> str:
    from django.contrib.staticfiles.finders import get_finders

    lines = sorted(
        f"{path} {storage.size(path)} {storage.get_modified_time(path).isoformat()}"
        for finder in get_finders()
        for path, storage in finder.list([])
    )
    made_by = [version("whitenoise"), version("django"), str(settings.STORAGES["staticfiles"])]
    return sha256("\n".join([*made_by, *lines]).encode()).hexdigest()


def make_administrator(email: str) -> None:
    from samspill.accounts.models import User

    if not User.objects.filter(email__iexact=email).exists():
        User.objects.create_user(email, is_administrator=True)
