"""A reader of everything that is published, drivers included, learns nothing of a handful from the drivers.

The reader is given more than there is: the counts of every cell in a figure, on every item, and one own answer. All
other figures are made of these, so what the drivers may add is *who* in a cell gave which answer, and what a group that
is in no figure answered. For persons and small groups, and for answers that were possible before, a world is built in
which they gave those and everything published is the same. Items are handed out one by one, with everybody's index in
place, so the worlds of several items fit together.
"""

import random
from dataclasses import dataclass

import pytest

from samspill.insight import drivers as module
from samspill.insight.drivers import Sums, drivers
from samspill.insight.publish import CellTally, Figure, Item

PULSE = [Item(name, pulse=True) for name in ("joy", "calm", "help")]
ITEMS = [*PULSE, Item("trust")]
X, INDEX = 0, (1, 2, 3)


@dataclass
class Workplace:
    """Per cell the answers of each person: to an item, and to the three of the index. One cell may be in no figure."""

    cells: list[list[list[int]]]
    left_out: int | None = None

    def copy(self):
        return Workplace([[list(person) for person in cell] for cell in self.cells], self.left_out)

    def sums(self):
        return Sums.of([(person[X], sum(person[1:])) for cell in self.cells for person in cell])

    def line(self):
        """What is published of the relation."""
        tallies = [
            CellTally(
                str(place), "u", len(cell), len(cell), {item.id: counts(cell, at) for at, item in enumerate(ORDER)}
            )
            for place, cell in enumerate(self.cells)
        ]
        covers = tuple(str(place) for place in range(len(self.cells)) if place != self.left_out)
        shown = [Figure("u", None, item.id, 99, covers, 3.0, None, 2, None, None) for item in ITEMS]
        return drivers(shown, tallies, ITEMS, {"trust": self.sums()})[0]


ORDER = [ITEMS[-1], *PULSE]


def counts(cell, at):
    values = [person[at] for person in cell]
    return tuple(values.count(value) for value in range(5))


def workplace(chance, *, people, pull, values=(0, 4), level=2.3):
    """Cells of five to fourteen; some cells are better off than others, some people too."""
    cells = []
    while sum(map(len, cells)) < people:
        mood = chance.gauss(0, 0.3)
        size = min(chance.randint(5, 14), people - sum(map(len, cells)))
        cells.append([_answers(chance, mood, pull, values, level) for _ in range(size)])
    return Workplace(cells)


def _answers(chance, mood, pull, values, level):
    steady = chance.gauss(0, 0.7)
    x = level + mood + pull * steady + chance.gauss(0, 0.6)
    index = [min(4, max(0, round(2.5 + mood + steady + chance.gauss(0, 0.6)))) for _ in INDEX]
    return [min(values[1], max(values[0], round(x))), *index]


def reached(other, wanted, aim, chance, *, held=(), items=(X, *INDEX)):
    """Whether trading answers within cells leads back to the line that was published.

    Two people of a cell trade their answers to one item, which changes no count, whenever that brings the relation
    nearer to what it was. Those ``held`` (cell, person, item) keep theirs.
    """
    for _ in range(400):
        if other.line() == wanted:
            return True
        trades = [trade for trade in _trades(other, items) if not {trade[0:3], (trade[0], trade[3], trade[2])} & held]
        some = chance.sample(trades, min(len(trades), 250))
        best = next(filter(None, (_best(other, few, aim) for few in (some, trades))), None)
        if best is None:
            return False
        _trade(other, best)
    return False


def _best(other, trades, aim):
    """The trade that brings the relation nearest to the aim, if any brings it nearer."""
    nearest = min(trades, key=lambda trade: _gap(other, trade, aim), default=None)
    return nearest if nearest and _gap(other, nearest, aim) < _gap(other, None, aim) - 1e-12 else None


def _trades(other, items):
    for at, cell in enumerate(other.cells):
        for one in range(len(cell)):
            for two in range(one):
                yield from ((at, one, item, two) for item in items if cell[one][item] != cell[two][item])


def _trade(other, trade):
    at, one, item, two = trade
    cell = other.cells[at]
    cell[one][item], cell[two][item] = cell[two][item], cell[one][item]


def _gap(other, trade, aim):
    if trade:
        _trade(other, trade)
    gap = abs(module.correlation(other.sums()) - aim)
    if trade:
        _trade(other, trade)
    return gap


def give(cell, values):
    """The first people of a cell have these answers, by trading with somebody further on; the last is left alone."""
    for who, value in enumerate(values):
        found = next((at for at in range(who, len(cell) - 1) if cell[at][X] == value), None)
        assert found is not None
        cell[who][X], cell[found][X] = cell[found][X], cell[who][X]


