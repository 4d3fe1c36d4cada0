"""What the home page tells of the wheel."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.organisations.rules import Viewer
from samspill.site.queries.lines import FRESH, Happened, Waiting, noon
from samspill.yearwheel.queries import Done, OwnWork, due_between, happened_since, own_work_of
from samspill.yearwheel.queries.year import Item, item_of, rounds_between

AHEAD = timedelta(days=60)
NEXT = 4
MOST = 3


def year_waiting(viewer: Viewer) -> list[Waiting]:
    """One line, however much there is: the thing itself, or how many."""
    work = own_work_of(viewer)
    if work.only is not None:
        return [_the_only(work)]
    number = work.late + work.now
    if not number:
        return []
    heading = ngettext("%(n)d milepæl i årshjulet", "%(n)d milepæler i årshjulet", number) % {"n": number}
    return [Waiting(heading, _how_many(work), _("Se dem"), reverse("wheel_catch_up"), outside=heading)]


def _how_many(work: OwnWork) -> str:
    said = []
    if work.late:
        said.append(ngettext("Én er passert.", "%(n)d er passert.", work.late) % {"n": work.late})
    if work.now:
        said.append(ngettext("Én er i gang nå.", "%(n)d er i gang nå.", work.now) % {"n": work.now})
    return " ".join(said)


def _the_only(work: OwnWork) -> Waiting:
    day = date_format(work.ends_on, "j. F") if work.ends_on else ""
    text = _("I årshjulet til %(day)s, og ikke ført som gjort.") if work.late else _("I årshjulet, til og med %(day)s.")
    address = reverse("occurrence", args=[work.only])
    return Waiting(work.title, text % {"day": day}, _("Se på den"), address, outside=work.title)


def next_in_year(viewer: Viewer) -> list[Item]:
    """The nearest days in the wheel, rounds too."""
    days = (viewer.today, viewer.today + AHEAD)
    coming = [item_of(one) for one in due_between(viewer, *days)] + rounds_between(viewer, *days)
    undone = [one for one in coming if one.status in {"due", "planned"}]
    return sorted(undone, key=lambda one: (one.ends_on, one.starts_on, one.title))[:NEXT]


def year_since(viewer: Viewer, *, now: datetime) -> list[Happened]:
    return [_done(one) for one in happened_since(viewer, now - FRESH, most=MOST)]


def _done(one: Done) -> Happened:
    if one.units > 1:
        text = ngettext(
            "I årshjulet: %(title)s er gjort i %(n)d enhet.",
            "I årshjulet: %(title)s er gjort i %(n)d enheter.",
            one.units,
        )
    else:
        text = _("I årshjulet: %(title)s er gjort.")
    said = text % {"title": one.milestone.title, "n": one.units}
    if one.occurrence_id is not None:
        address = reverse("occurrence", args=[one.occurrence_id])
    else:
        address = reverse("milestone_year", args=[one.milestone.pk, one.year])
    return Happened(noon(one.on), said, address, _("Se hva"), outside=said.rstrip("."))
