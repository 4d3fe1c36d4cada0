"""Who may read comments first: people with a duty of care who lead nobody that may have written them."""

from __future__ import annotations

from datetime import date

from samspill.organisations.models import Assignment, Person, Role, Unit
from samspill.organisations.queries.viewers import here_on, valid_on
from samspill.organisations.rules import LEADS
from samspill.pulses.rules.access import CURATES

CURATORS_NEEDED = 2


class Curators:
    """HR/HMS and the safety representatives on a day. Two statements, however many units are asked about."""

    def __init__(self, organisation_id: int, on: date) -> None:
        worn = Assignment.objects.filter(valid_on(on), role__in=CURATES, person__organisation_id=organisation_id)
        people = Person.objects.filter(here_on(on), organisation_id=organisation_id, pk__in=worn.values("person_id"))
        self.people = {one.pk: one for one in people.order_by("name", "pk")}
        held = Assignment.objects.filter(valid_on(on), role__in=CURATES | LEADS, person__in=self.people)
        self.held = list(held.values_list("person_id", "role", "units__path"))

    def over(self, unit: Unit) -> list[Person]:
        """Those whose area takes in the unit, without whoever leads a unit in or over it."""
        able, leading = set[int](), set[int]()
        for person, role, path in self.held:
            is_over = path is not None and unit.path.startswith(path)
            if role in LEADS and (role != Role.LEADER or is_over or (path or "").startswith(unit.path)):
                leading.add(person)
            if role in CURATES and (role != Role.SAFETY_REP or is_over):
                able.add(person)
        return [one for pk, one in self.people.items() if pk in able - leading]
