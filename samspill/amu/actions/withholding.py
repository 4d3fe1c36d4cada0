"""What a case made exempt has said elsewhere, to others than those who may read it now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from samspill.amu.models import Case, Meeting
from samspill.amu.rules.meetings import follow_up_title
from samspill.amu.rules.packs import Pack
from samspill.measures.actions import withhold_measure
from samspill.organisations.rules import Viewer


def withhold_follow_up(case: Case, *, by: Viewer, now: datetime) -> None:
    """The measure stays on the plan under the number of the case, and packs that named it call it so too."""
    if case.measure is None:
        return
    organisation = case.committee.organisation
    with translation.override(organisation.language):
        title = _("Oppfølging av %(case)s") % {"case": case}
    was = withhold_measure(measure=case.measure, title=title, by=by, now=now)
    for meeting in Meeting.objects.select_for_update().filter(committee__organisation=organisation, pack__isnull=False):
        _rename(meeting, was | {follow_up_title(case)}, title)


def _rename(meeting: Meeting, was: Collection[str], title: str) -> None:
    packs = {language: Pack.from_data(data) for language, data in (meeting.pack or {}).items()}
    renamed = {language: pack.with_renamed(was, title) for language, pack in packs.items()}
    if renamed != packs:
        meeting.pack = {language: pack.as_data() for language, pack in renamed.items()}
        meeting.save(update_fields=["pack"])
