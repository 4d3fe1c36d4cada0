from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samspill.audit.models import Event
from samspill.audit.queries import events_for
from samspill.audit.rules import Hidden
from samspill.organisations.models import Role
from samspill.organisations.rules import Viewer

READS_LOG = (Role.HR, Role.GENERAL_MANAGER, Role.SAFETY_REP, Role.CHIEF_SAFETY_REP)
WORDS = {
    "create_organisation": _("opprettet virksomheten"),
    "change_organisation": _("endret opplysninger om virksomheten"),
    "change_safety": _("endret minste gruppe eller krav til innlogging"),
}
"""What each action is called on the page; a test holds that every action recorded anywhere has its words."""


def log_for(viewer: Viewer, *, sought: str = "") -> QuerySet[Event]:
    """Everything done in the organisation, for those who run it and those who watch over it."""
    if not viewer.has(*READS_LOG):
        raise Hidden
    events = events_for(viewer.organisation_id)
    if sought:
        named = [action for action, words in WORDS.items() if sought.lower() in str(words).lower()]
        events = events.filter(
            Q(actor_name__icontains=sought) | Q(subject_name__icontains=sought) | Q(action__in=named)
        )
    return events


def words_of(action: str) -> str:
    return str(WORDS.get(action, action))
