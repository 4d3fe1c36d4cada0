"""What the weekly letter says: what waits and what has happened, in our own words, with nothing anybody wrote.

Whether somebody has a round to answer is not in it: the invitation's way is its own.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.notices.queries.personal import told_weekly
from samspill.notices.rules import Words
from samspill.organisations.models import Person
from samspill.organisations.rules import Viewer
from samspill.site.queries.home import since_last, waiting_for

A_WEEK = timedelta(days=7)


def weekly_words(person: Person, viewer: Viewer, *, now: datetime) -> Words | None:
    """Nothing where there is nothing to tell."""
    waiting = _unique([one.outside for one in waiting_for(viewer, now=now)])
    happened = [one.outside for one in since_last(viewer, now=now) if one.on > now - A_WEEK]
    told = [notice.title for notice in told_weekly(person, now - A_WEEK)]
    since = _unique([*told, *happened])
    if not waiting and not since:
        return None
    lines = _listed(_("Dette venter på deg"), waiting) + _listed(_("Siden sist"), since)
    return Words(_("Uken på jobb: det du bør vite"), reverse("home"), _("Se alt her"), tuple(lines))


def _listed(heading: str, said: list[str]) -> list[str]:
    return [f"{heading}:", *(f"- {one}" for one in said)] if said else []


def _unique(said: list[str]) -> list[str]:
    return [one for one in dict.fromkeys(said) if one]
