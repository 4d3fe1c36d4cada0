"""Two people read each comment before anybody else does; what nobody has read in three weeks is deleted."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from samspill.audit.actions import record
from samspill.organisations.rules import Viewer, Worker
from samspill.results.models import Comment, CommentPool, CurationVote, Reader
from samspill.results.queries.comments import safety_curators
from samspill.results.rules import (
    Opinion,
    check_can_curate,
    check_can_read_first,
    check_can_vote,
    decided,
    votes_needed,
)

State = Comment.State


def cast_vote(*, comment: Comment, opinion: Opinion, by: Viewer, now: datetime) -> Comment:
    """Say what should happen to a comment; when enough say the same, it happens. One votes as oneself alone."""
    with transaction.atomic():
        locked = Comment.objects.select_for_update(of=("self",)).select_related("pool__unit").get(pk=comment.pk)
        pool = locked.pool
        curators = list(pool.curators.values_list("pk", flat=True))
        check_can_curate(by, path=pool.unit.path, curators=curators)
        check_can_read_first(by, path=pool.unit.path, reader=locked.reader)
        check_can_vote(locked, opinion)
        text = opinion.text.strip() if opinion.state == State.SHOWN else ""
        CurationVote.objects.update_or_create(
            comment=locked, curator_id=by.person_id, defaults={"state": opinion.state, "text": text}
        )
        _decide(locked, pool, timezone.localtime(now).date())
        # The pool, never the comment: no line may say who thought what of which text.
        record("cast_vote", by=by, now=now, subject=pool)
    return locked


def _decide(comment: Comment, pool: CommentPool, today: date) -> None:
    votes = CurationVote.objects.filter(comment=comment).values_list("curator_id", "state", "text")
    alone = safety_curators(pool, today) if comment.reader == Reader.SAFETY_REP else 0
    verdict = decided([Opinion(*vote) for vote in votes], votes_needed(comment.reader, alone))
    if verdict is None:
        return
    comment.state = verdict.state
    if verdict.state == State.SHOWN:
        comment.text = verdict.text
    elif verdict.state == State.LEFT_OUT:
        comment.text = ""
    comment.save(update_fields=["state", "text"])
    CurationVote.objects.filter(comment=comment).delete()


def delete_expired_comments(*, now: datetime) -> int:
    """What two have not let through within 21 days is deleted; of what was set aside only the count is kept."""
    today = timezone.localtime(now).date()
    expired = Comment.objects.filter(pool__expires_on__lte=today)
    with transaction.atomic():
        by_organisation = dict.fromkeys(
            expired.filter(state__in=[State.WAITING, State.SET_ASIDE])
            .exclude(text="")
            .values_list("pool__pulse_round__organisation_id", flat=True)
        )
        if not by_organisation:
            return 0
        deleted, _rows = expired.filter(state=State.WAITING).delete()
        emptied = expired.filter(state=State.SET_ASIDE).exclude(text="").update(text="")
        for organisation_id in by_organisation:
            record("delete_expired_comments", by=Worker(organisation_id=organisation_id), now=now)
    return deleted + emptied
