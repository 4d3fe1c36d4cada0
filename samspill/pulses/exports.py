"""What leaves the pulses on paper: sheets of codes, minutes of the consultation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.content.texts import fill, number_in_words, protocol, wording
from samspill.documents.qr import qr_svg
from samspill.documents.report import Facts, Paragraph, Report, Section, Signatures
from samspill.organisations.models import Unit
from samspill.pulses.keys import code_for_reading
from samspill.pulses.models import Consultation, PulseRound


def code_cards(codes: Sequence[str]) -> list[dict[str, str]]:
    return [{"code": code_for_reading(code), "qr": qr_svg(f"{settings.BASE_URL}/s/{code}")} for code in codes]


def code_sheet(pulse_round: PulseRound, unit: Unit, codes: Sequence[str], today: date) -> dict[str, Any]:
    """What the sheet of one pile says, with a card per code."""
    language = get_language() or "nb"
    address = f"{settings.BASE_URL.split('://')[1]}/kode"
    values = {
        "organisation": pulse_round.organisation.name,
        "closes_on": date_format(timezone.localtime(pulse_round.closes_at), "j. F"),
        "address": address,
        "k": number_in_words(pulse_round.minimum_group, language),
    }
    return {
        "title": f"{pulse_round.title}: {unit.name_in(language)}",
        "organisation": pulse_round.organisation.name,
        "made_on": date_format(today),
        "heading": pulse_round.title,
        "address": address,
        "lines": [fill(wording("sheet.text", language, pulse_round.texts), values)],
        "codes": [{**card, "name": unit.name_in(language)} for card in code_cards(codes)],
    }


def minutes(consultation: Consultation) -> Report:
    language = get_language() or "nb"
    form = protocol()
    present = [line.strip() for line in consultation.participants.splitlines() if line.strip()]
    facts = [
        (_("Holdt"), date_format(consultation.held_on)),
        (_("Deltakere"), "; ".join(present)),
        (_("Ført av"), consultation.recorded_by),
    ]
    points = [
        Section(f"{number}. {heading}", [Paragraph(text or "–")])
        for number, (heading, text) in enumerate(minute_points(consultation), start=1)
    ]
    return Report(
        title=form.title.in_language(language),
        organisation=consultation.organisation.name,
        made_on=timezone.localdate(consultation.recorded_at),
        kicker=", ".join(form.law),
        sections=[
            Section("", [Facts(facts)]),
            *points,
            Section(_("Underskrifter"), [Signatures([(name, "") for name in present])]),
        ],
    )


def minute_points(consultation: Consultation) -> list[tuple[str, str]]:
    language = get_language() or "nb"
    return [(field.label.in_language(language), consultation.answers.get(field.id, "")) for field in protocol().fields]
