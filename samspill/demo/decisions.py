"""What leaders at Solvik kommune have decided lately, with their reasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from samspill.leadership.actions import Told, answer_question, ask_about_decision, review_decision, tell_decision
from samspill.leadership.models import Decision
from samspill.organisations.models import Organisation, Unit
from samspill.organisations.rules import Viewer

Look = Callable[[str, datetime], Viewer]


def tell_decisions(organisation: Organisation, *, look: Look, now: datetime) -> None:
    """``look`` finds a person's viewer on a day."""
    units = {unit.external_id: unit for unit in Unit.objects.filter(organisation=organisation)}
    _tell(_meetings(units["nord"], now - timedelta(days=75)), "jonas", look, 75, now)
    shifts = _tell(_shifts(units["nord"], now - timedelta(days=12)), "jonas", look, 12, now)
    _tell(_hiring(units["helse"], now - timedelta(days=6)), "bjorn", look, 6, now)
    asked_at = now - timedelta(days=11)
    asked = ask_about_decision(
        decision=shifts,
        text="Gjelder det også helgene i desember, som alt er satt opp?",
        by=look("kari", asked_at),
        now=asked_at,
    )
    answered_at = now - timedelta(days=10)
    answer_question(
        decision=shifts,
        question_id=asked.pk,
        answer="Nei. Desember står som den er. Ny fordeling gjelder fra uke 2.",
        by=look("jonas", answered_at),
        now=answered_at,
    )


def _tell(told: Told, who: str, look: Look, days_ago: int, now: datetime) -> Decision:
    at = now - timedelta(days=days_ago)
    decision = tell_decision(told=told, by=look(who, at), now=at)
    if told.review_on and told.review_on <= timezone.localdate(now):
        outcome = "Står ved lag. Vi sparer fire timer i uken, og ingen har savnet møtet."
        review_decision(decision=decision, outcome=outcome, by=look(who, now), now=now)
    return decision


def _meetings(unit: Unit, at: datetime) -> Told:
    day = timezone.localdate(at)
    return Told(
        title="Onsdagsmøtet er lagt ned",
        decided="Vi slutter med det faste onsdagsmøtet. Det som haster, tas på vaktskiftet.",
        reason="Møtet tok fire timer i uken til sammen, og få saker ble avgjort der.",
        alternatives="Vi vurderte annenhver uke. Da ville sakene bare hopet seg opp.",
        heard="Hele teamet på fagdagen, og verneombudet.",
        units=(unit,),
        decided_on=day,
        review_on=day + timedelta(days=60),
    )


def _shifts(unit: Unit, at: datetime) -> Told:
    day = timezone.localdate(at)
    return Told(
        title="Helgevaktene fordeles på tre uker",
        decided="Fra uke 2 går helgevaktene på tre uker i stedet for to.",
        reason="To uker ga for lite hvile mellom helgene. Det kom fram i samtalen om resultatet i høst.",
        alternatives="Fire uker ble vurdert, men da blir det for få faste på hver helg.",
        heard="Teamet, tillitsvalgt og verneombud.",
        equal_treatment="Samme fordeling for alle i stillinger over halv tid, også tilkallingsvikarene.",
        units=(unit,),
        decided_on=day,
        review_on=day + timedelta(days=90),
    )


def _hiring(unit: Unit, at: datetime) -> Told:
    day = timezone.localdate(at)
    return Told(
        title="Ledige stillinger lyses ut internt først",
        decided="Ledige stillinger i Helse lyses ut internt i to uker før de lyses ut eksternt.",
        reason="Flere har sagt at de først hørte om ledige stillinger etter at de var besatt.",
        heard="De tillitsvalgte og avdelingslederne.",
        equal_treatment="Gjelder alle stillinger, også lederstillinger og vikariater over seks måneder.",
        units=(unit,),
        decided_on=day,
        review_on=day + timedelta(days=180),
    )
