"""A change seldom touches one thing: several factors at once, without saving once for each."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from samspill.risk.models import ChangeAssessment
from samspill.risk.tests.assessing import a_change
from tests.browsing import opened

pytestmark = pytest.mark.django_db
SEVERAL = ["MENGDE", "ROLLE", "RESTIT", "TRYGG", "EMO"]


@pytest.fixture
def jonas(client, cast):
    client.force_login(cast.user("jonas"))
    return client


def test_five_factors_are_ticked_at_once_and_each_has_its_place_to_write_in(jonas, cast):
    address = reverse("change_new")
    sent = opened(jonas, address, title="Ny turnus", what_changes="Tolv timer i helgene.", further=SEVERAL)
    sent["change_on"] = timezone.localdate().isoformat()
    onwards = jonas.post(address, sent)
    change = ChangeAssessment.objects.get()
    assert onwards["Location"] == reverse("change_edit", args=[change.pk]) + "#id_expected_0"
    page = jonas.get(onwards["Location"]).content.decode()
    assert "hver av de 5 faktorene" in page
    form = jonas.get(onwards["Location"]).context["form"]
    assert [form[f"factor_{row}"].value() for row in range(6)] == [*SEVERAL, ""]
    edit = reverse("change_edit", args=[change.pk])
    words = {f"expected_{row}": f"Venter {code}." for row, code in enumerate(SEVERAL)}
    assert jonas.post(edit, opened(jonas, edit, **words))["Location"] == reverse("change", args=[change.pk])
    change.refresh_from_db()
    assert [row["expected"] for row in change.factors] == [f"Venter {code}." for code in SEVERAL]


def test_what_has_a_row_already_is_not_added_once_more(jonas, cast):
    change = a_change(cast, cast.nord, now=timezone.now(), by="jonas")
    edit = reverse("change_edit", args=[change.pk])
    jonas.post(edit, opened(jonas, edit, further=["MENGDE", "ROLLE"]))
    change.refresh_from_db()
    assert [row["factor"] for row in change.factors] == ["MENGDE", "ROLLE"]
    assert change.factors[0]["expected"] == "Flere brukere om natten."


def test_rows_another_has_taken_away_do_not_come_back(jonas, cast):
    rows = tuple({"factor": code, "expected": code, "measure": ""} for code in ("MENGDE", "ROLLE", "RESTIT", "EMO"))
    change = a_change(cast, cast.nord, now=timezone.now(), by="jonas", factors=rows)
    edit = reverse("change_edit", args=[change.pk])
    mine = opened(jonas, edit, better="Søvnen.")
    ChangeAssessment.objects.filter(pk=change.pk).update(factors=list(rows[:1]))
    assert jonas.post(edit, mine).status_code == 302
    change.refresh_from_db()
    assert ([row["factor"] for row in change.factors], change.better) == (["MENGDE"], "Søvnen.")
