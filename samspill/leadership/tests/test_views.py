from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samspill.leadership.models import Decision, Question
from samspill.leadership.tests.telling import question_in, told_in
from tests.browsing import opened

TODAY = timezone.localdate


@pytest.fixture
def signed_in(client, cast):
    def sign_in(name):
        client.force_login(cast.user(name))
        return client

    return sign_in


def filled(cast, **more):
    return {
        "title": "Ny vaktplan",
        "decided": "Tre uker.",
        "reason": "Mer hvile.",
        "units": [cast.nord.pk],
        "decided_on": TODAY().isoformat(),
        **more,
    }


def test_an_empty_log_teaches_what_belongs_there(signed_in):
    said = signed_in("kari").get(reverse("decisions")).content.decode()
    assert "Ingen avgjørelser ennå" in said
    assert "Fortell om en avgjørelse" not in said


def test_a_leader_of_one_unit_need_not_choose_it(signed_in, cast):
    said = signed_in("jonas").get(reverse("decision_new")).content.decode()
    assert f'value="{cast.nord.pk}"' in said
    assert "checked" in said
    assert "Hjemmetjenesten Sør" not in said


def test_telling_leads_to_the_decision(signed_in, cast):
    response = signed_in("jonas").post(reverse("decision_new"), filled(cast))
    decision = Decision.objects.get()
    assert response["Location"] == reverse("decision", args=[decision.pk])
    said = signed_in("kari").get(response["Location"]).content.decode()
    assert "Mer hvile." in said
    assert "Hvem ser dette?" in said
    assert reverse("decision_edit", args=[decision.pk]) not in said


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": ""}, "Hvorfor?"),
        ({"decided_on": (TODAY() + timedelta(days=3)).isoformat()}, "i dag eller tidligere"),
        ({"review_on": (TODAY() - timedelta(days=3)).isoformat()}, "etter avgjørelsen"),
        ({"decided": "x" * 100_000}, "2000"),
        ({"units": []}, "Hvem gjelder det?"),
    ],
)
def test_wrong_input_is_explained_and_nothing_typed_is_lost(signed_in, cast, wrong, sentence):
    response = signed_in("jonas").post(reverse("decision_new"), filled(cast, **wrong))
    said = response.content.decode()
    assert response.status_code == 200
    assert sentence in said
    assert "Ny vaktplan" in said
    assert not Decision.objects.exists()


def test_a_question_is_asked_and_answered_on_the_page(signed_in, cast):
    question = question_in(cast, now=timezone.now())
    page = reverse("decision", args=[question.decision_id])
    assert "Ikke besvart ennå." in signed_in("kari").get(page).content.decode()
    answer = reverse("decision_answer", args=[question.decision_id, question.pk])
    jonas = signed_in("jonas")
    jonas.post(answer, opened(jonas, answer, text="Fordi hvilen ble bedre."))
    assert "Fordi hvilen ble bedre." in signed_in("kari").get(page).content.decode()


def test_an_empty_question_is_refused_where_it_was_asked(signed_in, cast):
    decision = told_in(cast, cast.nord, now=timezone.now())
    response = signed_in("kari").post(reverse("decision_ask", args=[decision.pk]), {"text": " "})
    assert response.status_code == 422
    assert not Question.objects.exists()


def test_looking_at_it_again_is_told_on_the_page(signed_in, cast):
    decision = told_in(cast, cast.nord, now=timezone.now() - timedelta(days=40), by="jonas")
    signed_in("jonas").post(reverse("decision_review", args=[decision.pk]), {"text": "Den står ved lag."})
    assert "Den står ved lag." in signed_in("kari").get(reverse("decision", args=[decision.pk])).content.decode()


def test_what_was_decided_today_cannot_be_judged_yet(signed_in, cast):
    decision = told_in(cast, cast.nord, now=timezone.now(), by="jonas")
    said = signed_in("jonas").post(reverse("decision_review", args=[decision.pk]), {"text": "Bra."}).content.decode()
    assert "virket en stund" in said
