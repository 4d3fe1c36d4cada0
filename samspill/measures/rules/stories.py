"""What a story may be, who may withdraw it, and how few a number may not be about."""

from __future__ import annotations

import hmac

from django.utils.translation import gettext as _

from samspill import sealing
from samspill.audit.rules import Refused
from samspill.content.factors import factors
from samspill.measures.models import Story
from samspill.organisations.models import Role
from samspill.organisations.rules import Viewer
from samspill.pulses.rules.access import represents

SHOWN_FROM = 5
"""«Dette hjalp oss også» is a number only, and only from as many as any other number here is about."""
MOST_TEXT, MOST_PICTURE_TEXT, MOST_TITLE = 800, 300, 120


def mark_of(person_id: int, salt: str) -> str:
    """How the server knows a teller again; without its own key nobody can, and two stories share nothing."""
    said = f"samspill story:{salt}:{person_id}".encode()
    return hmac.digest(sealing.installation_key(), said, "sha256").hex()


def thanks_mark(person_id: int, story_id: int) -> str:
    """The same for a teller's thanks: whoever has the database alone does not learn whom a story helped."""
    said = f"samspill story thanks:{story_id}:{person_id}".encode()
    return hmac.digest(sealing.installation_key(), said, "sha256").hex()


def is_teller(viewer: Viewer, story: Story) -> bool:
    if viewer.person_id is None or not story.mark:
        return False
    return hmac.compare_digest(story.mark, mark_of(viewer.person_id, story.salt))


def check_story(text: str, factor: str) -> None:
    if not text.strip():
        raise Refused(_("Fortell med noen ord hva som hjalp."))
    if len(text) > MOST_TEXT:
        raise Refused(
            _("Fortellingen er %(length)d tegn. Kort den ned til %(most)d.") % {"length": len(text), "most": MOST_TEXT}
        )
    if factor and factor not in factors():
        raise Refused(_("Velg en faktor fra listen."))


def check_can_tell_comment(text: str, *, is_told: bool) -> None:
    if is_told:
        raise Refused(_("Kommentaren er allerede en fortelling."))
    check_story(text, "")


def thanking_person(viewer: Viewer) -> int:
    """Whoever says that something helped says it as somebody who works here."""
    if viewer.person_id is None:
        raise Refused(_("Dette sier du som ansatt. Bytt rolle først."))
    return viewer.person_id


def check_picture(content: bytes | None, text: str) -> None:
    if content is None:
        return
    if not text.strip():
        raise Refused(_("Skriv hva bildet viser, for dem som ikke ser det."))
    if len(content) > Story.MOST_PICTURE_BYTES:
        raise Refused(_("Bildet er for stort. Ta et utsnitt, eller gjør det mindre."))


def check_can_withdraw(viewer: Viewer, story: Story) -> None:
    """The teller; and those with a duty of care, where a story should not have been told."""
    cares = viewer.has(Role.HR, Role.CHIEF_SAFETY_REP) or (
        story.unit is not None and represents(viewer, story.unit.path)
    )
    if not (cares or is_teller(viewer, story)):
        raise Refused(_("En fortelling trekkes tilbake av den som fortalte den, verneombudet eller HR."))


def check_can_adopt(story: Story) -> None:
    """A plan is read by others than those a comment's writer chose, and may be shared with all."""
    if story.is_for_unit_only:
        raise Refused(_("Dette var en kommentar til teamet, og ordene blir der. Skriv heller tiltaket med egne ord."))


def shown_thanks(count: int) -> int:
    """The number as a page may show it; 0 for too few to say."""
    return count if count >= SHOWN_FROM else 0


def title_of(story: Story) -> str:
    """What a measure made of a story is called: the measure it tells of, else its first words."""
    if story.measure is not None:
        return story.measure.title
    first = story.text.strip().splitlines()[0].split(". ")[0].rstrip(".")
    return first if len(first) <= MOST_TITLE else f"{first[: MOST_TITLE - 4].rsplit(' ', 1)[0]} …"
