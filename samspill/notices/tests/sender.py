"""A worker of its own, to be killed: ``python -m samspill.notices.tests.sender VERB NUMBER``."""

from __future__ import annotations

import os
import sys
from datetime import timedelta


def main(verb: str, number: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "samspill.config.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from samspill.notices import jobs
    from samspill.notices.actions import queue_mail
    from samspill.notices.models import Message
    from samspill.notices.rules import Mail

    if verb == "queue":
        call_command("migrate", verbosity=0, interactive=False)
        mails = [Mail(to=f"p{n}@solvik.example", subject="Puls", text=f"Hei {n}") for n in range(number)]
        queue_mail(mails=mails, not_before=timezone.now())
        return
    # Each life of the worker begins some minutes later than the one before, when old leases have run out.
    ahead = timedelta(minutes=10 * number)
    while Message.objects.exists():
        jobs.tick(timezone.now() + ahead)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
