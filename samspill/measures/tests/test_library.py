from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.audit.rules import Hidden, Refused
from samspill.content.measures import library
from samspill.measures.actions import (
    OwnPlan,
    add_own_measure,
    change_own_measure,
    restore_own_measure,
    retire_own_measure,
)
from samspill.measures.models import OwnMeasure
from samspill.measures.queries import Sought, entries_on, entry_for, entry_page, library_for, trait_named, traits_in
from samspill.measures.queries.library import Use
from samspill.measures.tests.plans import TODAY, a_finished_measure, a_measure
from samspill.organisations.rules import Viewer
from samspill.pulses.tests.rounds import viewer_of
from tests.cast import Cast

COFFEE = OwnPlan("Kaffe klokken to", "Vi møtes.", "team", "S", ("TILHØR",), "Møt opp\nLegg bort telefonen")


def shelves(viewer: Viewer, **sought: str) -> dict[str, list[str]]:
    found = library_for(viewer, Sought(**sought), "nb")
    return {shelf.level: [entry.key for entry in shelf.entries] for shelf in found}


def test_the_organisation_comes_first_then_the_team_then_the_individual(cast: Cast) -> None:
    found = shelves(viewer_of(cast.kari))
    assert list(found) == ["organisation", "team", "individual"]
    assert [key for keys in found.values() for key in keys] == list(library())


def test_what_helped_here_rises_within_its_level_and_no_further(cast: Cast) -> None:
    for unit in (cast.nord, cast.sor):
        a_finished_measure(unit, library_id="T9")
    a_finished_measure(cast.nord, library_id="I4")
    found = shelves(viewer_of(cast.kari))
    assert found["team"][:2] == ["T9", "T1"]
    assert (found["organisation"][0], found["individual"][0]) == ("O1", "I4")


@pytest.mark.parametrize(
    ("sought", "fits"),
    [
        ({"level": "team"}, lambda one: one.level == "team"),
        ({"factor": "FOKUS"}, lambda one: "FOKUS" in one.factors),
        ({"effort": "L"}, lambda one: one.effort == "L"),
        ({"grade": "A"}, lambda one: "A" in {each.grade for each in one.evidence}),
        ({"search": "teamavtale"}, lambda one: one.id == "T1"),
    ],
)
def test_the_library_is_searched_and_filtered(sought: dict[str, str], fits, cast: Cast) -> None:  # type: ignore[no-untyped-def]
    found = {key for keys in shelves(viewer_of(cast.kari), **sought).values() for key in keys}
    assert found
    assert found == {one.id for one in library().values() if fits(one)}


def test_how_it_went_here_is_counted_and_nobody_is_named(cast: Cast) -> None:
    a_finished_measure(cast.nord, library_id="T3")
    a_finished_measure(cast.nord, library_id="T3", verdict="worse")
    a_measure(cast.teknisk, library_id="T3", status="under_way")
    a_measure(cast.sor, library_id="T3")
    use = entry_for(viewer_of(cast.kari), "T3", "nb").use
    assert (use.used, use.helped, str(use)) == (2, 1, "brukt av 2 team, ett så tegn til bedring")
    assert str(Use(4, 3)) == "brukt av 4 team, 3 så tegn til bedring"
    assert not entry_for(viewer_of(cast.ola), "T3", "nb").use


def test_the_library_takes_the_same_number_of_statements_however_much_is_chosen_from_it(cast: Cast) -> None:
    counts = []
    for number in range(2):
        for key in ("T1", "T2", "O1"):
            a_finished_measure(cast.nord, library_id=key)
        OwnMeasure.objects.create(
            organisation=cast.solvik, title=f"Eget {number}", summary=".", level="team", effort="S", factors=["FOKUS"]
        )
        with CaptureQueriesContext(connection) as asked:
            library_for(viewer_of(cast.kari), Sought(), "nb")
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("key", ["X1", "egen-0", "egen-x", "egen-99999999999999999999", ""])
def test_what_is_not_in_the_library_is_not_there(key: str, cast: Cast) -> None:
    with pytest.raises(Hidden):
        entry_for(viewer_of(cast.kari), key, "nb")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_shipped_measure_has_a_full_page_in_every_language(language: str, cast: Cast) -> None:
    kari = viewer_of(cast.kari)
    for key in library():
        page = entry_page(entry_for(kari, key, language), language)
        told = (page.steps, page.factors, page.known, page.unknown, page.backfires, page.evaluation, page.grades)
        assert all(told), key


def test_an_own_measure_is_added_changed_taken_out_and_put_back(cast: Cast, now: datetime) -> None:
    jonas, kari = viewer_of(cast.jonas), viewer_of(cast.kari)
    own = add_own_measure(plan=COFFEE, by=jonas, now=now)
    key = f"egen-{own.pk}"
    assert key in shelves(kari)["team"]
    assert entry_page(entry_for(kari, key, "nb"), "nb").steps == ("Møt opp", "Legg bort telefonen")
    change_own_measure(own=own, plan=replace(COFFEE, title="Te klokken to"), by=jonas, now=now)
    assert entry_for(kari, key, "nb").title == "Te klokken to"
    retire_own_measure(own=own, by=jonas, now=now)
    assert key not in shelves(kari)["team"]
    assert entry_for(kari, key, "nb").own.retired_on == TODAY  # type: ignore[union-attr]
    restore_own_measure(own=own, by=jonas, now=now)
    assert key in shelves(kari)["team"]


def test_own_measures_stay_in_the_house(cast: Cast, now: datetime) -> None:
    own = add_own_measure(plan=COFFEE, by=viewer_of(cast.jonas), now=now)
    with pytest.raises(Hidden):
        entry_for(viewer_of(cast.ola), f"egen-{own.pk}", "nb")


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (replace(COFFEE, title=" "), "Skriv hva tiltaket heter"),
        (replace(COFFEE, factors=()), "minst én faktor"),
        (replace(COFFEE, factors=("VÆRET",)), "minst én faktor"),
    ],
)
def test_an_own_measure_needs_a_name_and_a_factor(plan: OwnPlan, sentence: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused, match=sentence):
        add_own_measure(plan=plan, by=viewer_of(cast.per), now=now)


def test_two_of_the_same_name_are_refused(cast: Cast, now: datetime) -> None:
    per = viewer_of(cast.per)
    own = add_own_measure(plan=COFFEE, by=per, now=now)
    with pytest.raises(Refused, match="allerede et eget tiltak"):
        add_own_measure(plan=COFFEE, by=per, now=now)
    change_own_measure(own=own, plan=COFFEE, by=per, now=now)
    with pytest.raises(Refused, match="legges inn av ledere"):
        add_own_measure(plan=replace(COFFEE, title="Annet"), by=viewer_of(cast.kari), now=now)


def test_six_characteristics_and_six_risks_each_with_factors_questions_and_measures(cast: Cast) -> None:
    good, risky = traits_in("nb")
    assert (len(good), len(risky)) == (6, 6)
    for one in [*good, *risky]:
        assert one.about
        assert all(factor.questions for factor in one.factors)
        assert entries_on(viewer_of(cast.kari), one.codes, "nb")
    with pytest.raises(Hidden):
        trait_named("K7", "nb")


def test_how_well_a_measure_is_known_is_said_in_words(cast: Cast) -> None:
    viewer = viewer_of(cast.jonas)
    said = {entry.key: entry.grade_word for shelf in library_for(viewer, Sought(), "nb") for entry in shelf.entries}
    assert said["O7"] == "godt undersøkt / lite undersøkt"
    assert all(said.values())
