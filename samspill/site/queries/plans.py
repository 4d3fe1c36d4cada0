"""What the home page tells of measures."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.measures.models import Measure
from samspill.measures.queries import happened_since, own_work_of
from samspill.organisations.rules import Viewer
from samspill.site.queries.lines import Happened, Waiting, noon

SOON = timedelta(days=7)
RECENT = timedelta(days=60)


def measures_waiting(viewer: Viewer) -> list[Waiting]:
    """One line for what one is responsible for, one for what others have proposed."""
    work = own_work_of(viewer, viewer.today + SOON)
    mine = reverse("plan_board", args=["mine"])
    found = []
    if work.to_evaluate:
        heading = ngettext("Virket tiltaket?", "Virket tiltakene?", work.to_evaluate)
        text = _("Dagen dere ville se om det virket, er kommet.")
        found.append(Waiting(heading, text, _("Vurder"), mine, outside=heading))
    if work.overdue or work.due_soon:
        heading = _("Tiltak du har ansvar for")
        found.append(Waiting(heading, _dates(work.overdue, work.due_soon), _("Se dem"), mine, outside=heading))
    if work.proposed:
        text = _("Verneombudet har lagt fram noe for enheten du leder.")
        heading = _("Et tiltak er foreslått")
        found.append(Waiting(heading, text, _("Se forslaget"), reverse("plan_home"), outside=heading))
    return found


def _dates(overdue: int, soon: int) -> str:
    said = []
    if overdue:
        said.append(ngettext("Ett er over fristen.", "%(n)s er over fristen.", overdue) % {"n": overdue})
    if soon:
        said.append(ngettext("Ett har frist denne uken.", "%(n)s har frist denne uken.", soon) % {"n": soon})
    return " ".join(said)


def measures_since(viewer: Viewer, *, now: datetime) -> list[Happened]:
    """Measures that ended lately in units one may see, and what was seen."""
    since = timezone.localdate(now) - RECENT
    return [
        Happened(
            noon(one.on),
            _ended(one.title, one.verdict),
            reverse("measure", args=[one.measure_id]),
            _("Les mer"),
            outside=_("Et tiltak er avsluttet"),
        )
        for one in happened_since(viewer, since, most=4)
    ]


def _ended(title: str, verdict: str) -> str:
    if not verdict:
        return _("Tiltaket «%(title)s» ble stanset.") % {"title": title}
    seen = Measure.Verdict(verdict).label
    return _("Tiltaket «%(title)s» ble avsluttet: %(verdict)s.") % {"title": title, "verdict": seen}
