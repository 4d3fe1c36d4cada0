"""A round whose results are also shown by one attribute: planned, refused, and fixed at opening."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from samspill.audit.rules import Refused
from samspill.organisations.models import Assignment, Person, Post, Role
from samspill.organisations.rules import Worker
from samspill.pulses.actions import RoundPlan, open_round, plan_round, replan_round
from samspill.pulses.models import Cell, Consultation, Participant, PulseRound, Token
from samspill.pulses.queries import attribute_choices_for, locked_lines, shipped_definition, status_for
from samspill.pulses.tests.rounds import a_planned_round, viewer_of


@pytest.fixture
def sites(cast, now):
    """Everybody by link; Nord and Sør are by turns in Bodø and Fauske, Teknisk in Bodø, Tor nowhere in particular."""
    for number, person in enumerate(Person.objects.filter(organisation=cast.solvik).exclude(pk=cast.tor.pk)):
        in_teknisk = person.posts.filter(unit=cast.teknisk).exists()
        person.attributes = {"sted": "Bodø" if in_teknisk or number % 2 else "Fauske"}
        person.email = person.email or f"p{person.pk}@solvik.example"
        person.save()
    Consultation.objects.create(
        organisation=cast.solvik, held_on=date(2026, 1, 8), participants="Per", recorded_by="Per", recorded_at=now
    )
    return cast


@pytest.fixture
def plan(cast):
    return RoundPlan(
        kind="yearly",
        definition=shipped_definition("yearly"),
        opens_on=date(2026, 11, 30),
        closes_on=date(2026, 12, 4),
        units=(cast.root,),
        attribute="sted",
    )


def planned(cast, now, plan):
    return plan_round(plan=plan, organisation=cast.solvik, by=viewer_of(cast.per), now=now)


def opened(cast, now, attribute="sted"):
    pulse_round = a_planned_round(cast, now, attribute=attribute)
    return open_round(pulse_round=pulse_round, by=Worker(cast.solvik.pk), now=now)


def test_one_chooses_among_the_columns_of_the_register_or_none(sites):
    assert attribute_choices_for(viewer_of(sites.per)) == [("", "Nei, bare enhetene"), ("sted", "sted")]
    assert attribute_choices_for(viewer_of(sites.ola)) == [("", "Nei, bare enhetene")]


def test_a_round_is_planned_with_an_attribute_and_without(sites, now, plan):
    pulse_round = planned(sites, now, plan)
    assert pulse_round.attribute == "sted"
    replan_round(pulse_round=pulse_round, plan=replace(plan, attribute=""), by=viewer_of(sites.per), now=now)
    pulse_round.refresh_from_db()
    assert pulse_round.attribute == ""


def test_a_small_workplace_has_no_attribute(sites, now, plan):
    Post.objects.filter(unit=sites.teknisk).exclude(person=sites.tor).delete()
    with pytest.raises(Refused, match="Med under 30 ansatte"):
        planned(sites, now, plan)
    assert not PulseRound.objects.exists()


def test_an_attribute_that_nobody_has_is_refused(sites, now, plan):
    with pytest.raises(Refused, match="Ingen verdi av «stilling» er felles for minst 5"):
        planned(sites, now, replace(plan, attribute="stilling"))


def test_an_attribute_that_is_everywhere_the_same_is_refused(sites, now, plan):
    Person.objects.filter(organisation=sites.solvik).update(attributes={"sted": "Bodø"})
    with pytest.raises(Refused, match="Bare én verdi av «sted»"):
        planned(sites, now, plan)


def test_what_no_longer_holds_on_the_day_keeps_the_round_closed_and_is_told_before(sites, now):
    pulse_round = a_planned_round(sites, now, attribute="sted")
    Person.objects.filter(organisation=sites.solvik).update(attributes={})
    told = status_for(viewer_of(sites.per), pulse_round, now=now).obstacles
    assert any("Ingen verdi av «sted»" in sentence for sentence in told)
    with pytest.raises(Refused, match="Ingen verdi av «sted»"):
        open_round(pulse_round=pulse_round, by=Worker(sites.solvik.pk), now=now)


def test_everybody_with_a_value_is_in_one_cell_of_each_table(sites, now):
    pulse_round = opened(sites, now)
    cells = Cell.objects.filter(pulse_round=pulse_round, table="attribute")
    assert {cell.attribute for cell in cells} == {"Bodø", "Fauske"}
    assert {cell.unit for cell in cells} <= {sites.root, sites.helse, sites.teknisk}
    for cell in cells:
        assert Participant.objects.filter(attribute_cell=cell).count() == cell.invited >= 5
    grouped = Participant.objects.filter(pulse_round=pulse_round).exclude(attribute_cell=None)
    assert all(one.attribute_cell.attribute == one.person.attributes["sted"] for one in grouped)
    assert Participant.objects.get(person=sites.tor).attribute_cell is None
    tokens = Token.objects.select_related("participant")
    assert all(token.attribute_cell_id == token.participant.attribute_cell_id for token in tokens)


def test_who_answers_with_a_code_is_counted_in_the_unit_alone(sites, now):
    Person.objects.filter(pk__in=[one.pk for one in sites.crew[:8]]).update(email=None)
    opened(sites, now)
    coded = Participant.objects.filter(channel="code")
    assert coded.count() == 8
    assert not coded.exclude(attribute_cell=None).exists()


def test_without_an_attribute_there_is_one_table(sites, now):
    opened(sites, now, attribute="")
    assert not Cell.objects.filter(table="attribute").exists()
    assert not Participant.objects.exclude(attribute_cell=None).exists()


def test_the_attribute_is_among_what_is_locked(sites, now):
    lines = dict(locked_lines(opened(sites, now)))
    assert "etter «sted»" in lines["Inndeling"]
    assert "minst ti svar" in lines["Inndeling"]


def test_that_there_is_none_is_locked_too(sites, now):
    assert (
        dict(locked_lines(opened(sites, now, attribute="")))["Inndeling"] == "Tall for enheter, ikke etter noe annet."
    )


def test_the_safety_representative_sees_it_before_it_opens(sites, now, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    pulse_round = a_planned_round(sites, now, attribute="sted")
    assert Assignment.objects.filter(person=sites.amina, role=Role.SAFETY_REP).exists()
    client.force_login(sites.user("amina"))
    assert "etter «sted»" in client.get(reverse("round_approvals", args=[pulse_round.pk])).content.decode()
