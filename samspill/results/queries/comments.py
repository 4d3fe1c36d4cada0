"""Comments: after curation for those the writer chose, before it for the two who read them first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from samspill.audit.rules import Hidden, permits
from samspill.organisations.models import Role, Unit
from samspill.organisations.queries import people_with_role
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound
from samspill.pulses.rules.access import CURATES
from samspill.results.models import Comment, CommentPool, CurationVote, Reader
from samspill.results.rules import check_can_curate, check_can_tell_on, curates_choices, readers_choices

State = Comment.State


@dataclass(frozen=True, slots=True)
class ShownComment:
    """A comment that was let through. The key is random and says nothing."""

    key: int
    text: str
    can_be_told_on: bool
    """Its writer let the whole team read it."""


def shown_comments_for(viewer: Viewer, unit: Unit, pulse_round: PulseRound) -> list[ShownComment]:
    """Curated comments of a unit's pool, for a viewer the writers let read them; in the order of their random keys."""
    choices = readers_choices(viewer, unit.path) if pulse_round.has_comments else frozenset()
    if not choices:
        return []
    shown = Comment.objects.filter(
        pool__unit=unit,
        pool__pulse_round=pulse_round,
        pool__pulse_round__organisation_id=viewer.organisation_id,
        state=State.SHOWN,
        reader__in=choices,
    )
    rows = shown.order_by("pk").values_list("pk", "text", "reader")
    tells = permits(check_can_tell_on, viewer, path=unit.path)
    return [ShownComment(key, text, tells and reader == Reader.TEAM) for key, text, reader in rows]


def comments_for(viewer: Viewer, unit: Unit, pulse_round: PulseRound) -> list[str]:
    """The texts of those comments alone."""
    return [one.text for one in shown_comments_for(viewer, unit, pulse_round)]


def comment_to_tell(viewer: Viewer, key: int) -> tuple[Unit, PulseRound, str]:
    """A comment the whole team may read, its unit and its round, for somebody who may make a story of it."""
    comment = (
        Comment.objects.filter(
            pk=key,
            pool__pulse_round__organisation_id=viewer.organisation_id,
            state=State.SHOWN,
            reader=Reader.TEAM,
        )
        .select_related("pool__unit", "pool__pulse_round")
        .first()
    )
    if comment is None or not permits(check_can_tell_on, viewer, path=comment.pool.unit.path):
        raise Hidden
    return comment.pool.unit, comment.pool.pulse_round, comment.text


@dataclass(frozen=True, slots=True)
class PoolLine:
    """One pool a curator has a part in."""

    pool: CommentPool
    waiting: int
    mine: int
    """How many of those that wait this curator has a vote on."""


def pools_for(viewer: Viewer) -> list[PoolLine]:
    """The pools this viewer reads first, the one that expires soonest first."""
    if not viewer.has(*CURATES):
        return []
    pools = (
        CommentPool.objects.filter(pulse_round__organisation_id=viewer.organisation_id, curators=viewer.person_id)
        .select_related("unit", "pulse_round")
        .order_by("expires_on", "pk")
    )
    mine = [
        pool
        for pool in pools
        if permits(check_can_curate, viewer, path=pool.unit.path, curators=[viewer.person_id or 0])
    ]
    counts = _waiting_counts(viewer, mine)
    return [PoolLine(pool, *_summed(counts.get(pool.pk, {}), curates_choices(viewer, pool.unit.path))) for pool in mine]


def _waiting_counts(viewer: Viewer, pools: Sequence[CommentPool]) -> dict[int, dict[str, tuple[int, int]]]:
    """Per pool and writer's choice: how many wait, and on how many of them this viewer has a vote."""
    voted = Count("pk", filter=Q(votes__curator=viewer.person_id), distinct=True)
    rows = (
        Comment.objects.filter(pool__in=pools, state=State.WAITING)
        .values_list("pool_id", "reader")
        .annotate(waiting=Count("pk", distinct=True), voted=voted)
    )
    found: dict[int, dict[str, tuple[int, int]]] = {}
    for pool_id, reader, waiting, mine in rows:
        found.setdefault(pool_id, {})[reader] = (waiting, mine)
    return found


def _summed(counts: Mapping[str, tuple[int, int]], choices: Collection[str]) -> tuple[int, int]:
    of_mine = [pair for reader, pair in counts.items() if reader in choices]
    return sum(waiting for waiting, _voted in of_mine), sum(voted for _waiting, voted in of_mine)


def pools_to_curate(viewer: Viewer) -> list[PoolLine]:
    """Where this viewer has not yet said what should happen to every comment."""
    return [line for line in pools_for(viewer) if line.mine < line.waiting]


def pool_for(viewer: Viewer, pool_id: int) -> CommentPool:
    """A pool for its curators; for everybody else it is not there."""
    pool = (
        CommentPool.objects.filter(pk=pool_id, pulse_round__organisation_id=viewer.organisation_id)
        .select_related("unit", "pulse_round")
        .first()
    )
    if pool is None or not permits(
        check_can_curate, viewer, path=pool.unit.path, curators=pool.curators.values_list("pk", flat=True)
    ):
        raise Hidden
    return pool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A comment to decide about, what this curator has said, and the other's wording to agree with or not."""

    comment: Comment
    mine: CurationVote | None
    others: tuple[CurationVote, ...]


def waiting_in(viewer: Viewer, pool: CommentPool) -> list[Waiting]:
    """The comments of a pool that wait for two to agree; ``pool`` comes from ``pool_for(viewer, …)``."""
    comments = _curated_by(viewer, pool).filter(state=State.WAITING).prefetch_related("votes").order_by("pk")
    return [_as_waiting(viewer, one, list(one.votes.all())) for one in comments]


def _as_waiting(viewer: Viewer, comment: Comment, votes: Sequence[CurationVote]) -> Waiting:
    mine = next((vote for vote in votes if vote.curator_id == viewer.person_id), None)
    return Waiting(comment, mine, tuple(vote for vote in votes if vote.curator_id != viewer.person_id))


def waiting_comment(viewer: Viewer, pool: CommentPool, key: int) -> Comment:
    comment = _curated_by(viewer, pool).filter(pk=key).first()
    if comment is None:
        raise Hidden
    return comment


def _curated_by(viewer: Viewer, pool: CommentPool) -> QuerySet[Comment]:
    return Comment.objects.filter(pool=pool, reader__in=curates_choices(viewer, pool.unit.path))


def set_aside_in(viewer: Viewer, pool: CommentPool) -> list[str]:
    """What was set aside as a possible varsel, for the curators to carry on to those who receive such."""
    aside = _curated_by(viewer, pool).filter(state=State.SET_ASIDE).exclude(text="")
    return list(aside.order_by("pk").values_list("text", flat=True))


def set_aside_count(viewer: Viewer, pool: CommentPool) -> int:
    return _curated_by(viewer, pool).filter(state=State.SET_ASIDE).count()


def safety_curators(pool: CommentPool, on: date) -> int:
    """How many of a pool's curators may read what is for the verneombud alone."""
    organisation_id, path = pool.unit.organisation_id, pool.unit.path
    over = people_with_role(organisation_id, Role.SAFETY_REP, over_path=path, on=on)
    chief = people_with_role(organisation_id, Role.CHIEF_SAFETY_REP, on=on)
    return pool.curators.filter(pk__in={one.pk for one in (*over, *chief)}).count()
