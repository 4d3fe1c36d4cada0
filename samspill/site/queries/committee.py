"""What the home page tells of committees."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samspill.amu.queries.home import Due, due_between, happened_since, own_decisions_due, pledges_owed, to_approve
from samspill.organisations.models import Role
from samspill.organisations.rules import Viewer
from samspill.site.queries.lines import FRESH, LONG_AGO, SOON, Happened, Waiting

MOST, MANY = 2, 200
MEETS = (Role.AMU_MEMBER, Role.HR, Role.GENERAL_MANAGER, Role.LEADER)
"""Whoever may have a seat or write: a seat comes with the role, and leaders sit in management groups."""


def committee_waiting(viewer: Viewer) -> list[Waiting]:
    start, end = viewer.today - LONG_AGO, viewer.today + SOON
    if not viewer.has(*MEETS):
        return [line for one in own_decisions_due(viewer, start, end)[:MANY] if (line := _due(viewer, one))]
    due = due_between(viewer, start, end, most=MANY)
    return _pledges(viewer) + _minutes(viewer) + [line for one in due if (line := _due(viewer, one))]


def _pledges(viewer: Viewer) -> list[Waiting]:
    text = _("Alle medlemmer bekrefter den én gang, før sitt første møte.")
    heading = _("Bekreft taushetsplikten")
    return [
        Waiting(heading, text, _("Les og bekreft"), reverse("committee_pledge", args=[one.pk]), outside=heading)
        for one in pledges_owed(viewer)[:MOST]
    ]


def _minutes(viewer: Viewer) -> list[Waiting]:
    return [
        Waiting(
            _("Protokollen venter på godkjenning fra deg"),
            str(one.meeting),
            _("Les og godkjenn"),
            reverse("minutes", args=[one.pk]),
            outside=_("Protokollen venter på godkjenning fra deg"),
        )
        for one in to_approve(viewer)[:MOST]
    ]


def _due(viewer: Viewer, one: Due) -> Waiting | None:
    day = date_format(one.on, "l j. F")
    if one.what == "meeting" and one.on >= viewer.today:
        heading = _("Du er innkalt: %(committee)s") % {"committee": one.title}
        address = reverse("meeting", args=[one.object_id])
        return Waiting(heading, capfirst(day), _("Forbered deg"), address, outside=heading)
    if one.what == "decision":
        heading = _("Et vedtak du har ansvar for: %(title)s") % {"title": one.title}
        text, address = _("Fristen er %(day)s.") % {"day": day}, reverse("case", args=[one.object_id])
        return Waiting(heading, text, _("Se vedtaket"), address, outside=_("Et vedtak du har ansvar for"))
    if one.what == "term" and one.on >= viewer.today:
        heading = _("Valgperioden til %(name)s går ut") % {"name": one.title}
        address = reverse("committee_members", args=[one.committee_id])
        return Waiting(heading, capfirst(day), _("Se medlemmene"), address, outside=_("En valgperiode går ut"))
    return None


def committee_since(viewer: Viewer, *, now: datetime) -> list[Happened]:
    words = {
        "minutes": (_("Protokollen fra %(title)s er godkjent."), "minutes"),
        "report": (_("%(title)s er vedtatt."), "annual_report"),
    }
    found = []
    for one in happened_since(viewer, now - FRESH, most=MOST):
        text, name = words[one.what]
        said = text % {"title": one.title}
        address = reverse(name, args=[one.object_id])
        found.append(Happened(one.on, said, address, _("Les"), outside=said.rstrip(".")))
    return found
