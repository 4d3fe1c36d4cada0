"""The register: what is overdue first, filtered, sorted, in a constant number of statements; what home tells of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspill.risk.actions import decide_change, return_to_draft
from samspill.risk.models import Assessment, FactorAssessment
from samspill.risk.queries import Sifted, numbers_for
from samspill.risk.queries.register import register_rows
from samspill.risk.tests.assessing import a_change, begun, looks, valid, waiting
from tests.cast import make_unit

NOW = timezone.now


@pytest.fixture
def signed_in(client, cast):
    def sign_in(name):
        client.force_login(cast.user(name))
        return client

    return sign_in


@pytest.fixture
def three(cast, now):
    """Nord in force, Sør waiting, Teknisk a draft that nobody has weighed."""
    return valid(cast, cast.nord, now=now), waiting(cast, cast.sor, now=now), begun(cast, cast.teknisk, now=now)


def names(cast, now, **wanted):
    return [number.unit.name for number in numbers_for(looks(cast, "per", now), Sifted(**wanted))]


def test_what_is_overdue_comes_first(cast, now, three):
    assert names(cast, now)[0] == "Hjemmetjenesten Nord"
    Assessment.objects.filter(pk=three[0].pk).update(review_on=now.date() + timedelta(days=400))
    late = now + timedelta(days=395)
    other = valid(cast, cast.helse, now=now - timedelta(days=700))
    rows = register_rows(list(numbers_for(looks(cast, "per", late))), late.date())
    assert (rows[0].newest, rows[0].is_overdue) == (other, True)
    assert not any(row.is_overdue for row in rows[1:])


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"state": "valid"}, {"Hjemmetjenesten Nord"}),
        ({"state": "draft"}, {"Teknisk"}),
        ({"state": "tull"}, {"Hjemmetjenesten Nord", "Hjemmetjenesten Sør", "Teknisk"}),
        ({"text": "sør"}, {"Hjemmetjenesten Sør"}),
        ({"level": "medium"}, {"Hjemmetjenesten Nord", "Hjemmetjenesten Sør"}),
        ({"level": "high"}, set()),
        ({"unit": "x" * 40}, {"Hjemmetjenesten Nord", "Hjemmetjenesten Sør", "Teknisk"}),
    ],
)
def test_one_sees_what_one_looks_for(cast, now, three, wanted, expected):
    assert set(names(cast, now, **wanted)) == expected


def test_a_unit_takes_those_below_it_along(cast, now, three):
    assert set(names(cast, now, unit=str(cast.helse.pk))) == {"Hjemmetjenesten Nord", "Hjemmetjenesten Sør"}


def test_the_heaviest_comes_first_when_one_asks_for_it(cast, now, three):
    FactorAssessment.objects.filter(assessment=three[1]).update(probability=4, consequence=4)
    assert names(cast, now, sort="risiko") == ["Hjemmetjenesten Sør", "Hjemmetjenesten Nord", "Teknisk"]
    assert names(cast, now, sort="dag")[0] == "Hjemmetjenesten Nord"


def test_members_find_the_version_in_force_not_the_draft_above_it(cast, now, three):
    kari = looks(cast, "kari", now)
    assert [row.newest for row in register_rows(list(numbers_for(kari)), now.date())] == [three[0]]


@pytest.mark.parametrize("page", ["risks", "coverage"])
def test_it_takes_as_many_statements_for_twenty_as_for_ten(cast, now, signed_in, page):
    per, asked = signed_in("per"), []
    for rows in (10, 20):
        for number in range(rows - 10, rows):
            valid(cast, make_unit(cast.solvik, f"Lag {number}", cast.helse), now=now)
        with CaptureQueriesContext(connection) as caught:
            assert per.get(reverse(page)).status_code == 200
        asked.append(len(caught))
    assert asked[0] == asked[1]


def test_the_page_keeps_its_filter_and_offers_it_as_a_file(signed_in, three):
    said = signed_in("per").get(reverse("risks") + "?status=valid&sorter=risiko").content.decode()
    assert "Hjemmetjenesten Nord" in said
    assert 'value="valid" selected' in said
    assert f"{reverse('risk_register_export', args=['csv'])}?status=valid&amp;sorter=risiko" in said


def test_nothing_found_says_how_to_find_more(signed_in, three):
    said = signed_in("per").get(reverse("risks") + "?q=finnes+ikke").content.decode()
    assert "Ingen treff" in said
    assert "finnes ikke" in said


# -- home ------------------------------------------------------------------------------------------


def home(client):
    return client.get(reverse("home")).content.decode()


def test_the_safety_representative_is_told_what_waits_to_be_signed(signed_in, cast):
    one = waiting(cast, cast.nord, now=NOW(), by="jonas")
    assert reverse("risk_sign", args=[one.pk]) in home(signed_in("amina"))
    assert f"Risikovurdering av {cast.nord.name}" in home(signed_in("amina"))
    assert reverse("risk_sign", args=[one.pk]) not in home(signed_in("jonas"))


def test_whoever_is_responsible_is_told_what_was_sent_back_and_why(signed_in, cast):
    now = NOW()
    one = waiting(cast, cast.nord, now=now, by="jonas")
    return_to_draft(assessment=one, note="Ta med kveldene.", by=looks(cast, "amina", now), now=now)
    said = home(signed_in("jonas"))
    assert "Ta med kveldene." in said
    assert reverse("risk", args=[one.pk]) in said
    assert "Ta med kveldene." not in home(signed_in("per"))


def test_what_one_took_back_oneself_is_no_news(signed_in, cast):
    now = NOW()
    one = waiting(cast, cast.nord, now=now, by="jonas")
    return_to_draft(assessment=one, by=looks(cast, "jonas", now), now=now)
    assert "ber om mer arbeid" not in home(signed_in("jonas"))


def test_a_review_that_is_due_is_told(signed_in, cast):
    one = valid(cast, cast.nord, now=NOW() - timedelta(days=360), by="jonas")
    assert "se på risikovurderingen igjen" in home(signed_in("jonas"))
    Assessment.objects.filter(pk=one.pk).update(review_on=timezone.localdate() + timedelta(days=60))
    assert "se på risikovurderingen igjen" not in home(signed_in("jonas"))


def test_what_came_into_force_is_news_for_those_it_is_about(signed_in, cast):
    one = valid(cast, cast.nord, now=NOW())
    assert reverse("risk", args=[one.pk]) in home(signed_in("kari"))
    assert reverse("risk", args=[one.pk]) not in home(signed_in("ola"))


def test_a_change_to_look_back_at_is_told(signed_in, cast):
    then = NOW() - timedelta(days=90)
    day = timezone.localdate(then) + timedelta(days=80)
    change = a_change(cast, cast.nord, now=then, by="jonas", days=5, evaluate_on=day)
    decide_change(change=change, decision="Ja.", by=looks(cast, "jonas", then), now=then)
    assert reverse("change_evaluate", args=[change.pk]) in home(signed_in("jonas"))


@pytest.mark.parametrize(
    ("name", "there", "gone"),
    [
        ("kari", (), ("risks", "coverage", "internal_control")),
        ("jonas", ("risks", "changes"), ("coverage", "internal_control")),
        ("amina", ("risks", "coverage", "internal_control"), ()),
        ("per", ("risks", "coverage", "internal_control"), ()),
    ],
)
def test_the_rail_leads_those_who_work_with_risk_to_it(signed_in, name, there, gone):
    rail = signed_in(name).get(reverse("who_sees_what")).content.decode()
    for page in there:
        assert f'href="{reverse(page)}"' in rail
    for page in gone:
        assert f'href="{reverse(page)}"' not in rail
