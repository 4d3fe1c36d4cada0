"""What Solvik has assessed: one in force, one waiting to be signed, one sent back, and a change being planned."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from samspill.demo.plans import Look
from samspill.measures.models import Measure
from samspill.measures.rules import MeasurePlan
from samspill.organisations.models import Organisation, Person, Unit
from samspill.pulses.models import PulseRound
from samspill.risk.actions import (
    ChangePlan,
    Combined,
    FactorText,
    Mapped,
    begin_assessment,
    begin_change,
    choose_factors,
    decide_for_risk,
    record_mapping,
    return_to_draft,
    send_to_sign,
    sign_assessment,
    tie_measures,
    weigh_factor,
    write_combined,
    write_facts,
)
from samspill.risk.models import Assessment
from samspill.risk.rules import Weighed

Told = tuple[FactorText, ...]
NORD: Told = (
    FactorText(
        "MENGDE",
        Weighed(4, 3, 2, 3),
        "Tallene har falt siden i høst. I samtalen sa mange at det ikke er tid til det uventede.",
        ("pulse", "conversations"),
    ),
    FactorText("RESTIT", Weighed(3, 3), "To uker mellom helgene gir for lite hvile.", ("pulse", "conversations")),
    FactorText("LEDERSTØTTE", Weighed(2, 2), "De fleste får hjelp når de spør. På kveld er det lenger.", ("pulse",)),
    FactorText("ROLLE", Weighed(2, 2), "Uklart hvem som tar vakttelefonen når to er borte.", ("safety_round",)),
    FactorText("TRYGG", Weighed(1, 2), "Folk sier fra. Det vil vi ta vare på.", ("conversations",)),
)
SOR: Told = (
    FactorText("MENGDE", Weighed(2, 3), "Noen uker er tyngre, særlig når vikarer mangler.", ("pulse",)),
    FactorText("VOLD", Weighed(2, 3), "To hendelser hos brukere det siste året. Begge er meldt.", ("deviations",)),
    FactorText("KOLLSTØTTE", Weighed(1, 2), "Godt samhold. Nye blir tatt vare på.", ("conversations",)),
)
ALONE: Told = (FactorText("VOLD", Weighed(2, 4), "Nattevakten er alene fra midnatt til seks.", ("conversations",)),)
TOGETHER = (
    "Stor mengde og lite hvile møtes på de samme vaktene, og da er det også lengst til lederen. "
    "Det er helgene vi må gjøre noe med først."
)


def assess_risks(organisation: Organisation, look: Look, now: datetime) -> None:
    told = _Told(organisation, look, now)
    told.in_force()
    told.waiting()
    told.sent_back()
    told.planned()


class _Told:
    """One workplace at one time, so that each step says only what is its own."""

    def __init__(self, organisation: Organisation, look: Look, now: datetime) -> None:
        self.organisation, self.look, self.now = organisation, look, now
        self.nord, self.sor = self._unit("nord"), self._unit("sor")

    def _unit(self, number: str) -> Unit:
        return Unit.objects.get(organisation=self.organisation, external_id=number)

    def at(self, days: int) -> datetime:
        return self.now - timedelta(days=days)

    def written(self, unit: Unit, told: Told, *, who: str, days: int, task: str = "") -> Assessment:
        """Begun, weighed factor by factor and together, ready to be sent."""
        at = self.at(days)
        by, rounds = self.look(who, at), PulseRound.objects.filter(state=PulseRound.State.PUBLISHED)
        newest = rounds.filter(organisation=self.organisation, closes_at__lt=at).order_by("-closes_at").first()
        assessment = begin_assessment(unit=unit, task=task, pulse_round=newest, by=by, now=at)
        choose_factors(assessment=assessment, codes=[text.code for text in told], by=by, now=at)
        for text in told:
            assessment.refresh_from_db()
            weigh_factor(assessment=assessment, text=text, by=by, now=at)
        assessment.refresh_from_db()
        together = Combined(TOGETHER, f"Leder, verneombud og de som var på teammøtet i {unit.name}.")
        return write_combined(assessment=assessment, text=together, by=by, now=at)

    def in_force(self) -> None:
        """Signed with a remark, a measure of its own and one from the plan."""
        sent_at, signed_at = self.at(40), self.at(38)
        draft = self.written(self.nord, NORD, who="jonas", days=42)
        known = {"staffing": "91", "overtime": "46", "changes": "2"}
        write_facts(assessment=draft, found=known, by=self.look("jonas", sent_at), now=sent_at)
        sent = send_to_sign(assessment=draft, by=self.look("jonas", sent_at), now=sent_at)
        remark = "Jeg er enig i helgene. Jeg mener også kveldene bør med neste gang."
        signed = sign_assessment(
            assessment=sent, seen=sent.version, remark=remark, by=self.look("amina", signed_at), now=signed_at
        )
        self._choose_measures(signed)
        mapped = Mapped(self.nord, ("VOLD", "EMO"), "safety_round", timezone.localdate(self.at(60)), "Med Amina.")
        record_mapping(mapped=mapped, by=self.look("jonas", sent_at), now=sent_at)

    def _choose_measures(self, signed: Assessment) -> None:
        at = self.at(37)
        by, day = self.look("jonas", at), timezone.localdate(at)
        rest = signed.factors.get(factor="RESTIT")
        plan = MeasurePlan(
            unit=self.nord,
            title="Tre uker mellom helgene",
            level="team",
            starts_on=day,
            due_on=day + timedelta(weeks=8),
            evaluate_on=day + timedelta(weeks=10),
            aim="Alle får to hele helger fri på rad, også vikarene.",
            factors=("RESTIT",),
            responsible=Person.objects.get(organisation=self.organisation, external_id="jonas"),
        )
        decide_for_risk(one=rest, plan=plan, by=by, now=at)
        running = Measure.objects.filter(unit=self.nord, status=Measure.Status.UNDER_WAY)
        there = [measure.pk for measure in running if "MENGDE" in measure.factors][:1]
        tie_measures(one=signed.factors.get(factor="MENGDE"), chosen=there, by=by, now=at)

    def waiting(self) -> None:
        at = self.at(3)
        draft = self.written(self.sor, SOR, who="bjorn", days=4)
        send_to_sign(assessment=draft, by=self.look("bjorn", at), now=at)

    def sent_back(self) -> None:
        sent_at, back_at = self.at(7), self.at(5)
        draft = self.written(self.nord, ALONE, who="jonas", days=8, task="Alenearbeid om natten")
        sent = send_to_sign(assessment=draft, by=self.look("jonas", sent_at), now=sent_at)
        note = "Ta med hvem nattevakten ringer når telefonen til naboteamet ikke svarer."
        return_to_draft(assessment=sent, note=note, by=self.look("amina", back_at), now=back_at)

    def planned(self) -> None:
        at = self.at(9)
        day = timezone.localdate(self.now) + timedelta(weeks=6)
        plan = ChangePlan(
            title="Felles nattevakt for Nord og Sør",
            what_changes="Fra våren deler Nord og Sør én nattevakt, med en bakvakt som kan kjøre ut.",
            units=(self.nord, self.sor),
            change_on=day,
            evaluate_on=day + timedelta(weeks=10),
            who_is_affected="Nattevaktene i begge lag, bakvakten, og dagvaktene som tar imot om morgenen.",
            factors=(
                {"factor": "MENGDE", "expected": "Flere brukere på hver natt.", "measure": "Bakvakt fra første natt."},
                {"factor": "VOLD", "expected": "Færre er alene, men veien er lengre.", "measure": "Fast ringerunde."},
            ),
            better="Ingen er alene natten gjennom. Vi vil ta vare på at alle kjenner brukerne sine.",
            participation="Tatt opp på fagdagen. Amina og tillitsvalgt har fått forslaget.",
            when_told="Bjørn forteller mer på teammøtene i neste uke.",
        )
        begin_change(plan=plan, by=self.look("bjorn", at), now=at)
