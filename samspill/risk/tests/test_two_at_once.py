"""Two people at one assessment: a clear message, and nothing of what was written is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from samspill.audit.rules import Refused
from samspill.organisations.models import Role
from samspill.risk.actions import (
    FactorText,
    choose_factors,
    decide_change,
    return_to_draft,
    send_to_sign,
    sign_assessment,
    weigh_factor,
)
from samspill.risk.queries import to_sign
from samspill.risk.rules import Weighed, can_sign
from samspill.risk.tests.assessing import FIVE, a_change, begun, looks, waiting, written
from tests.browsing import filled, opened
from tests.cast import give_role

WORDS = "Vi var midt i en lang setning."


def sent(client, cast, who, name, args, **data):
    client.force_login(cast.user(who))
    return client.post(reverse(name, args=args), data)


def test_factors_another_has_chosen_are_not_let_go_unseen(client, cast, now):
    draft = begun(cast, cast.nord, now=now)
    page = reverse("risk_factors", args=[draft.pk])
    client.force_login(cast.user("per"))
    before = opened(client, page, factors=["ROLLE"])
    choose_factors(assessment=draft, codes=[*FIVE, "EMO"], by=looks(cast, "jonas", now), now=now)
    assert "Hva skal stå her?" in client.post(page, before).content.decode()
    assert draft.factors.filter(factor="EMO").exists()


def test_what_another_has_written_is_not_let_go_with_its_factor_unseen(client, cast, now):
    draft = begun(cast, cast.nord, now=now)
    page = reverse("risk_factors", args=[draft.pk])
    client.force_login(cast.user("jonas"))
    before = opened(client, page, factors=["EMO"])
    weighed = FactorText("MENGDE", Weighed(2, 3), "Mengde og lite hvile.")
    weigh_factor(assessment=draft, text=weighed, by=looks(cast, "per", now), now=now)
    answer = client.post(page, before)
    conflict = answer.context["form"].conflicts["factors"]
    assert draft.factors.count() == len(FIVE)
    again = filled(answer.content.decode(), **{conflict.choice: conflict.seen})
    assert client.post(page, again).status_code == 302
    assert [one.factor for one in draft.factors.all()] == ["EMO"]


@pytest.mark.parametrize(
    ("name", "field"), [("risk_weigh", "reasoning"), ("risk_combined", "together"), ("risk_unsigned", "reason")]
)
def test_what_was_sent_for_signing_meanwhile_is_said_beside_what_was_written(client, cast, now, name, field):
    draft = written(cast, cast.nord, now=now)
    args = [draft.pk, "MENGDE"] if name == "risk_weigh" else [draft.pk]
    client.force_login(cast.user("jonas"))
    page = reverse(name, args=args)
    words = opened(client, page, **{field: WORDS}) if name != "risk_unsigned" else {field: WORDS}
    send_to_sign(assessment=draft, by=looks(cast, "per", now), now=now)
    answer = client.post(page, words)
    assert "ikke lenger et utkast" in answer.content.decode()
    assert WORDS in answer.content.decode()


@pytest.mark.parametrize(("name", "field"), [("risk_sign", "remark"), ("risk_return", "note")])
def test_what_was_taken_back_before_the_signature_is_not_signed_and_the_remark_is_kept(client, cast, now, name, field):
    assessment = waiting(cast, cast.nord, now=now)
    return_to_draft(assessment=assessment, by=looks(cast, "jonas", now), now=now)
    answer = sent(client, cast, "amina", name, [assessment.pk], version=assessment.version, **{field: WORDS})
    assert "venter ikke på underskrift" in answer.content.decode()
    assert WORDS in answer.content.decode()
    assessment.refresh_from_db()
    assert assessment.signed_on is None


def test_a_change_decided_by_another_is_not_decided_once_more_and_the_words_are_kept(client, cast, now):
    change = a_change(cast, cast.nord, now=now)
    decide_change(change=change, decision="Vi begynner i mars.", by=looks(cast, "per", now), now=now)
    answer = sent(client, cast, "jonas", "change_decide", [change.pk], decision=WORDS)
    assert "allerede" in answer.content.decode() or "alt besluttet" in answer.content.decode()
    assert WORDS in answer.content.decode()
    change.refresh_from_db()
    assert change.decision == "Vi begynner i mars."


def test_who_writes_for_the_employer_does_not_sign_for_the_employees(client, cast, now):
    give_role(cast.per, Role.SAFETY_REP, cast.helse)
    give_role(cast.per, Role.CHIEF_SAFETY_REP)
    assessment = waiting(cast, cast.nord, now=now, by="jonas")
    per = looks(cast, "per", now)
    assert not can_sign(per, cast.nord.path)
    assert not to_sign(per).exists()
    with pytest.raises(Refused, match="for arbeidsgiveren"):
        sign_assessment(assessment=assessment, seen=assessment.version, by=per, now=now)
    assert sent(client, cast, "per", "risk_sign", [assessment.pk], version=assessment.version).status_code == 404
    later = now + timedelta(minutes=1)
    sign_assessment(assessment=assessment, seen=assessment.version, by=looks(cast, "amina", now), now=later)
