"""Who may hold a conversation, and what it may come to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused, permits
from samspill.content.conversation import (
    Conversation as Script,
)
from samspill.content.conversation import (
    ConversationStep,
    dialogue_conversation,
    factor_cards,
    result_conversation,
)
from samspill.content.measures import library
from samspill.measures.models import Conversation, OwnMeasure, Proposal
from samspill.organisations.models import Role
from samspill.organisations.rules import Viewer
from samspill.pulses.rules.access import leads, represents

LENGTHS = (45, 60)
MOST_CARDS = 8
MOST_TEXT, MOST_TITLE, MOST_CAUSES = 300, 120, 2000
Kind = Conversation.Kind


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to keep or to change: a factor, words, or both."""

    factor: str = ""
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.factor or self.text)


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing to try: from the library, one of the workplace's own, or in the group's words."""

    title: str
    library_id: str = ""
    own: OwnMeasure | None = None


def check_can_lead(viewer: Viewer, path: str) -> None:
    """The leader of the unit and those above, its safety representative, HR/HMS."""
    if not (viewer.has(Role.HR) or leads(viewer, path) or represents(viewer, path)):
        raise Refused(_("Samtalen ledes av lederen for enheten, verneombudet eller HR. Du kan følge den her."))


def can_lead(viewer: Viewer, path: str) -> bool:
    return permits(check_can_lead, viewer, path)


def check_can_begin(*, kind: str, minutes: int, has_figures: bool, is_under_way: bool) -> None:
    if is_under_way:
        raise Refused(_("Enheten har en samtale som ikke er ferdig. Fortsett den, eller avbryt den først."))
    if kind not in Kind.values:
        raise Refused(_("Velg om dere vil snakke om tallene eller bruke kort."))
    if kind == Kind.RESULT and not has_figures:
        raise Refused(_("Enheten har ingen tall å snakke om. Bruk samtalen med kort."))
    if minutes not in LENGTHS:
        raise Refused(_("Velg 45 eller 60 minutter."))


def script_of(kind: str) -> Script:
    return dialogue_conversation() if kind == Kind.DIALOGUE else result_conversation()


def step_of(conversation: Conversation, step_id: str) -> ConversationStep | None:
    return next((step for step in script_of(conversation.kind).steps if step.id == step_id), None)


def check_is_going_on(conversation: Conversation) -> None:
    if conversation.finished_at is not None:
        raise Refused(_("Samtalen er ferdig. Tiltakene ligger i planen."))


def check_cards(codes: Sequence[str]) -> None:
    if set(codes) - set(factor_cards()):
        raise Refused(_("Velg kort fra listen."))
    if len(codes) > MOST_CARDS:
        raise Refused(_("Velg høyst %(most)d kort. Færre gir bedre tid til hvert.") % {"most": MOST_CARDS})


def check_points(points: Sequence[Point], *, kind: str, most: int, known: Collection[str]) -> None:
    told = [point for point in points if not point.is_empty]
    if len(told) > most:
        raise Refused(_("Stopp ved %(most)d. Resten kan vente til neste gang.") % {"most": most})
    if any(point.factor and point.factor not in known for point in told):
        raise Refused(_("Velg en faktor fra listen."))
    if any(len(point.text) > MOST_TEXT for point in told):
        raise Refused(_("Skriv det kortere, høyst %(most)d tegn.") % {"most": MOST_TEXT})
    if kind not in Proposal.Kind.values:
        raise Refused(_("Velg om dere vil ta vare på det eller endre det."))


def check_causes(text: str) -> None:
    if len(text) > MOST_CAUSES:
        length = {"length": len(text), "most": MOST_CAUSES}
        raise Refused(_("Teksten er %(length)d tegn. Det er plass til %(most)d.") % length)


def check_picks(picks: Sequence[Pick], *, most: int) -> None:
    if not picks:
        raise Refused(_("Velg minst ett tiltak, eller skriv hva dere vil prøve."))
    if len(picks) > most:
        raise Refused(
            _("Velg høyst %(most)d. Ett eller to tiltak som blir gjort, er bedre enn fem som ikke blir det.")
            % {"most": most}
        )
    if any(pick.library_id and pick.library_id not in library() for pick in picks):
        raise Refused(_("Velg tiltak fra listen."))
    if any(not pick.title or len(pick.title) > MOST_TITLE for pick in picks):
        raise Refused(_("Skriv hva tiltaket heter, med høyst %(most)d tegn.") % {"most": MOST_TITLE})
    if len({pick.title.casefold() for pick in picks}) < len(picks):
        raise Refused(_("Det samme tiltaket står to ganger."))


def check_can_drop(conversation: Conversation) -> None:
    if conversation.finished_at is not None:
        raise Refused(_("Samtalen er ferdig og blir stående. Tiltakene kan stanses i planen."))
