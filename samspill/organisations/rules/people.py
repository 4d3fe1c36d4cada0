"""Who may be written into the register, and when somebody has left and comes back."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.organisations.models import Person, Post


def check_can_number_person(external_id: str, *, is_taken: bool) -> None:
    if is_taken:
        raise Refused(_("Ansattnummeret %(id)s er i bruk. Skriv et annet.") % {"id": external_id})


def check_can_have_email(email: str, *, holder: Person | None) -> None:
    """``holder``: somebody else here who has it."""
    if holder is not None:
        raise Refused(
            _("E-postadressen %(email)s tilhører %(name)s. To personer kan ikke ha samme adresse.")
            % {"email": email, "name": holder.name}
        )


def check_is_here(person: Person, *, on: date = date.max) -> None:
    """A place or a role is for somebody who has not left by then."""
    if person.left_on is not None and person.left_on < on:
        raise Refused(_("%(name)s har sluttet. Registrer først at personen er tilbake.") % {"name": person.name})


def check_can_leave(person: Person, *, last_day: date) -> None:
    if last_day < person.joined_on:
        raise Refused(_("Siste dag er før personen begynte. Velg en senere dato."))


def check_can_return(person: Person, *, on: date) -> None:
    if person.left_on is None:
        raise Refused(_("%(name)s arbeider her allerede.") % {"name": person.name})
    if on <= person.left_on:
        raise Refused(_("Personen arbeidet her fram til da. Velg en senere dato."))


def check_can_end_post(post: Post) -> None:
    """A main post ends by another main post, or when the person leaves."""
    if post.is_main:
        raise Refused(_("Velg en ny hovedenhet, eller registrer at personen slutter."))
