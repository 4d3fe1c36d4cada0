"""The worker: everything that falls due by itself. Each job is idempotent, so a missed or repeated tick harms nothing,
and times hold at read time too, so a stopped worker delays but never opens what should be closed."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable
from datetime import datetime

logger = logging.getLogger("samspill.worker")
Job = Callable[[datetime], object]


def jobs() -> tuple[Job, ...]:
    """In the order an answer travels: ask, make room, close, send; then tidy up."""
    from samspill.amu import jobs as amu
    from samspill.answers import jobs as answers
    from samspill.measures import jobs as measures
    from samspill.notices import jobs as notices
    from samspill.organisations import jobs as organisations
    from samspill.pulses import jobs as pulses
    from samspill.results import jobs as results
    from samspill.site import jobs as site
    from samspill.yearwheel import jobs as yearwheel

    first = (pulses.tick, answers.tick, results.tick, measures.tick, yearwheel.tick)
    return (*first, amu.tick, site.tick, notices.tick, organisations.tick)


def tick(now: datetime, *, is_told_to_stop: Callable[[], bool] = lambda: False) -> int:
    """Do what is due once; one job's failure does not stop the others. Returns how many failed."""
    from django.db import close_old_connections

    failed = 0
    for job in jobs():
        if is_told_to_stop():
            break
        close_old_connections()
        try:
            job(now)
        except Exception as error:
            # The type and the place, never the content: a message may hold an address or a link.
            failed += 1
            logger.error("%s failed: %s", job.__module__, type(error).__name__)  # noqa: TRY400
            logger.debug("details", exc_info=error)
    return failed


def work(*, once: bool, rest: float) -> int:
    from django.utils import timezone

    from samspill.results.actions.disk import sweep_disk

    # A worker killed right after a close had published may have left the last of the round in the files.
    sweep_disk()
    stopping = threading.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: stopping.set())
    while True:
        failed = tick(timezone.now(), is_told_to_stop=stopping.is_set)
        if once:
            return 1 if failed else 0
        if stopping.wait(rest):
            return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspill.config.settings")
    import django

    django.setup()
    raise SystemExit(work(once=False, rest=2.0))
