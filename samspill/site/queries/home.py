"""What waits for somebody, and what has happened since last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samspill.leadership import queries as leadership
from samspill.measures.queries.conversations import under_way_for
from samspill.measures.queries.stories import told_since
from samspill.organisations.rules import REPRESENTS, Viewer, can_administer
from samspill.pulses.models import PulseRound
from samspill.pulses.queries import changed_units_for, open_rounds_for
from samspill.pulses.queries import due_between as rounds_due
from samspill.results.queries import closed_rounds_for, happened_since, pools_to_curate
from samspill.site.queries.committee import committee_since, committee_waiting
from samspill.site.queries.lines import FRESH, LONG_AGO, SOON, Happened, Waiting, noon
from samspill.site.queries.plans import measures_since, measures_waiting
from samspill.site.queries.risks import risks_since, risks_waiting
from samspill.site.queries.setup import setup_for
from samspill.site.queries.year import year_since, year_waiting

MOST = 5
FEW_DAYS = timedelta(days=3)
A_QUARTER = timedelta(days=92)
NEWS = 6
TEASER = 110


def waiting_for(viewer: Viewer, *, now: datetime) -> list[Waiting]:
    """At most five things, what has a deadline first."""
    found = _to_answer(viewer, now) + _to_approve(viewer) + _to_read(viewer, now)
    found += (
        committee_waiting(viewer)
        + _to_finish(viewer)
        + risks_waiting(viewer)
        + measures_waiting(viewer)
        + year_waiting(viewer)
        + _to_curate(viewer)
        + _to_explain(viewer)
        + _to_look_at_again(viewer)
        + _to_set_up(viewer, now)
    )
    return found[:MOST]


def _to_answer(viewer: Viewer, now: datetime) -> list[Waiting]:
    open_for_me = [one for one in open_rounds_for(viewer, now=now) if one.channel == "link" and not one.has_answered]
    until = _("Svar innen %(day)s.")
    return [
        Waiting(
            one.pulse_round.name,
            until % {"day": date_format(timezone.localtime(one.pulse_round.closes_at), "l j. F")},
            _("Svar"),
            reverse("round_answer", args=[one.pulse_round.pk]),
            post=True,
        )
        for one in open_for_me
    ]


def _to_approve(viewer: Viewer) -> list[Waiting]:
    if not viewer.has(*REPRESENTS):
        return []
    near = rounds_due(viewer, viewer.today, viewer.today + SOON)
    planned = [one for one in near if one.state == PulseRound.State.PLANNED]
    text = _("Se hvem som er lagt til eller flyttet før målingen åpner.")
    return [
        Waiting(
            _("Godkjenn endringer i enhetene"),
            text,
            _("Se endringer"),
            reverse("round_approvals", args=[one.pk]),
            outside=_("Godkjenn endringer i enhetene"),
        )
        for one in planned
        if any(not unit.is_approved for unit in changed_units_for(viewer, one))
    ]


def _to_read(viewer: Viewer, now: datetime) -> list[Waiting]:
    fresh = [one for one in closed_rounds_for(viewer, limit=1) if one.published_at and one.published_at > now - FRESH]
    text = _("Du, teamet, lederen og verneombudet fikk dem samtidig.")
    return [
        Waiting(
            _("Tallene er klare: %(title)s") % {"title": one.name},
            text,
            _("Les resultatet"),
            reverse("results_home"),
            outside=_("Tallene er klare: %(title)s") % {"title": one.name},
        )
        for one in fresh
        if one.state == PulseRound.State.PUBLISHED
    ]


def _to_finish(viewer: Viewer) -> list[Waiting]:
    """A conversation that was left; only for whoever leads there, not for all who might."""
    text = _("Den står der dere slapp.")
    return [
        Waiting(
            _("Samtalen i %(unit)s er ikke ferdig") % {"unit": one.unit.name},
            text,
            _("Fortsett"),
            reverse("conversation", args=[one.pk]),
            outside=_("Samtalen i %(unit)s er ikke ferdig") % {"unit": one.unit.name},
        )
        for one in under_way_for(viewer)
        if one.led_by_id == viewer.person_id
    ]


def _to_curate(viewer: Viewer) -> list[Waiting]:
    pools = pools_to_curate(viewer)
    if not pools:
        return []
    text = _("Ta ut det som kan vise hvem noen er, sammen med en annen.")
    heading = _("Kommentarer venter på gjennomgang")
    return [Waiting(heading, text, _("Se gjennom"), reverse("curation"), outside=heading)]


def _to_explain(viewer: Viewer) -> list[Waiting]:
    text = _("Noen har spurt om det du bestemte.")
    return [
        Waiting(one.title, text, _("Svar"), reverse("decision", args=[one.pk]), outside=text.rstrip("."))
        for one in leadership.unanswered_for(viewer)
    ]


def _to_look_at_again(viewer: Viewer) -> list[Waiting]:
    due = leadership.due_between(viewer, viewer.today - LONG_AGO, viewer.today + FEW_DAYS)
    text = _("Du ville se på avgjørelsen igjen %(day)s.")
    return [
        Waiting(
            one.decision.title,
            text % {"day": date_format(one.on, "j. F")},
            _("Se på den"),
            reverse("decision_review", args=[one.decision.pk]),
            outside=_("Se på en avgjørelse igjen"),
        )
        for one in due
    ]


def _to_set_up(viewer: Viewer, now: datetime) -> list[Waiting]:
    if not can_administer(viewer):
        return []
    steps = setup_for(viewer, now=now)
    left = [step for step in steps if not step.done]
    if not left:
        return []
    text = _("%(done)d av %(all)d steg er gjort. Neste: %(next)s.")
    said = text % {"done": len(steps) - len(left), "all": len(steps), "next": left[0].heading.lower()}
    heading = _("Gjør ferdig oppsettet")
    return [Waiting(heading, said, _("Fortsett"), reverse("setup"), outside=heading)]


def since_last(viewer: Viewer, *, now: datetime) -> list[Happened]:
    """What came of it, the newest first."""
    found = _published(viewer, now) + _decided(viewer, now) + _told(viewer, now)
    found += measures_since(viewer, now=now) + risks_since(viewer, now=now) + year_since(viewer, now=now)
    found += committee_since(viewer, now=now)
    return sorted(found, key=lambda one: one.on, reverse=True)[:NEWS]


def news_beside(waiting: Sequence[Waiting], happened: Sequence[Happened]) -> list[Happened]:
    """What has happened without what already stands among what waits: a page says a thing once."""
    said = {(one.outside, one.url) for one in waiting}
    return [one for one in happened if (one.outside, one.url) not in said]


def _published(viewer: Viewer, now: datetime) -> list[Happened]:
    return [
        Happened(
            one.published_at,
            _("%(title)s ble lukket, og tallene ble klare for alle samtidig.") % {"title": one.name},
            reverse("results_home"),
            _("Les dem"),
            outside=_("Tallene er klare: %(title)s") % {"title": one.name},
        )
        for one in happened_since(viewer, now - A_QUARTER)
        if one.published_at
    ]


def _decided(viewer: Viewer, now: datetime) -> list[Happened]:
    text = _("%(who)s bestemte noe som gjelder deg: %(title)s.")
    return [
        Happened(
            one.told_at,
            text % {"who": one.decided_by_name, "title": one.title},
            reverse("decision", args=[one.pk]),
            _("Les hvorfor"),
            outside=_("Noe er bestemt som gjelder deg"),
        )
        for one in leadership.happened_since(viewer, now - FRESH).order_by("-told_at")[:NEWS]
        if one.decided_by_id != viewer.person_id
    ]


def _told(viewer: Viewer, now: datetime) -> list[Happened]:
    """Stories, dated by the day alone."""
    since = timezone.localdate(now - FRESH)
    return [
        Happened(
            noon(one.told_on),
            _("Noen fortalte hva som hjalp: «%(text)s»") % {"text": Truncator(one.text).chars(TEASER)},
            reverse("story", args=[one.pk]),
            _("Les og gjør mer av det"),
            outside=_("Noen fortalte hva som hjalp"),
        )
        for one in told_since(viewer, since)
    ]
