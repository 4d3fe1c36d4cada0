"""Figures quoted in an assessment: those who may see them where they come from read them, and nobody more."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document

from samspill.content.items import item_bank
from samspill.pulses.models import PulseRound
from samspill.pulses.tests.rounds import a_published_round
from samspill.risk.actions import sign_assessment
from samspill.risk.models import Assessment, FactorAssessment
from samspill.risk.queries.quoting import telling_for
from samspill.risk.tests.assessing import looks, waiting
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NOW = timezone.now
HIDDEN = "Tall du ikke har tilgang til."
ASKED = item_bank().items["P3"].text
QUOTED = f"«{ASKED.nb}» 2,8 (mellom 2,5 og 3,1), 12 svar."
OWN = "Det stemmer med det vi hørte på møtet."


@pytest.fixture
def assessed(cast: Cast) -> Assessment:
    """Of Helse, which Kari and Jonas work below and have no figures of."""
    sent = waiting(cast, cast.helse, now=NOW())
    FactorAssessment.objects.filter(assessment=sent).update(reasoning=f"{QUOTED} {OWN}\nVi tror det blir bedre.")
    Assessment.objects.filter(pk=sent.pk).update(
        together=f"Samlet: {QUOTED}", pulse_round=a_published_round(cast, NOW())
    )
    sent.refresh_from_db()
    return sign_assessment(assessment=sent, seen=sent.version, by=looks(cast, "amina", NOW()), now=NOW())


def page(cast: Cast, who: str, name: str, *args: Any) -> str:
    client = Client()
    client.force_login(cast.user(who))
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("who", "sees"), [("per", True), ("amina", True), ("kari", False), ("jonas", False)])
def test_a_quotation_is_told_as_the_reader_may_see_the_figures(cast, assessed, who, sees):
    said = page(cast, who, "risk", assessed.pk)
    assert ("2,8" in said) is sees
    assert ("mellom 2,5" in said) is sees
    assert (HIDDEN in said) is not sees
    assert OWN in said
    assert "Vi tror det blir bedre." in said


def test_what_was_taken_back_is_told_to_nobody(cast, assessed):
    PulseRound.objects.update(state=PulseRound.State.NOT_PUBLISHED)
    assert "2,8" not in page(cast, "per", "risk", assessed.pk)


def test_the_files_tell_no_more_than_the_page_and_the_open_one_nothing(cast, assessed):
    def words(who: str, query: str = "") -> str:
        client = Client()
        client.force_login(cast.user(who))
        answer = client.get(reverse("risk_export", args=[assessed.pk, "docx"]) + query)
        return "\n".join(part.text for part in Document(io.BytesIO(answer.content)).paragraphs)

    assert "2,8" in words("per")
    assert "2,8" not in words("kari")
    assert "2,8" not in words("per", "?merke=offentlig")
    assert OWN in words("per", "?merke=offentlig")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (QUOTED, f"«{ASKED.nb}» {HIDDEN}"),
        (f"«{ASKED.nn}» 2,8, 12 svar. Mer.", f"«{ASKED.nn}» {HIDDEN} Mer."),
        (f"«{ASKED.en}» 2.8, 12 answers. More.", f"«{ASKED.en}» {HIDDEN} More."),
        (f"«{ASKED.nb}» ligger på 2,8\nNeste linje.", f"«{ASKED.nb}» {HIDDEN}\nNeste linje."),
        ("«Noe vi selv sa» tolv ganger.", "«Noe vi selv sa» tolv ganger."),
        ("", ""),
    ],
)
def test_a_quotation_is_known_in_every_language_and_what_people_say_is_left(cast, assessed, written, told):
    assert telling_for(looks(cast, "kari", NOW()), assessed)(written) == told