KINDS = (
    {},
    {"people": 50},
    {"values": (2, 3)},
    {"level": 3.6},
    {"pull": 1.6},
    {"pull": -1.0},
)


def told_workplaces(chance, number, *, left_out=False):
    found = []
    while len(found) < number:
        place = workplace(chance, **{"people": chance.choice((50, 62, 90, 140)), "pull": 1.0, **chance.choice(KINDS)})
        place.left_out = len(place.cells) - 1 if left_out else None
        if place.line().r is not None:
            found.append(place)
    return found


def is_possible(place, cell, values, chance, *, index_known=False):
    """Whether the first of a cell may have answered so, to a reader who knows what its last one answered."""
    other = place.copy()
    if cell == place.left_out:
        for who, value in enumerate(values):
            other.cells[cell][who][X] = value
    else:
        give(other.cells[cell], values)
    last = len(other.cells[cell]) - 1
    held = {(cell, who, X) for who in range(len(values))} | {(cell, last, item) for item in (X, *INDEX)}
    line = place.line()
    # The middle of the step, so that a world just outside it is not mistaken for one that cannot be reached.
    aim = line.r * max(1, module.correlation(place.sums()) / line.r) if line.or_more else line.r
    ways = ((X,),) if index_known else ((X, *INDEX), (X,), INDEX)
    return any(reached(other.copy(), line, aim, chance, held=held, items=items) for items in ways)


@pytest.mark.parametrize("seed", range(3))
def test_every_answer_in_a_cell_may_be_anybodys_even_for_one_who_knows_everybodys_index(seed):
    chance = random.Random(seed)
    for place in told_workplaces(chance, 6):
        cell = chance.randrange(len(place.cells))
        chance.shuffle(place.cells[cell])
        for value in {person[X] for person in place.cells[cell][:-1]}:
            assert is_possible(place, cell, (value,), chance, index_known=True), (place, cell, value)


@pytest.mark.parametrize("seed", range(3, 6))
def test_a_handful_may_have_given_the_lowest_or_the_highest_of_their_cell(seed):
    chance = random.Random(seed)
    for place in told_workplaces(chance, 6):
        cell = chance.randrange(len(place.cells))
        values = sorted(person[X] for person in place.cells[cell][:-1])
        for size in range(2, min(5, len(values))):
            for given in (values[:size], values[-size:]):
                assert is_possible(place, cell, given, chance), (place, cell, given)


@pytest.mark.parametrize("seed", range(6, 9))
def test_a_handful_in_no_figure_may_have_answered_anything(seed):
    chance = random.Random(seed)
    for place in told_workplaces(chance, 6, left_out=True):
        for size in range(1, min(5, len(place.cells[-1]))):
            for value in (0, 4):
                assert is_possible(place, place.left_out, (value,) * size, chance), (place, size, value)


def nearly_of_one_mind(*, the_two_are_well):
    """Sixty people of whom two answer otherwise than all the others; in their team two are well, and two are not."""
    chance = random.Random(2)
    cells = [[[4, *(chance.randint(1, 4) for _ in INDEX)] for _ in range(10)] for _ in range(6)]
    cells[0][:4] = [[0, 4, 4, 4], [0, 4, 4, 4], [4, 0, 0, 0], [4, 0, 0, 0]]
    if not the_two_are_well:
        give(cells[0], (4, 4, 0, 0))
    return Workplace(cells)


def test_of_people_nearly_of_one_mind_the_same_is_said_however_the_few_are():
    well, unwell = (nearly_of_one_mind(the_two_are_well=answer).line() for answer in (True, False))
    assert well == unwell
    assert well.r is None


def test_without_the_guard_it_would_tell_how_the_two_are(monkeypatch):
    monkeypatch.setattr(module, "STEP", 1)
    monkeypatch.setattr(module, "strongest_step", lambda sums, reach, pulse: 0.9)
    well, unwell = (nearly_of_one_mind(the_two_are_well=answer).line() for answer in (True, False))
    assert well != unwell


def test_without_coarse_steps_some_answers_would_be_ruled_out(monkeypatch):
    """Fifty of two minds, strongly tied: somebody with a poor index cannot have given the high answer any more."""
    monkeypatch.setattr(module, "strongest_step", lambda sums, reach, pulse: 0.9)
    monkeypatch.setattr(module, "TOPS", ((50, 1.0),))
    chance = random.Random(4)
    places = [workplace(chance, people=50, pull=3.0, values=(1, 3)) for _ in range(40)]
    ruled_out = [
        value
        for place in places
        if place.line().r is not None
        for value in {person[X] for person in place.cells[0][:-1]}
        if not is_possible(place, 0, (value,), chance, index_known=True)
    ]
    assert ruled_out
