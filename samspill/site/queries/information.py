"""The values of the information page, from the settings that hold now."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.content.rhythm import rounds_for_year
from samspill.content.texts import number_in_words
from samspill.notices.models import Service
from samspill.notices.queries.webhooks import services_of
from samspill.organisations.models import Role, Unit
from samspill.organisations.queries import organisation_of, people_with_role, readers_of
from samspill.organisations.rules import Viewer
from samspill.pulses.queries import consultations_held, rhythm_for
from samspill.pulses.rules import COMMENT_DAYS


def information_values(viewer: Viewer, language: str) -> dict[str, str]:
    """Placeholders of ``content.texts.information_page``; an empty value leaves its section out."""
    organisation = organisation_of(viewer)
    rhythm = rhythm_for(viewer)
    rounds = rounds_for_year(viewer.today.year, rhythm.variant) if rhythm else ()
    sends_mail = settings.NOTICES_TRANSPORT.endswith(".smtp")
    held_on = consultations_held(viewer.organisation_id)
    return {
        "organisation": organisation.name,
        "controller_contact": _names(viewer, Role.HR) or _names(viewer, Role.GENERAL_MANAGER),
        "rounds_a_year": number_in_words(len(rounds), language) if rounds else "",
        "k": number_in_words(organisation.minimum_group, language),
        "comments_days": str(COMMENT_DAYS),
        "readers": _readers(viewer),
        "hosting": _("Systemet kjører på en server som %(name)s selv styrer.") % {"name": organisation.name},
        "mail": _("E-post sendes gjennom virksomhetens egen e-posttjener.") if sends_mail else "",
        "transfers": _transfers(organisation.pk),
        "safety_rep": _names(viewer, Role.SAFETY_REP) or _names(viewer, Role.CHIEF_SAFETY_REP),
        "consulted_on": date_format(held_on) if held_on else "",
        "evaluation_on": date_format(held_on + timedelta(days=365)) if held_on else "",
    }


def _names(viewer: Viewer, role: Role) -> str:
    return ", ".join(person.name for person in people_with_role(viewer.organisation_id, role, on=viewer.today))


def _transfers(organisation_id: int) -> str:
    """Where a channel is set up, what it is told leaves the house."""
    services = sorted({str(Service(one).label) for one in services_of(organisation_id)})
    if not services:
        return _("Ingen opplysninger sendes ut av huset.")
    said = _(
        "At en måling åpner, at tall er klare og at utvalget møtes, sendes til en kanal i %(services)s. "
        "Ingen svar, tall eller navn på ansatte sendes dit."
    )
    return said % {"services": _(" og ").join(services)}


def _readers(viewer: Viewer) -> str:
    """Roles without names: open to a consultant too, who may not see the organisation's figure."""
    root = Unit.objects.filter(organisation_id=viewer.organisation_id, parent=None, closed_on=None).first()
    return "; ".join(line.label for line in readers_of(root, viewer.today)) if root else ""
