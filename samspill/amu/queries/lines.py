"""A case as it stands in the minutes, from what has been written of it."""

from __future__ import annotations

from datetime import date

from samspill.amu.models import Case
from samspill.amu.rules.minutes import CaseLine, DissentLine
from samspill.measures.rules import has_left


def line_of(one: Case, today: date, *, owner_role: str = "") -> CaseLine:
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
        owner_name=one.owner.name if one.owner else "",
        owner_role=owner_role,
        owner_has_left=one.owner is not None and has_left(one.owner, today),
        due=one.due_on.isoformat() if one.due_on else "",
    )
