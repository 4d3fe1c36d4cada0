"""What the home page tells of risk assessments and planned changes."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.organisations.rules import Viewer
from samspill.risk.models import Assessment
from samspill.risk.queries import due_between, happened_since, returned_to, to_sign
from samspill.risk.queries.changes import changes_due_between
from samspill.site.queries.lines import FRESH, LONG_AGO, SOON, Happened, Waiting, noon

MOST = 2


def risks_waiting(viewer: Viewer) -> list[Waiting]:
    return _to_sign(viewer) + _returned(viewer) + _to_review(viewer) + _to_look_back_at(viewer)


def _to_sign(viewer: Viewer) -> list[Waiting]:
    text = _("Lederen ber deg skrive under på at du har vært med.")
    return [
        Waiting(
            _name(one),
            text,
            _("Les og skriv under"),
            reverse("risk_sign", args=[one.pk]),
            outside=_name(one),
        )
        for one in to_sign(viewer)[:MOST]
    ]


def _returned(viewer: Viewer) -> list[Waiting]:
    text = _("Verneombudet ber om mer arbeid: %(note)s")
    return [
        Waiting(
            _name(one),
            text % {"note": one.return_note} if one.return_note else _("Verneombudet ber om mer arbeid."),
            _("Se hva som mangler"),
            reverse("risk", args=[one.pk]),
            outside=_name(one),
        )
        for one in returned_to(viewer)[:MOST]
    ]


def _name(one: Assessment) -> str:
    """A number may hold a colon of its own, so there is none before it."""
    return _("Risikovurdering av %(place)s") % {"place": one.number}


def _to_review(viewer: Viewer) -> list[Waiting]:
    text = _("Dere ville se på risikovurderingen igjen %(day)s.")
    return [
        Waiting(
            str(due.assessment.number),
            text % {"day": date_format(due.on, "j. F")},
            _("Se på den"),
            reverse("risk", args=[due.assessment.pk]),
            outside=_("Se på risikovurderingen av %(place)s igjen") % {"place": due.assessment.number},
        )
        for due in due_between(viewer, viewer.today - LONG_AGO, viewer.today + SOON)[:MOST]
    ]


def _to_look_back_at(viewer: Viewer) -> list[Waiting]:
    text = _("Dagen dere ville se hvordan endringen gikk, er kommet.")
    return [
        Waiting(
            one.title,
            text,
            _("Skriv hvordan det gikk"),
            reverse("change_evaluate", args=[one.pk]),
            outside=_("Se hvordan en endring gikk"),
        )
        for one in changes_due_between(viewer, viewer.today - LONG_AGO, viewer.today)[:MOST]
    ]


def risks_since(viewer: Viewer, *, now: datetime) -> list[Happened]:
    """Assessments that came into force lately where one may read them."""
    text = _("Risikovurderingen av %(place)s gjelder nå.")
    return [
        Happened(
            noon(one.valid_from),
            text % {"place": one.number},
            reverse("risk", args=[one.pk]),
            _("Les den"),
            outside=(text % {"place": one.number}).rstrip("."),
        )
        for one in happened_since(viewer, timezone.localdate(now) - FRESH)[:MOST]
        if one.valid_from
    ]
