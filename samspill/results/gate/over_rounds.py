"""Two rounds side by side must not tell what one person answered.

If a group has changed by one to four people since its last published round, and everybody answered both times, the
difference of the two figures describes those few. Then the group's figure is not shown by itself this time: its answers
count in the unit above.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db.models import Max

from samspill.insight.publish import CellTally
from samspill.organisations.queries import UnitTree
from samspill.pulses.models import Cell, Participant, PulseRound
from samspill.results.models import Figure
from samspill.results.queries.figures import earlier_rounds


def moved_up(pulse_round: PulseRound, tallies: Sequence[CellTally], units: UnitTree) -> tuple[CellTally, ...]:
    """The tallies, with those of telling groups placed at the unit above, and left out above the root."""
    place = {external_id: index for index, external_id in enumerate(units.external_ids)}
    telling = _telling(pulse_round, tallies, units, place)
    return tuple(moved for one in tallies if (moved := _placed(one, telling, place, units)) is not None)


def _placed(tally: CellTally, telling: set[int], place: Mapping[str, int], units: UnitTree) -> CellTally | None:
    unit = place[tally.unit]
    while unit >= 0 and unit in telling:
        unit = units.parents[unit]
    return replace(tally, unit=units.external_ids[unit]) if unit >= 0 else None


def _telling(
    pulse_round: PulseRound, tallies: Sequence[CellTally], units: UnitTree, place: Mapping[str, int]
) -> set[int]:
    earlier = earlier_rounds(pulse_round, limit=1, of_our_own=True)
    if not earlier:
        return set()
    full = _full_now(tallies, place, units.parents) & _full_before(earlier[0], units)
    if not full:
        return set()
    now, before = (_people(one, units, full) for one in (pulse_round, earlier[0]))
    return {
        unit for unit in full if 0 < len(now.get(unit, set()) ^ before.get(unit, set())) < pulse_round.minimum_group
    }


def _full_now(tallies: Sequence[CellTally], place: Mapping[str, int], parents: Sequence[int]) -> set[int]:
    """Units where everybody invited took part."""
    invited, absent = [0] * len(parents), [0] * len(parents)
    for tally in tallies:
        invited[place[tally.unit]] += tally.invited
        absent[place[tally.unit]] += tally.invited - tally.respondents
    for index in range(len(parents) - 1, 0, -1):
        invited[parents[index]] += invited[index]
        absent[parents[index]] += absent[index]
    return {index for index in range(len(parents)) if invited[index] and not absent[index]}


def _full_before(earlier: PulseRound, units: UnitTree) -> set[int]:
    """Units whose figure then was of as many answers as people were invited."""
    invited: dict[int, int] = {}
    for path, number in Cell.objects.filter(pulse_round=earlier).values_list("unit__path", "invited"):
        for unit in path.strip("/").split("/"):
            invited[int(unit)] = invited.get(int(unit), 0) + number
    place = units.positions()
    figures = Figure.objects.filter(pulse_round=earlier, is_rest=False, is_partial=False, n__isnull=False)
    shown = figures.values_list("unit_id").annotate(answered=Max("n"))
    return {place[unit] for unit, answered in shown if unit in place and answered >= invited.get(unit, 0) > 0}


def _people(pulse_round: PulseRound, units: UnitTree, wanted: set[int]) -> dict[int, set[int]]:
    """Who was invited in each of the units or below it."""
    place = units.positions()
    found: dict[int, set[int]] = {}
    invited = Participant.objects.filter(pulse_round=pulse_round).values_list("person_id", "cell__unit_id")
    for person, cell_unit in invited:
        unit = place.get(cell_unit, -1)
        while unit >= 0:
            if unit in wanted:
                found.setdefault(unit, set()).add(person)
            unit = units.parents[unit]
    return found
