from __future__ import annotations

import random
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspill.organisations.models import Organisation
from samspill.pulses.models import PulseRound
from samspill.results.actions import close_round
from samspill.results.tests.rounds import open_round, quarterly
from tests.cast import make_unit

CALM = [2, 3, 3, 4, 4, 3, 3, 2, 4, 3, 4, 2]
MOST_STATEMENTS = 12
"""Where stories are told of the unit, reading them is one more."""


@pytest.fixture
def year(cast, now):
    """Fourteen rounds: Nord falls clearly in the last four, Sør swings as usual."""
    chance = random.Random(5)
    for month in range(14, 0, -1):
        low = 2 if month <= 4 else 4
        nord = [min(5, max(1, low + chance.choice([-1, 0, 0, 1]))) for _ in range(16)]
        answers = {cast.nord: nord, cast.sor: [chance.choice([2, 3, 3, 4]) for _ in range(12)], cast.teknisk: [3, 2]}
        at = now - timedelta(days=30 * month - 20)
        definition = quarterly() if month % 3 == 1 else None
        close_round(pulse_round=open_round(cast.solvik, answers, now=at, definition=definition), now=at)
    return list(PulseRound.objects.order_by("closes_at"))


@pytest.fixture
def month(cast, now):
    """One round: figures for Nord and Sør, too few in Teknisk."""
    answers = {cast.nord: CALM, cast.sor: CALM, cast.teknisk: [3, 2]}
    return close_round(pulse_round=open_round(cast.solvik, answers, now=now), now=now)


def page(client, cast, who, name, *args, **asked) -> str:
    client.force_login(cast.user(who))
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_the_first_round_the_page_says_what_will_come(cast, client) -> None:
    text = page(client, cast, "kari", "results_unit", cast.nord.pk)
    assert "Ingen målinger er lukket ennå" in text
    assert "Ingen målinger er lukket ennå" in page(client, cast, "kari", "results_home")


def test_a_result_page_asks_says_what_changed_and_shows_each_factor(cast, client, year) -> None:
    text = page(client, cast, "kari", "results_unit", cast.nord.pk)
    assert "Hvordan har vi det?" in text
    assert "Tallene har ligget lavere enn før siden" in text
    assert "Håndterbar belastning" in text
    assert "16 svar" in text
    assert "Snakk om dette på teammøtet" in text


def test_the_team_comes_before_the_organisation(cast, client, month) -> None:
    text = page(client, cast, "kari", "results_home")
    assert text.index(">Hjemmetjenesten Nord</a>") < text.index(">Solvik</a>")


def test_a_factor_that_has_changed_leads_to_measures_and_a_calm_one_to_none(cast, client, year) -> None:
    library = re.compile(re.escape(reverse("library")) + r"[^\"]*faktor=")
    assert library.search(page(client, cast, "kari", "results_unit", cast.nord.pk))
    assert not library.search(page(client, cast, "amina", "results_unit", cast.sor.pk))


def test_the_units_below_are_found_from_the_top_of_an_area_and_not_from_a_team(cast, client, year) -> None:
    below = reverse("results_area", args=[cast.helse.pk])
    assert below in page(client, cast, "amina", "results_unit", cast.helse.pk)
    assert reverse("results_area", args=[cast.nord.pk]) not in page(client, cast, "kari", "results_unit", cast.nord.pk)


def test_a_calm_unit_is_told_calmly(cast, client, year) -> None:
    text = page(client, cast, "amina", "results_unit", cast.sor.pk)
    assert "Ingen tydelig endring. Tallene svinger som vanlig." in text
    assert "lavere enn før" not in text


def test_who_sees_is_read_from_the_roles_as_they_are(cast, client, month) -> None:
    text = page(client, cast, "kari", "results_unit", cast.nord.pk)
    assert "Leder: Jonas Vik" in text
    assert "Verneombud: Amina Ali" in text


def test_a_hidden_figure_is_a_dash_with_the_one_reason_and_a_way_on(cast, client, month) -> None:
    text = page(client, cast, "tor", "results_unit", cast.teknisk.pk)
    assert "Vi viser ikke tall her." in text
    assert "Ingen tall for denne enheten denne gangen" in text
    assert "2 svar" not in text
    assert "Teknisk" in text


