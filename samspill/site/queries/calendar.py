"""What one person's calendar holds: days of the rounds that touch them, and of what they are responsible for.

A calendar lies on other people's machines. So an entry says what kind of thing it is and where, in our own words; what
somebody has written (a measure, a decision) is read behind the link.
"""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.amu.queries.home import Due
from samspill.amu.queries.home import due_between as committee_due
from samspill.documents.calendars import Entry
from samspill.leadership import queries as leadership
from samspill.measures.queries import due_between as measures_due
from samspill.organisations.rules import Viewer
from samspill.pulses.queries import due_between as rounds_due
from samspill.risk.queries import due_between as reviews_due
from samspill.risk.queries.changes import changes_due_between
from samspill.yearwheel.queries import own_between

BACK, AHEAD = timedelta(days=90), timedelta(days=400)
MOST_OF_A_KIND = 1000


def calendar_for(viewer: Viewer) -> list[Entry]:
    """Three months back and a year ahead, in order of time."""
    days = (viewer.today - BACK, viewer.today + AHEAD)
    found = _rounds(viewer, *days) + _milestones(viewer, *days) + _measures(viewer, *days)
    found += _reviews(viewer, *days) + _changes(viewer, *days) + _decisions(viewer, *days) + _committee(viewer, *days)
    return sorted(found, key=lambda entry: (entry.day, entry.uid))


def uid_of(kind: str, key: int) -> str:
    """The same for as long as the thing itself is there, whatever becomes of its day and name."""
    return f"{kind}-{key}@{urlsplit(settings.BASE_URL).hostname}"


def address_of(name: str, *args: object) -> str:
    return settings.BASE_URL + reverse(name, args=args)


def _rounds(viewer: Viewer, start: date, end: date) -> list[Entry]:
    return [
        Entry(
            uid_of("maling", one.pk),
            _("%(round)s: åpen for svar") % {"round": one.name},
            timezone.localdate(one.opens_at),
            timezone.localdate(one.closes_at),
            address_of("pulse_round", one.pk),
        )
        for one in rounds_due(viewer, start, end)
    ]


def _milestones(viewer: Viewer, start: date, end: date) -> list[Entry]:
    """Named as in the wheel, which everybody here reads."""
    return [
        Entry(uid_of("arshjul", one.pk), str(one), one.starts_on, one.ends_on, address_of("occurrence", one.pk))
        for one in own_between(viewer, start, end)
    ]


def _measures(viewer: Viewer, start: date, end: date) -> list[Entry]:
    titles = {
        "start": _("Et tiltak begynner (%(unit)s)"),
        "due": _("Frist for et tiltak (%(unit)s)"),
        "evaluate": _("Se om et tiltak virket (%(unit)s)"),
    }
    return [
        Entry(
            uid_of(f"tiltak-{one.what}", one.measure_id),
            titles[one.what] % {"unit": one.unit},
            one.on,
            url=address_of("measure", one.measure_id),
        )
        for one in measures_due(viewer, start, end, most=MOST_OF_A_KIND, own=True)
    ]


def _reviews(viewer: Viewer, start: date, end: date) -> list[Entry]:
    title = _("Se på risikovurderingen av %(place)s igjen")
    return [
        Entry(
            uid_of("risiko", one.assessment.pk),
            title % {"place": one.assessment.number},
            one.on,
            url=address_of("risk", one.assessment.pk),
        )
        for one in reviews_due(viewer, start, end)
    ]


def _changes(viewer: Viewer, start: date, end: date) -> list[Entry]:
    return [
        Entry(
            uid_of("endring", one.pk),
            _("Se hvordan en endring gikk"),
            one.evaluate_on,
            url=address_of("change_evaluate", one.pk),
        )
        for one in changes_due_between(viewer, start, end)
        if one.evaluate_on
    ]


def _decisions(viewer: Viewer, start: date, end: date) -> list[Entry]:
    return [
        Entry(
            uid_of("avgjorelse", one.decision.pk),
            _("Se på en avgjørelse igjen"),
            one.on,
            url=address_of("decision_review", one.decision.pk),
        )
        for one in leadership.due_between(viewer, start, end)
    ]


def _committee(viewer: Viewer, start: date, end: date) -> list[Entry]:
    """Meetings one is called to, with their hours, and what one sees to after them; what they are about is read behind
    the link."""
    due = committee_due(viewer, start, end, most=MOST_OF_A_KIND)
    return [entry for one in due if (entry := _of_committee(one))]


def _of_committee(one: Due) -> Entry | None:
    if one.what == "meeting" and one.at:
        title = _("Møte: %(committee)s") % {"committee": one.title}
        return Entry(uid_of("mote", one.object_id), title, one.at, one.until, address_of("meeting", one.object_id))
    if one.what == "decision":
        title = _("Frist for et vedtak: %(case)s") % {"case": one.title}
        return Entry(uid_of("vedtak", one.object_id), title, one.on, url=address_of("case", one.object_id))
    return None
