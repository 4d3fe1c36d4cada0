"""Where nobody can sign, the page says why, who could, and what to do."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from samspill.organisations.models import Assignment, Organisation, Role
from samspill.risk.actions import validate_unsigned
from samspill.risk.queries.assessments import signers_of
from samspill.risk.rules import can_sign
from samspill.risk.tests.assessing import looks, waiting, written
from tests.cast import NAMES, give_role

pytestmark = pytest.mark.django_db
NOW = timezone.now


def told(client, cast, who, assessment):
    client.force_login(cast.user(who))
    return client.get(reverse("risk", args=[assessment.pk])).content.decode()


@pytest.fixture
def per_alone(cast):
    """The only safety representative works with HR."""
    Assignment.objects.filter(role=Role.SAFETY_REP).delete()
    give_role(cast.per, Role.SAFETY_REP, cast.helse)


def test_the_page_says_who_can_sign(client, cast):
    said = told(client, cast, "jonas", waiting(cast, cast.nord, now=NOW(), by="jonas"))
    assert "Det kan Amina Ali gjøre." in said
    assert "Ingen kan skrive under" not in said


def test_a_representative_who_writes_for_the_employer_is_no_dead_end(client, cast, per_alone):
    assessment = waiting(cast, cast.nord, now=NOW(), by="jonas")
    for who in ("jonas", "per"):
        said = told(client, cast, who, assessment)
        assert "Per Moe er verneombud, men kan også skrive vurderinger for arbeidsgiveren" in said
        assert "be hovedverneombudet om å skrive under" in said
    assert reverse("roles") in told(client, cast, "per", assessment)
    give_role(cast.amina, Role.CHIEF_SAFETY_REP)
    assert "Det kan Amina Ali gjøre." in told(client, cast, "jonas", assessment)


def test_it_is_said_before_it_is_sent_too(client, cast, per_alone):
    assert "Ingen kan skrive under ennå" in told(client, cast, "jonas", written(cast, cast.nord, now=NOW()))
    Assignment.objects.filter(role=Role.SAFETY_REP).delete()
    draft = written(cast, cast.sor, now=NOW())
    assert "ikke registrert noe verneombud" in told(client, cast, "per", draft)


def test_the_list_of_signers_and_the_rule_agree(cast):
    give_role(cast.per, Role.SAFETY_REP, cast.helse)
    give_role(cast.tor, Role.CHIEF_SAFETY_REP)
    for unit in (cast.nord, cast.helse, cast.teknisk, cast.root):
        signers = signers_of(unit, timezone.localdate())
        able = {
            getattr(cast, name).name
            for name in NAMES
            if name not in {"rut", "ola", "siri"} and can_sign(looks(cast, name, NOW()), unit.path)
        }
        assert set(signers.able) == able
        assert not able & set(signers.barred)


def test_a_workplace_of_four_whose_representative_writes_is_not_stuck_either(cast, per_alone):
    Organisation.objects.filter(pk=cast.solvik.pk).update(headcount=4)
    draft = written(cast, cast.nord, now=NOW())
    reason = "Skriftlig avtale av 1. mars."
    assert validate_unsigned(assessment=draft, reason=reason, by=looks(cast, "per", NOW()), now=NOW()).valid_from
