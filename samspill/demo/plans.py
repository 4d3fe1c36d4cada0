"""What Solvik has decided to do: begun, evaluated and learnt from, each on its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from samspill.measures.actions import (
    Ending,
    MeasurePlan,
    OwnPlan,
    add_own_measure,
    decide_measure,
    end_measure,
    move_measure_on,
    propose_measure,
    write_note,
)
from samspill.measures.models import Measure
from samspill.organisations.models import Organisation, Person, Unit
from samspill.organisations.rules import Viewer

Look = Callable[[str, datetime], Viewer]
"""The viewer of one of the people, on a day."""
ENDED: tuple[dict[str, Any], ...] = (
    {
        "title": "Ukentlig prioritering på mandager",
        "library_id": "T3",
        "factors": ("MENGDE",),
        "verdict": "better",
        "lesson": "Teamet sier det ble bedre da lederen sa hva som kunne vente.",
    },
    {
        "title": "Fadder for nye og vikarer",
        "library_id": "T9",
        "factors": ("TILHØR",),
        "verdict": "better",
        "lesson": "To uker er for kort. Nå seks.",
    },
    {
        "title": "Felles chat for kveldsvakter",
        "factors": ("FOKUS",),
        "verdict": "worse",
        "lesson": "Ga flere avbrudd. Vi sluttet, og lot tiltaket stå her.",
    },
)


def plan_measures(organisation: Organisation, look: Look, now: datetime) -> None:
    """For the team whose figures fall, and for its area."""
    story = _Story(organisation, look, now)
    story.ended()
    story.running()
    story.ahead()


class _Story:
    """One workplace at one time, so that each step says only what is its own."""

    def __init__(self, organisation: Organisation, look: Look, now: datetime) -> None:
        self.organisation, self.look, self.now = organisation, look, now
        self.nord, self.helse = self._unit("nord"), self._unit("helse")
        self.jonas, self.kari = self._person("jonas"), self._person("kari")

    def _unit(self, number: str) -> Unit:
        return Unit.objects.get(organisation=self.organisation, external_id=number)

    def _person(self, number: str) -> Person:
        return Person.objects.get(organisation=self.organisation, external_id=number)

    def at(self, days: int) -> datetime:
        return self.now + timedelta(days=days)

    def decided(self, who: str, days: int, **wishes: Any) -> Measure:
        """Decided some days from today, to run for eight weeks and be looked at after ten."""
        when = self.at(min(days, 0))
        starts_on = timezone.localdate(self.at(days))
        given = {
            "unit": self.nord,
            "level": "team",
            "responsible": self.jonas,
            "due_on": starts_on + timedelta(weeks=8),
            "evaluate_on": starts_on + timedelta(weeks=10),
            **wishes,
        }
        plan = MeasurePlan(starts_on=starts_on, **given)
        return decide_measure(plan=plan, by=self.look(who, when), now=when)

    def moved(self, measure: Measure, status: str, days: int) -> None:
        when = self.at(days)
        move_measure_on(measure=measure, status=status, by=self.look("jonas", when), now=when)

    def ended(self) -> None:
        for number, one in enumerate(ENDED):
            wishes = {name: value for name, value in one.items() if name not in {"verdict", "lesson"}}
            began, when = -200 + number, self.at(-100 + 10 * number)
            measure = self.decided("jonas", began, **wishes)
            self.moved(measure, Measure.Status.UNDER_WAY, began)
            ending = Ending(verdict=one["verdict"], lesson=one["lesson"])
            end_measure(measure=measure, ending=ending, by=self.look("jonas", when), now=when)

    def running(self) -> None:
        quiet = self.decided(
            "jonas", -90, title="Fast rapportstund etter lunsj", factors=("FOKUS",),
            expectation="Mer ro til å skrive rapport", indicator="P3", hoped_level=3.4,
        )  # fmt: skip
        self.moved(quiet, Measure.Status.UNDER_WAY, -90)
        self.moved(quiet, Measure.Status.EVALUATING, -20)
        overlap = self.decided(
            "jonas", -28, title="Ti minutter overlapp ved vaktskifte", factors=("FOKUS",), responsible=self.kari,
            expectation="Færre avbrudd når vakten skifter", indicator="P3", hoped_level=3.2,
            description="Kom ti minutter før\nFagleder går gjennom tavla\nResten står i notatet",
            took_part="Hele teamet og verneombudet",
        )  # fmt: skip
        self.moved(overlap, Measure.Status.UNDER_WAY, -28)
        note = "Vi holder oss til ti minutter."
        write_note(measure=overlap, text=note, by=self.look("jonas", self.at(-10)), now=self.at(-10))
        cover = self.decided(
            "per",
            -60,
            title="Vikarplan ved sykdom i helgene",
            level="organisation",
            factors=("MENGDE",),
            library_id="O4",
        )
        self.moved(cover, Measure.Status.UNDER_WAY, -56)

    def ahead(self) -> None:
        self.decided(
            "jonas", 5, title="Slutteliste for møter og rapporter", level="organisation", factors=("FOKUS", "MENGDE"),
            library_id="O2", aim="Mer av dagen skal gå til brukerne",
        )  # fmt: skip
        self.decided(
            "jonas", 12, title="Rolleavklaring for nyansatte", level="individual", factors=("ROLLE",), library_id="I1"
        )
        self.decided(
            "per", 20, title="Turnus vi kan forutse", unit=self.helse, level="organisation", factors=("RESTIT",),
            library_id="O3", responsible=None,
        )  # fmt: skip
        today = timezone.localdate(self.now)
        wish = MeasurePlan(
            unit=self.nord, title="Månedlig runde om hva som hjalp", level="team", factors=("OPPFØLG",),
            library_id="T12", starts_on=today + timedelta(days=9), due_on=today + timedelta(days=70),
        )  # fmt: skip
        propose_measure(plan=wish, by=self.look("amina", self.now), now=self.now)
        coffee = OwnPlan(
            "Kaffe klokken to", "Vi møtes ti minutter hver dag, uten skjerm.", "team", "S", ("TILHØR",),
            "Sett en fast tid\nAlle legger bort telefonen",
        )  # fmt: skip
        add_own_measure(plan=coffee, by=self.look("per", self.now), now=self.now)
