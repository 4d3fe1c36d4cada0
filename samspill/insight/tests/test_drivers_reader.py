"""A reader of everything that is published, drivers included, learns nothing of a handful from the drivers.

The reader is given more than there is: the counts of every cell, on every item. All other figures are made of these, so
what the drivers may add is *who* in a cell gave which answer. For persons and small groups, and for answers the counts
leave possible, another way of handing out the same answers within the cells is built in which they gave those, and
everything published is the same. Items are handed out one by one, so one item's world fits all the others'.
"""

import random
from dataclasses import dataclass

import pytest

from samspill.insight import drivers as module
from samspill.insight.drivers import Sums, drivers
from samspill.insight.publish import CellTally, Figure, Item

JOY = Item("joy", pulse=True)
TRUST = Item("trust")
PULSES = 3


@dataclass
class Workplace:
    """Per cell the answers of each person to an item (x), and the sum of the three items of the index (y)."""

    cells: list[list[tuple[int, int]]]

    def line(self):
        """What is published of the relation."""
        pairs = [pair for cell in self.cells for pair in cell]
        items = [JOY, *(Item(f"more{number}", pulse=True) for number in range(PULSES - 1)), TRUST]
        tallies, names = [], tuple(str(place) for place in range(len(self.cells)))
        for name, cell in zip(names, self.cells, strict=True):
            values = [x for x, _ in cell]
            counts = {item.id: (len(cell), 0, 0, 0, 0) for item in items}
            counts["trust"] = tuple(values.count(value) for value in range(5))
            tallies.append(CellTally(name, "u", len(cell), len(cell), counts))
        shown = [Figure("u", None, item.id, len(pairs), names, 3.0, None, 2, None, None) for item in items]
        return drivers(shown, tallies, items, {"trust": Sums.of(pairs)})


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
    y = sum(min(4, max(0, round(2.5 + mood + steady + chance.gauss(0, 0.6)))) for _ in range(PULSES))
    return min(values[1], max(values[0], round(x))), y


def twin(place, cell, given, *, index_too, rounds=4000):
    """A workplace with the same counts and the same line, where the first ``len(given)`` people of a cell gave these.

    Found by swapping the answers of two in the same cell, whichever swap brings the relation nearest to what it was.
    With ``index_too`` who gave which index may be swapped too; else the reader is one who knows everybody's index. The
    last of the cell is the reader, whose own answers stay.
    """
    wanted = place.line()
    other = Workplace([list(one) for one in place.cells])
    last = len(place.cells[cell]) - 1
    if not _hand_out(other.cells[cell], given):
        return None
    aim = module.correlation(Sums.of([pair for one in place.cells for pair in one]))
    held = {(cell, who) for who in (*range(len(given)), last)}
    for _ in range(rounds):
        if other.line() == wanted:
            return other
        if not _nearer(other, {(cell, last)} if index_too else held, aim, index_too=index_too):
            return None
    return None


def _hand_out(people, given):
    """Give the first people these answers, by swapping with somebody further on in the cell."""
    for who, value in enumerate(given):
        found = next((at for at in range(who, len(people) - 1) if people[at][0] == value), None)
        if found is None:
            return False
        (x, y), (u, v) = people[who], people[found]
        people[who], people[found] = (u, y), (x, v)
    return True


def _nearer(other, held, aim, *, index_too):
    """Make the swap that brings the relation nearest to the aim; False when none does."""
    pairs = [pair for one in other.cells for pair in one]
    sums = Sums.of(pairs)
    spread = (sums.squares[0] * sums.squares[1]) ** 0.5
    now = sums.xy - sums.x * sums.y / sums.n
    best, swap = abs(now - aim * spread) - 1e-9, None
    for at, people in enumerate(other.cells):
        for one, (x, y) in enumerate(people):
            for two in range(one):
                u, v = people[two]
                change = -(x - u) * (y - v)
                free = (at, one) not in held and (at, two) not in held
                if change and free and abs(now + change - aim * spread) < best:
                    best, swap = abs(now + change - aim * spread), (at, one, two)
    if swap is None:
        return False
    at, one, two = swap
    people = other.cells[at]
    (x, y), (u, v) = people[one], people[two]
    # Swapping the index keeps everybody's x, so those that were given stay as they are.
    people[one], people[two] = ((x, v), (u, y)) if index_too else ((u, y), (x, v))
    return True


KINDS = {
    "ordinary": {},
    "fifty": {"people": 50},
    "of two minds": {"values": (2, 3)},
    "content": {"level": 3.6},
    "strongly tied": {"pull": 1.6},
    "the other way": {"pull": -1.0},
}


def told_workplaces(seed, number):
    chance = random.Random(seed)
    found = []
    while len(found) < number:
        kind = KINDS[chance.choice(list(KINDS))]
        place = workplace(chance, **{"people": chance.choice((50, 62, 90, 140)), "pull": 1.0, **kind})
        if place.line()[0].r is not None:
            found.append(place)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_every_answer_in_a_cell_may_be_anybodys_even_for_one_who_knows_everybodys_index(seed):
    chance = random.Random(seed)
    for place in told_workplaces(seed, 12):
        cell = chance.randrange(len(place.cells))
        people = place.cells[cell]
        chance.shuffle(people)
        for value in {x for x, _ in people[:-1]}:
            assert twin(place, cell, (value,), index_too=False), (place, cell, value)


@pytest.mark.parametrize("seed", range(4, 8))
def test_a_handful_may_have_given_the_lowest_or_the_highest_of_their_cell(seed):
    chance = random.Random(seed)
    for place in told_workplaces(seed, 12):
        cell = chance.randrange(len(place.cells))
        values = sorted(x for x, _ in place.cells[cell][:-1])
        for size in range(2, min(5, len(values))):
            for given in (values[:size], values[-size:]):
                assert twin(place, cell, tuple(given), index_too=True), (place, cell, given)


def nearly_of_one_mind(*, the_two_are_well):
    """Sixty people of whom two in the same team answer otherwise than all the others."""
    chance = random.Random(2)
    cells = [[(4, chance.randint(4, 11)) for _ in range(10)] for _ in range(6)]
    indexes = sorted((y for _, y in cells[0]), reverse=the_two_are_well)
    cells[0] = [(0 if place < 2 else 4, y) for place, y in enumerate(indexes)]
    return Workplace(cells)


def test_of_people_nearly_of_one_mind_the_same_is_said_however_the_few_are():
    well, unwell = (nearly_of_one_mind(the_two_are_well=answer).line() for answer in (True, False))
    assert well == unwell
    assert well[0].r is None


def test_without_the_guard_it_would_tell_how_the_two_are(monkeypatch):
    monkeypatch.setattr(module, "STEP", 1)
    monkeypatch.setattr(module, "strongest_step", lambda sums, reach, pulse: 0.9)
    well, unwell = (nearly_of_one_mind(the_two_are_well=answer).line() for answer in (True, False))
    assert well != unwell


def test_without_the_guard_some_answers_would_be_ruled_out(monkeypatch):
    """Fifty of two minds, strongly tied: a person with a poor index cannot have given the high answer any more."""
    monkeypatch.setattr(module, "strongest_step", lambda sums, reach, pulse: 0.9)
    chance = random.Random(4)
    places = [workplace(chance, people=50, pull=3.0, values=(1, 3)) for _ in range(60)]
    told = [place for place in places if place.line()[0].r is not None]
    ruled_out = [
        value
        for place in told
        for value in {x for x, _ in place.cells[0][:-1]}
        if not twin(place, 0, (value,), index_too=False)
    ]
    assert ruled_out
