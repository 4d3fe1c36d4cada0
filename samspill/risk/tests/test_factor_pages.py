"""Own factors, what is not relevant here, and mappings recorded by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samspill.audit.rules import Refused
from samspill.risk.actions import Mapped, add_own_factor, find_not_relevant, record_mapping
from samspill.risk.models import Mapping, NotRelevant, OwnFactor
from samspill.risk.tests.assessing import begun, looks

TODAY = timezone.localdate
SOLO = "Alenearbeid om natten"


@pytest.fixture
def signed_in(client, cast):
    def sign_in(name):
        client.force_login(cast.user(name))
        return client

    return sign_in


def sent(cast, **more):
    return {
        "unit": cast.nord.pk,
        "method": "safety_round",
        "held_on": TODAY().isoformat(),
        "factors": ["MENGDE"],
        "note": "Sammen med Amina.",
        **more,
    }


def test_with_nothing_done_the_coverage_page_says_where_to_begin(signed_in):
    said = signed_in("per").get(reverse("coverage")).content.decode()
    assert "Hvor begynner dere?" in said
    assert reverse("mapping_new") in said
    assert "Ikke kartlagt" in said


def test_the_coverage_page_names_the_factors_of_each_paragraph(signed_in, cast):
    add_own_factor(
        name=SOLO, explanation="", law=("aml § 4-3 (6)",), by=looks(cast, "per", timezone.now()), now=timezone.now()
    )
    said = signed_in("per").get(reverse("coverage")).content.decode()
    assert SOLO in said


def test_an_own_factor_can_be_chosen_until_it_is_taken_out(signed_in, cast):
    per = signed_in("per")
    response = per.post(reverse("risk_factor_new"), {"name": SOLO, "law": ["aml § 4-3 (6)"]})
    assert response["Location"] == reverse("risk_own_factors")
    own, draft = OwnFactor.objects.get(), begun(cast, cast.nord, now=timezone.now())
    choose = reverse("risk_factors", args=[draft.pk])
    assert SOLO in per.get(choose).content.decode()
    per.post(reverse("risk_factor_retire", args=[own.pk]))
    assert SOLO not in per.get(choose).content.decode()
    assert "Ingen ennå." in per.get(reverse("risk_own_factors")).content.decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": ""}, "Hva heter faktoren?"),
        ({"name": "x" * 500}, "120"),
        ({"name": SOLO, "explanation": "y" * 100_000}, "1000"),
        ({"name": SOLO, "law": ["aml § 99"]}, "aml § 99"),
    ],
)
def test_a_factor_that_cannot_be_is_explained_and_kept_in_the_form(signed_in, given, sentence):
    response = signed_in("per").post(reverse("risk_factor_new"), given)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not OwnFactor.objects.exists()


def test_two_factors_cannot_have_one_name(signed_in):
    per = signed_in("per")
    per.post(reverse("risk_factor_new"), {"name": SOLO})
    assert "alt en faktor som heter" in per.post(reverse("risk_factor_new"), {"name": SOLO}).content.decode()


def test_what_is_put_aside_says_why_and_comes_back(signed_in, cast):
    per, later = signed_in("per"), (TODAY() + timedelta(days=365)).isoformat()
    page = per.get(reverse("risk_factor_aside") + "?faktor=EMO")
    assert page.context["form"]["review_on"].value() == TODAY() + timedelta(days=365)
    per.post(reverse("risk_factor_aside"), {"factor": "EMO", "reason": "Ingen møter publikum.", "review_on": later})
    assert "Ingen møter publikum." in per.get(reverse("risk_own_factors")).content.decode()
    assert "Ikke relevant hos oss" in per.get(reverse("coverage")).content.decode()
    per.post(reverse("risk_factor_relevant", args=[NotRelevant.objects.get().pk]))
    assert not NotRelevant.objects.exists()


def test_a_reason_is_needed_and_the_day_comes_later(signed_in):
    per = signed_in("per")
    for given, sentence in (
        ({"factor": "EMO", "reason": "", "review_on": "2030-01-01"}, "Hvorfor ikke?"),
        ({"factor": "EMO", "reason": "Ingen.", "review_on": "2020-01-01"}, "senere dag"),
        ({"factor": "TULL", "reason": "Ingen.", "review_on": "2030-01-01"}, "TULL"),
    ):
        assert sentence in per.post(reverse("risk_factor_aside"), given).content.decode()
    assert not NotRelevant.objects.exists()


def test_a_reason_of_a_hundred_thousand_signs_is_refused_by_the_action_too(cast, now):
    per = looks(cast, "per", now)
    later = per.today + timedelta(days=1)
    with pytest.raises(Refused, match="100000 tegn"):
        find_not_relevant(code="EMO", reason="x" * 100_000, review_on=later, by=per, now=now)


def test_the_safety_representative_reads_but_does_not_change(signed_in):
    said = signed_in("amina").get(reverse("risk_own_factors")).content.decode()
    assert "Legg til en faktor" not in said


def test_a_safety_round_counts_once_it_is_recorded(signed_in, cast):
    jonas = signed_in("jonas")
    assert jonas.get(reverse("mapping_new")).context["form"]["held_on"].value() == TODAY()
    assert jonas.post(reverse("mapping_new"), sent(cast))["Location"] == reverse("risks")
    said = signed_in("per").get(reverse("coverage")).content.decode()
    assert "vernerunde" in said
    assert "Sammen med Amina." in said


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"held_on": (TODAY() + timedelta(days=2)).isoformat()}, "etter at den er gjort"),
        ({"factors": []}, "Hva kartla dere?"),
        ({"note": "x" * 100_000}, "1000"),
        ({"method": "spådom"}, "spådom"),
        ({"unit": ""}, "Hvilken enhet?"),
    ],
)
def test_a_mapping_that_cannot_be_is_explained(signed_in, cast, wrong, sentence):
    response = signed_in("jonas").post(reverse("mapping_new"), sent(cast, **wrong))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Mapping.objects.exists()


def test_nobody_maps_where_they_lead_nobody(signed_in, cast, now):
    assert signed_in("jonas").post(reverse("mapping_new"), sent(cast, unit=cast.sor.pk)).status_code == 200
    with pytest.raises(Refused):
        record_mapping(
            mapped=Mapped(cast.sor, ("MENGDE",), "other", TODAY()), by=looks(cast, "jonas", timezone.now()), now=now
        )
    assert not Mapping.objects.exists()
