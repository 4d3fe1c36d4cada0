"""A case as it stands in the minutes, from what has been written of it."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.amu.models import Case
from samspill.amu.rules.meetings import owner_of
from samspill.amu.rules.minutes import CaseLine, DissentLine


def line_of(one: Case, today: date) -> CaseLine:
    return CaseLine(
        id=one.pk,
        sign=one.sign,
        title=one.title,
        kind=one.kind,
        letter=one.letter,
        is_exempt=one.is_exempt,
        exempt_reason=one.exempt_reason,
        discussion=one.discussion,
        decision=one.decision,
        dissents=tuple(DissentLine(said.name, said.reason) for said in one.dissents.all()),
        votes_for=one.votes_for,
        votes_against=one.votes_against,
        votes_blank=one.votes_blank,
        owner=owner_of(one.owner, today),
        due_on=date_format(one.due_on, _("j. F Y")) if one.due_on else "",
    )
