"""Who reads a comment, and who decides about it. Truth tables over hats; nothing here asks the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused, permits
from samspill.organisations.models import Role
from samspill.organisations.rules import ADMINISTRATORS, MEMBER, REPRESENTS, SEES_ALL_UNITS, Hat, Viewer
from samspill.pulses.models import PulseRound
from samspill.results.models import AuditRun, Comment, Reader

State = Comment.State
VOTES_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Opinion:
    """One curator's vote: what should happen, and with which words."""

    curator_id: int
    state: str
    text: str = ""


def readers_choices(viewer: Viewer, path: str) -> frozenset[str]:
    """Which of the writers' choices of widest reader let this viewer read, for a pool at ``path``.

    Narrower than the right to see figures: everybody who works here sees the organisation's figure, but a comment that
    travelled up to the root is for those who have a task there, not for all; consultants, AMU and union
    representatives see figures alone.
    """
    return frozenset(
        choice
        for choice, may in (
            (Reader.TEAM, _is_of_team),
            (Reader.MANAGEMENT, _is_management),
            (Reader.SAFETY_REP, _is_safety),
        )
        if any(may(hat, path, viewer.root_path) for hat in viewer.hats)
    )


def _is_of_team(hat: Hat, path: str, root_path: str) -> bool:
    if hat.role == MEMBER:
        return path in hat.paths
    if hat.role in SEES_ALL_UNITS:
        return True
    return hat.role in {Role.LEADER, Role.SAFETY_REP} and _is_over(hat, path)


def _is_management(hat: Hat, path: str, root_path: str) -> bool:
    """The general manager, and leaders of leaders: never the pool's own leader, whom the writer passed over."""
    if hat.role == Role.GENERAL_MANAGER:
        return True
    above = path == root_path or path not in hat.paths
    return hat.role == Role.LEADER and above and _is_over(hat, path)


def _is_safety(hat: Hat, path: str, root_path: str) -> bool:
    if hat.role == Role.CHIEF_SAFETY_REP:
        return True
    return hat.role == Role.SAFETY_REP and _is_over(hat, path)


def _is_over(hat: Hat, path: str) -> bool:
    return any(path.startswith(scope) for scope in hat.paths)


def check_can_tell_on(viewer: Viewer, *, path: str) -> None:
    """Make a story of a comment, for the same readers: those with a duty of care there, never one who only reads."""
    is_over = any(hat.role in {Role.LEADER, Role.SAFETY_REP} and _is_over(hat, path) for hat in viewer.hats)
    if not (is_over or viewer.has(*SEES_ALL_UNITS)):
        raise Refused(_("En kommentar gjøres til en fortelling av lederen, verneombudet eller HR."))


def check_can_curate(viewer: Viewer, *, path: str, curators: Collection[int]) -> None:
    """Named when the pool was made, still in the role, and leading nobody who may have written."""
    if viewer.person_id not in curators or not curates_choices(viewer, path):
        raise Refused(_("To personer som ikke leder noen her, leser kommentarene først. Du er ikke en av dem."))
    for hat in viewer.hats:
        if hat.role == Role.GENERAL_MANAGER or (hat.role == Role.LEADER and _meets(hat, path)):
            raise Refused(_("Du leder noen som kan ha skrevet her. Da leser andre kommentarene først."))


def _meets(hat: Hat, path: str) -> bool:
    return any(path.startswith(own) or own.startswith(path) for own in hat.paths)


def curates_choices(viewer: Viewer, path: str) -> frozenset[str]:
    """What a viewer may read first of a pool at ``path``. «Bare verneombudet» is read by the verneombud of that place
    and hovedverneombudet alone, before and after: a verneombud of another area is nobody's there."""
    if any(_is_safety(hat, path, viewer.root_path) for hat in viewer.hats):
        return frozenset({Reader.TEAM, Reader.MANAGEMENT, Reader.SAFETY_REP})
    return frozenset({Reader.TEAM, Reader.MANAGEMENT}) if viewer.has(Role.HR) else frozenset()


def votes_needed(reader: str, safety_curators: int) -> int:
    """Two; where a single verneombud is the only one who may ever read it, that one."""
    return min(VOTES_NEEDED, max(safety_curators, 1)) if reader == Reader.SAFETY_REP else VOTES_NEEDED


def check_can_read_first(viewer: Viewer, *, path: str, reader: str) -> None:
    if reader not in curates_choices(viewer, path):
        raise Refused(_("Denne kommentaren er bare for verneombudet."))


def check_can_vote(comment: Comment, opinion: Opinion) -> None:
    if comment.state != State.WAITING:
        raise Refused(_("Denne kommentaren er avgjort av to andre."))
    if opinion.state == State.WAITING or opinion.state not in State.values:
        raise Refused(_("Velg om kommentaren skal vises, tas ut eller legges til side."))
    if opinion.state == State.SHOWN and not opinion.text.strip():
        raise Refused(_("En kommentar som skal vises, må ha tekst. Velg «Ta den ut» hvis ingenting kan vises."))


def decided(opinions: Sequence[Opinion], needed: int) -> Opinion | None:
    """The first opinion that enough hold alike; to show, they must also agree on the wording."""
    for opinion in opinions:
        alike = [
            one
            for one in opinions
            if one.state == opinion.state and (opinion.state != State.SHOWN or one.text.strip() == opinion.text.strip())
        ]
        if len({one.curator_id for one in alike}) >= needed:
            return opinion
    return None


# -- the auditor -----------------------------------------------------------------------------------

AUDITS = ADMINISTRATORS | REPRESENTS | {Role.AMU_MEMBER}
"""Who may ask whether anything can be worked out, and read the answer."""
WITHDRAWS = REPRESENTS | {Role.HR}
WITHDRAWN = "withdrawn"
"""The reason of a figure that was published and taken back."""


def check_can_audit(viewer: Viewer) -> None:
    if not viewer.has(*AUDITS):
        raise Refused(_("Kontrollen kan verneombud, HR og HMS, daglig leder og AMU be om."))


def can_see_audits(viewer: Viewer) -> bool:
    return permits(check_can_audit, viewer)


def can_see_objections(viewer: Viewer) -> bool:
    """What the auditor said before publishing is for those who answer for it and those who watch over it."""
    return viewer.has(*WITHDRAWS)


def can_take_file(viewer: Viewer) -> bool:
    """The file has every unit's figures, so it is for those whose pages have them too."""
    return viewer.has(*SEES_ALL_UNITS)


def check_can_withdraw(viewer: Viewer, pulse_round: PulseRound, run: AuditRun | None) -> None:
    """Only what the latest run objects to: figures nobody likes stay."""
    if not viewer.has(*WITHDRAWS):
        raise Refused(_("Tall trekkes tilbake av HR eller verneombudet."))
    if run is None or str(pulse_round.pk) not in run.objections:
        raise Refused(_("Kontrollen har ingen innvendinger mot denne målingen."))
    if pulse_round.state != PulseRound.State.PUBLISHED:
        raise Refused(_("Målingen har ingen tall som er publisert."))


def can_withdraw(viewer: Viewer, pulse_round: PulseRound, run: AuditRun | None) -> bool:
    return permits(check_can_withdraw, viewer, pulse_round, run)
