"""Through an assessment page by page: what is filled in, what is refused, and that nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samspill.risk.actions import revise_assessment
from samspill.risk.models import Assessment
from samspill.risk.tests.assessing import FIVE, begun, looks, valid, waiting, written
from tests.browsing import opened

NOW, TODAY = timezone.now, timezone.localdate
State = Assessment.State
WEIGHED = {
    "probability": "3",
    "consequence": "3",
    "reasoning": "Det kom fram i samtalen.",
    "sources": ["conversations"],
}


@pytest.fixture
def signed_in(client, cast):
    def sign_in(name):
        client.force_login(cast.user(name))
        return client

    return sign_in


def at(name, *args):
    return reverse(name, args=args)


def told(client, *where, **how):
    return client.get(at(*where), **how).content.decode()


def test_an_empty_register_teaches_what_comes_here(signed_in):
    said = told(signed_in("jonas"), "risks")
    assert "Begynn med fem faktorer" in said
    assert at("risk_new") in said
    assert at("risk_new") not in told(signed_in("kari"), "risks")


def test_a_leader_goes_from_nothing_to_an_assessment_in_force(signed_in, cast):
    jonas = signed_in("jonas")
    page = jonas.post(at("risk_new"), {"unit": cast.nord.pk})["Location"]
    draft = Assessment.objects.get()
    assert page == at("risk_factors", draft.pk)
    assert jonas.get(page).context["form"]["factors"].value() == list(draft.factors.values_list("factor", flat=True))
    page = jonas.post(page, opened(jonas, page, factors=list(FIVE)))["Location"]
    for number in range(len(FIVE)):
        page = jonas.post(page, opened(jonas, page, **WEIGHED))["Location"]
        assert ("faktor" in page) == (number < len(FIVE) - 1)
    assert page == at("risk_combined", draft.pk)
    form = jonas.get(page).context["form"]
    assert form["together"].value()
    assert "Amina Ali" in form["took_part"].value()
    jonas.post(page, opened(jonas, page))
    jonas.post(at("risk_send", draft.pk))
    draft.refresh_from_db()
    amina = signed_in("amina")
    amina.post(at("risk_sign", draft.pk), {"version": draft.version, "remark": "Kveldene også."})
    draft.refresh_from_db()
    assert draft.state == State.VALID
    said = told(signed_in("kari"), "risk", draft.pk)
    assert "Kveldene også." in said
    assert "Hvem ser dette?" in said


def test_a_draft_that_is_not_whole_is_not_sent_and_says_what_is_missing(signed_in, cast):
    draft = begun(cast, cast.nord, now=NOW())
    said = signed_in("jonas").post(at("risk_send", draft.pk), follow=True).content.decode()
    assert "mangler sannsynlighet eller konsekvens" in said
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_where_one_is_under_way_a_second_is_not_begun(signed_in, cast):
    begun(cast, cast.nord, now=NOW())
    said = signed_in("jonas").post(at("risk_new"), {"unit": cast.nord.pk, "task": ""}).content.decode()
    assert "alt en vurdering i arbeid" in said


def test_a_unit_that_was_closed_is_not_offered_and_not_taken(signed_in, cast):
    cast.sor.closed_on = TODAY() - timedelta(days=1)
    cast.sor.save()
    per = signed_in("per")
    assert "Hjemmetjenesten Sør" not in told(per, "risk_new")
    assert per.post(at("risk_new"), {"unit": cast.sor.pk}).status_code == 200
    assert not Assessment.objects.exists()


def test_an_assessment_of_a_closed_unit_can_still_be_read(signed_in, cast):
    one = valid(cast, cast.sor, now=NOW())
    cast.sor.closed_on = TODAY()
    cast.sor.save()
    assert "Mengde og lite hvile" in told(signed_in("per"), "risk", one.pk)


def test_whoever_was_responsible_may_leave_and_the_signature_stays(signed_in, cast):
    one = valid(cast, cast.nord, now=NOW(), by="jonas")
    for person in (cast.jonas, cast.amina):
        person.left_on = TODAY() - timedelta(days=1)
        person.save()
    said = told(signed_in("per"), "risk", one.pk)
    assert "Amina Ali" in said
    assert at("risk_revise", one.pk) in said


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reasoning": "x" * 100_000}, "4000"),
        ({"probability": "9"}, "9"),
        ({"sources": ["spådom"]}, "spådom"),
    ],
)
def test_a_factor_weighed_wrongly_is_explained_and_kept(signed_in, cast, wrong, sentence):
    draft = begun(cast, cast.nord, now=NOW())
    jonas, page = signed_in("jonas"), at("risk_weigh", draft.pk, "MENGDE")
    sent = opened(jonas, page, **{**WEIGHED, **wrong})
    response = jonas.post(page, sent)
    said = response.content.decode()
    assert response.status_code == 200
    assert sentence in said
    assert sent["reasoning"] in said
    assert draft.factors.get(factor="MENGDE").reasoning == ""


def test_a_review_before_today_is_refused_with_the_day(signed_in, cast):
    draft = written(cast, cast.nord, now=NOW())
    jonas, page = signed_in("jonas"), at("risk_combined", draft.pk)
    said = jonas.post(page, opened(jonas, page, together="Samlet.", review_on="2020-01-01")).content.decode()
    assert "Velg en dag etter" in said
    assert "Samlet." in said


def test_all_together_does_not_take_a_hundred_thousand_signs_and_keeps_them_in_the_box(signed_in, cast):
    draft = written(cast, cast.nord, now=NOW())
    jonas, page = signed_in("jonas"), at("risk_combined", draft.pk)
    sent = opened(jonas, page, together="y" * 100_000)
    said = jonas.post(page, sent).content.decode()
    assert "4000" in said
    assert sent["together"] in said


def test_the_representative_asks_for_more_and_the_draft_says_what(signed_in, cast):
    one = waiting(cast, cast.nord, now=NOW(), by="jonas")
    amina = signed_in("amina")
    assert at("risk_return", one.pk) in told(amina, "risk_sign", one.pk)
    assert "Hva mangler?" in amina.post(at("risk_return", one.pk), {"note": ""}).content.decode()
    one.refresh_from_db()
    assert one.state == State.TO_SIGN
    amina.post(at("risk_return", one.pk), {"note": "Ta med kveldene."})
    assert "Ta med kveldene." in told(signed_in("jonas"), "risk", one.pk)
    signed_in("jonas").post(at("risk_send", one.pk))
    one.refresh_from_db()
    assert (one.state, one.returned_on, one.return_note) == (State.TO_SIGN, None, "")


def test_what_changed_since_it_was_read_is_not_signed(signed_in, cast):
    one = waiting(cast, cast.nord, now=NOW())
    said = signed_in("amina").post(at("risk_sign", one.pk), {"version": one.version - 1, "remark": "Ja."})
    assert "endret etter at du åpnet siden" in said.content.decode()
    one.refresh_from_db()
    assert one.state == State.TO_SIGN


def test_the_writer_takes_it_back_without_blaming_anybody(signed_in, cast):
    one = waiting(cast, cast.nord, now=NOW(), by="jonas")
    signed_in("jonas").post(at("risk_take_back", one.pk))
    said = told(signed_in("jonas"), "risk", one.pk)
    assert "Verneombudet ber om mer arbeid" not in said
    assert at("risk_weigh", one.pk, "MENGDE") in said


def test_a_workplace_with_a_representative_cannot_do_without(signed_in, cast):
    draft = written(cast, cast.nord, now=NOW())
    said = signed_in("jonas").post(at("risk_unsigned", draft.pk), {"reason": "Vi er få."}).content.decode()
    assert "har verneombud" in said
    assert "Vi er få." in said


def test_a_new_edition_stands_beside_the_old_one(signed_in, cast):
    now = NOW()
    old = valid(cast, cast.nord, now=now)
    jonas = signed_in("jonas")
    page = jonas.post(at("risk_revise", old.pk))["Location"]
    new = Assessment.objects.exclude(pk=old.pk).get()
    assert page == at("risk_factors", new.pk)
    new.factors.filter(factor="MENGDE").update(reasoning="Nå er det verre.")
    said = told(jonas, "risk_compare", new.pk)
    assert "Nå er det verre." in said
    assert "Det kom fram i samtalen." in said
    assert "alt en vurdering i arbeid" in jonas.post(at("risk_revise", old.pk), follow=True).content.decode()


def test_members_read_what_holds_while_the_next_edition_is_written(signed_in, cast):
    now = NOW()
    old = valid(cast, cast.nord, now=now)
    draft = revise_assessment(assessment=old, by=looks(cast, "per", now), now=now)
    kari = signed_in("kari")
    assert kari.get(at("risk", old.pk)).status_code == 200
    assert kari.get(at("risk", draft.pk)).status_code == 404


def test_no_factor_chosen_is_explained(signed_in, cast):
    draft = begun(cast, cast.nord, now=NOW())
    jonas, page = signed_in("jonas"), at("risk_factors", draft.pk)
    response = jonas.post(page, opened(jonas, page, factors=[]))
    assert response.status_code == 200
    assert draft.factors.count() == len(FIVE)
