"""The whole gate, from sealed tallies on random trees to what anybody may read."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspill.insight.auditor import Objection
from samspill.insight.publish import CellTally, Item
from samspill.insight.tree import Tree
from samspill.organisations.models import Unit
from samspill.organisations.queries import tree_on
from samspill.pulses.models import Participant, PulseRound
from samspill.results.actions import close_round
from samspill.results.gate import Auditor, Counted, collected, release
from samspill.results.gate.collecting import scored
from samspill.results.gate.over_rounds import moved_up
from samspill.results.models import Figure
from samspill.results.tests.rounds import monthly, open_round
from tests.cast import make_unit

ITEMS = [
    Item("P1", pulse=True),
    Item("P2", pulse=True),
    Item("P3", pulse=True),
    Item("B01"),
    Item("B22", sensitive=True),
]


@st.composite
def workplaces(draw) -> Counted:
    """Any tree, with teams of all sizes, some of one mind; the numbers come from a seed so that drawing is quick."""
    size = draw(st.integers(1, 14))
    chance = random.Random(draw(st.integers(0, 10**6)))
    parents = (-1, *(chance.randrange(unit) for unit in range(1, size)))
    ids = tuple(f"u{unit}" for unit in range(size))
    tallies = []
    for unit in range(size):
        people = chance.choice([0, 1, 3, 4, 5, 6, 9, 14])
        counts = {item.id: _counts(chance, people) for item in ITEMS}
        cell = f"{ids[unit]}:rest" if unit in parents else ids[unit]
        tallies.append(CellTally(cell, ids[unit], max(people, 5), people, counts))
    return Counted(Tree(ids, parents), tallies, ITEMS, 5)


def _counts(chance: random.Random, people: int) -> tuple[int, ...]:
    low, high = chance.choice([(1, 5), (1, 5), (1, 2), (4, 5), (5, 5), (2, 4)])
    values = [chance.randint(low, high) for _ in range(max(people - chance.choice([0, 0, 1, 2]), 0))]
    return tuple(values.count(value) for value in range(1, 6))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(workplaces())
def test_no_part_of_what_is_released_is_one_to_four_people(counted) -> None:
    released = release(counted)
    assert released.publication is not None
    assert released.withdrawn == (), "the protection and its auditor do not agree"
    by_item: dict[str, list] = {}
    for figure in released.publication.figures:
        if figure.n is not None and figure.item != "index":
            by_item.setdefault(figure.item, []).append(figure)
    for figures in by_item.values():
        assert not [size for size in parts(figures) if 0 < size < 5]


def parts(figures) -> list[int]:
    """By brute force: the answers of every exact figure less those of the largest exact figures inside it."""
    exact = [(set(one.covers), one.n) for one in figures if one.mean is not None]
    found = []
    for cells, n in exact:
        inside = [(other, m) for other, m in exact if other < cells]
        outermost = [(other, m) for other, m in inside if not any(other < third for third, _m in inside)]
        distinct = {frozenset(other): m for other, m in outermost}
        found.append(n - sum(distinct.values()))
    return found


def test_a_publication_the_auditor_objects_to_in_a_pool_goes_without_the_pool() -> None:
    counts = {item.id: (1, 2, 4, 3, 2) for item in ITEMS}
    tallies = [CellTally("u0", "u0", 12, 12, counts)]
    counted = Counted(Tree(("u0",), (-1,)), tallies, ITEMS, 5, {"u0": 6})
    objection = [Objection("u0", "comments", "small_group")]
    released = release(
        counted,
        auditor=Auditor(lambda results: objection if results["rounds"][0]["other"][0]["kind"] == "comments" else []),
    )
    assert release(counted).publication.pools
    assert not released.publication.pools
    assert released.publication.figures == release(counted).publication.figures


def test_a_random_workplace_through_the_database(cast, now) -> None:
    chance = random.Random(11)
    units = [make_unit(cast.solvik, f"Enhet {number}", chance.choice([cast.root, cast.helse])) for number in range(30)]
    answers = {unit: [chance.randint(1, 5) for _ in range(chance.randint(0, 11))] for unit in units}
    pulse_round = close_round(pulse_round=open_round(cast.solvik, answers, now=now), now=now)
    assert pulse_round.state == PulseRound.State.PUBLISHED
    root = Figure.objects.get(unit=cast.root, item="P1", is_rest=False)
    teams = Figure.objects.filter(item="P1", is_rest=False, unit__in=units, mean__isnull=False)
    assert 5 <= sum(team.n for team in teams) <= root.n <= sum(map(len, answers.values()))


def test_what_was_ticked_is_turned_where_a_high_tick_is_not_good() -> None:
    definition = {"items": [{"id": "A", "direction": "+"}, {"id": "B", "direction": "-"}]}
    counts = {"A": (1, 2, 3, 4, 5), "B": (1, 2, 3, 4, 5)}
    assert scored(counts, definition) == {"A": (1, 2, 3, 4, 5), "B": (5, 4, 3, 2, 1)}


def test_an_opened_round_is_counted_cell_by_cell(cast, now) -> None:
    found = collected(open_round(cast.solvik, {cast.nord: [1, 5, 5, 3, 2, 2]}, now=now))
    assert found.tallies[0].respondents == 6
    assert found.tallies[0].counts["P1"] == (1, 2, 1, 0, 2)


# -- over rounds -----------------------------------------------------------------------------------

CALM = [2, 3, 3, 4, 4, 3, 2, 4]


def invite(pulse_round: PulseRound, unit: Unit, people) -> None:
    cell = pulse_round.cells.get(unit=unit)
    Participant.objects.bulk_create(
        Participant(pulse_round=pulse_round, person=person, cell=cell, home=unit) for person in people
    )


@pytest.fixture
def second(cast, now):
    """A first round everybody in Nord answered, and a second of the same; returns who was invited to the first."""
    first = open_round(cast.solvik, {cast.nord: CALM, cast.sor: CALM}, now=now.replace(month=10), definition=monthly())
    crew = cast.crew
    invite(first, cast.nord, crew[:8])
    invite(first, cast.sor, crew[8:16])
    close_round(pulse_round=first, now=now)
    return open_round(cast.solvik, {cast.nord: CALM, cast.sor: CALM}, now=now, definition=monthly())


def cells_at(cast, pulse_round) -> dict[str, str]:
    units = tree_on(cast.solvik.pk, pulse_round.opens_at.date())
    return {one.cell: one.unit for one in moved_up(pulse_round, collected(pulse_round).tallies, units)}


def test_the_same_people_again_tell_nothing_new(cast, second) -> None:
    invite(second, cast.nord, cast.crew[:8])
    invite(second, cast.sor, cast.crew[8:16])
    assert cells_at(cast, second)["hjemmetjenesten-nord"] == "hjemmetjenesten-nord"


def test_one_new_colleague_where_everybody_answers_moves_the_group_up(cast, second) -> None:
    invite(second, cast.nord, [*cast.crew[:7], cast.crew[20]])
    invite(second, cast.sor, cast.crew[8:16])
    found = cells_at(cast, second)
    assert found["hjemmetjenesten-sør"] == "hjemmetjenesten-sør"
    assert "hjemmetjenesten-nord" not in found, "Helse and Solvik changed by the same few, so there is no place above"


def test_many_new_colleagues_tell_of_no_one(cast, second) -> None:
    invite(second, cast.nord, [*cast.crew[:4], *cast.crew[18:22]])
    invite(second, cast.sor, cast.crew[8:16])
    assert cells_at(cast, second)["hjemmetjenesten-nord"] == "hjemmetjenesten-nord"


def test_where_somebody_did_not_answer_the_difference_is_of_nobody(cast, now, second) -> None:
    cell = second.cells.get(unit=cast.nord)
    cell.invited = 9
    cell.save()
    invite(second, cast.nord, [*cast.crew[:8], cast.crew[20]])
    invite(second, cast.sor, cast.crew[8:16])
    assert cells_at(cast, second)["hjemmetjenesten-nord"] == "hjemmetjenesten-nord"


def test_a_group_that_must_not_be_told_of_is_not_shown_as_the_rest_of_the_unit_above(cast, now, second) -> None:
    """With an office answering directly at Helse, Nord could be counted with it; without, its figure would only get
    another name."""
    invite(second, cast.nord, [*cast.crew[:7], cast.crew[20]])
    invite(second, cast.sor, cast.crew[8:16])
    nord = second.cells.get(unit=cast.nord).key
    close_round(pulse_round=second, now=now)
    shown = Figure.objects.filter(pulse_round=second, n__isnull=False)
    assert shown.exists()
    assert not [figure for figure in shown if figure.covers == [nord]]


def test_what_two_rounds_ago_told_counts_too(cast, now, second) -> None:
    invite(second, cast.nord, cast.crew[:8])
    invite(second, cast.sor, cast.crew[8:16])
    close_round(pulse_round=second, now=now)
    later = now.replace(month=12)
    third = open_round(cast.solvik, {cast.nord: CALM, cast.sor: CALM}, now=later, definition=monthly())
    invite(third, cast.nord, [*cast.crew[:7], cast.crew[20]])
    invite(third, cast.sor, cast.crew[8:16])
    assert "hjemmetjenesten-nord" not in cells_at(cast, third)