def test_an_earlier_round_can_be_chosen_and_another_organisations_cannot(cast, client, year, now) -> None:
    text = page(client, cast, "kari", "results_unit", cast.nord.pk, maling=year[6].pk)
    assert "lavere enn før" not in text
    foreign = close_round(pulse_round=open_round(cast.other, {cast.other.units.get(): CALM}, now=now), now=now)
    client.force_login(cast.kari.user)
    assert client.get(reverse("results_unit", args=[cast.nord.pk]), {"maling": foreign.pk}).status_code == 404
    assert client.get(reverse("results_unit", args=[cast.nord.pk]), {"maling": "x"}).status_code == 404


def test_a_round_that_was_not_published_says_so_calmly(cast, client, now) -> None:
    closed = close_round(pulse_round=open_round(cast.solvik, {cast.nord: CALM}, now=now), now=now)
    closed.figures.all().delete()
    PulseRound.objects.filter(pk=closed.pk).update(state=PulseRound.State.NOT_PUBLISHED)
    assert "Denne målingen er ikke publisert" in page(client, cast, "kari", "results_unit", cast.nord.pk)


def test_a_round_that_is_closing_shows_nothing(cast, client, now) -> None:
    closed = close_round(pulse_round=open_round(cast.solvik, {cast.nord: CALM}, now=now), now=now)
    PulseRound.objects.filter(pk=closed.pk).update(state=PulseRound.State.CLOSING)
    assert "Ingen målinger er lukket ennå" in page(client, cast, "kari", "results_unit", cast.nord.pk)


def test_a_unit_that_was_not_asked_this_time_is_not_called_hidden(cast, client, month, now) -> None:
    later = open_round(cast.solvik, {cast.sor: CALM}, now=now + timedelta(days=30))
    later.audience.update(unit=cast.sor)
    close_round(pulse_round=later, now=now + timedelta(days=30))
    text = page(client, cast, "kari", "results_unit", cast.nord.pk)
    assert "Enheten var ikke med i denne målingen" in text
    assert "12 svar" in page(client, cast, "kari", "results_unit", cast.nord.pk, maling=month.pk)


def test_an_area_shows_the_units_below_by_name_and_can_be_searched(cast, client, month) -> None:
    text = page(client, cast, "amina", "results_area", cast.helse.pk)
    assert text.index("Hjemmetjenesten Nord</a>") < text.index("Hjemmetjenesten Sør</a>")
    found = page(client, cast, "amina", "results_area", cast.helse.pk, q="sør", sporsmal="P2")
    assert "Hjemmetjenesten Nord</a>" not in found


def test_a_viewer_sees_below_only_what_they_may(cast, client, month) -> None:
    text = page(client, cast, "kari", "results_area", cast.root.pk)
    assert "Teknisk</a>" not in text


def test_history_has_every_round_with_its_own_figures(cast, client, month) -> None:
    text = page(client, cast, "kari", "results_history", cast.nord.pk)
    assert text.count("?maling=") == 1
    assert "3,1\xa0(2,7–3,5)" in text


def test_the_home_of_results_has_my_team_and_the_organisation_and_a_search(cast, client, month) -> None:
    text = page(client, cast, "jonas", "results_home", q="nord")
    assert "Hjemmetjenesten Nord" in text
    assert "Solvik" in text
    assert "heter noe med" in page(client, cast, "jonas", "results_home", q="teknisk")


def test_leader_team_and_verneombud_get_access_at_the_same_moment(cast, client, now) -> None:
    due = open_round(cast.solvik, {cast.nord: CALM}, now=now)
    for who in ("kari", "jonas", "amina"):
        assert "12 svar" not in page(client, cast, who, "results_unit", cast.nord.pk)
    close_round(pulse_round=due, now=now)
    for who in ("kari", "jonas", "amina"):
        assert "12 svar" in page(client, cast, who, "results_unit", cast.nord.pk)


@pytest.mark.parametrize("units", [20, 300])
def test_a_page_asks_the_database_as_little_with_many_units_as_with_few(cast, client, now, units) -> None:
    made = [make_unit(cast.solvik, f"Enhet {number:03}", cast.helse) for number in range(units)]
    answers = {cast.nord: CALM, cast.sor: CALM, **dict.fromkeys(made, CALM)}
    Organisation.objects.filter(pk=cast.solvik.pk).update(headcount=units * 12)
    close_round(pulse_round=open_round(cast.solvik, answers, now=now, definition=quarterly()), now=now)
    client.force_login(cast.per.user)
    for name, args in [
        ("results_home", []),
        ("results_unit", [cast.nord.pk]),
        ("results_organisation", []),
        ("results_area", [cast.helse.pk]),
        ("results_history", [cast.nord.pk]),
    ]:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(name, args=args)).status_code == 200
        assert len(asked) <= MOST_STATEMENTS, name
