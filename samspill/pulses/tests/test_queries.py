from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation

from samspill.audit.rules import Hidden
from samspill.content.items import item_bank
from samspill.organisations.models import Unit
from samspill.pulses.models import Consultation, Participant, PulseRound, Questionnaire
from samspill.pulses.queries import (
    asked_in,
    audience_choices_for,
    bank_by_factor,
    coming_rounds_for,
    consultation_for,
    consultations_for,
    consultations_held,
    definition_for,
    earlier_rounds_for,
    editable_round_for,
    invited_names_for,
    invited_units_for,
    open_rounds_for,
    question_choices_for,
    questionnaire_for,
    round_for,
    rounds_for,
    shipped_definition,
    status_for,
)
from samspill.pulses.tests.rounds import DEFINITION, a_planned_round, a_published_round, an_open_round, viewer_of
from tests.cast import make_unit

PEOPLE = ("kari", "jonas", "amina", "per", "tor", "siri", "ola")


def who_sees(cast, found):
    return {name for name in PEOPLE if found(viewer_of(getattr(cast, name)))}


@pytest.mark.parametrize(
    ("unit", "seen_by"),
    [
        ("root", {"kari", "jonas", "amina", "per", "tor", "siri"}),
        ("helse", {"kari", "jonas", "amina", "per", "tor", "siri"}),
        ("nord", {"kari", "jonas", "amina", "per", "tor", "siri"}),
        ("teknisk", {"amina", "per", "tor", "siri"}),
    ],
)
def test_a_round_is_seen_by_those_it_touches_and_those_who_follow_all(cast, now, unit, seen_by):
    """Siri works at the root, so all below it is hers to know of; Kari and Jonas have nothing to do with Teknisk."""
    pulse_round = a_planned_round(cast, now)
    pulse_round.audience.update(unit=getattr(cast, unit))
    assert who_sees(cast, lambda viewer: rounds_for(viewer).exists()) == seen_by


def test_a_round_one_does_not_see_does_not_exist(cast, now):
    pulse_round = a_planned_round(cast, now)
    with pytest.raises(Hidden):
        round_for(viewer_of(cast.ola), pulse_round.pk)
    with pytest.raises(Hidden):
        round_for(viewer_of(cast.per), 999_999)
    with pytest.raises(Hidden):
        editable_round_for(viewer_of(cast.jonas), pulse_round.pk)


def test_imported_surveys_are_no_rounds_of_ours(cast, now):
    a_planned_round(cast, now)
    PulseRound.objects.update(kind="imported")
    assert not rounds_for(viewer_of(cast.per)).exists()


def test_rounds_are_sorted_into_open_coming_and_earlier(cast, now):
    running = an_open_round(cast, now)
    soon = a_planned_round(cast, now, opens_at=now + timedelta(days=2))
    later = a_planned_round(cast, now, opens_at=now + timedelta(days=3))
    over = a_published_round(cast, now - timedelta(days=4))
    a_planned_round(cast, now, state="cancelled")
    viewer = viewer_of(cast.kari)
    assert [one.pulse_round for one in open_rounds_for(viewer, now=now)] == [running]
    assert list(coming_rounds_for(viewer, now=now)) == [soon, later]
    assert list(earlier_rounds_for(viewer)) == [over]
    assert open_rounds_for(viewer, now=running.closes_at) == []


def test_an_open_round_knows_what_the_viewer_can_do(cast, now):
    an_open_round(cast, now)
    Participant.objects.filter(person=cast.jonas).update(has_answered=True)
    Participant.objects.filter(person=cast.amina).delete()
    found = {name: open_rounds_for(viewer_of(getattr(cast, name)), now=now)[0] for name in ("kari", "jonas", "amina")}
    assert {name: (one.channel, one.has_answered, one.can_answer_here) for name, one in found.items()} == {
        "kari": ("link", False, True),
        "jonas": ("link", True, False),
        "amina": ("", False, False),
    }


def test_the_status_of_a_running_round_holds_no_figure_of_answers(cast, now):
    pulse_round = an_open_round(cast, now)
    before = status_for(viewer_of(cast.per), pulse_round, now=now)
    Participant.objects.update(has_answered=True)
    pulse_round.tokens.update(is_spent=True)
    assert status_for(viewer_of(cast.per), pulse_round, now=now) == before


@pytest.mark.parametrize("opened", [True, False])
def test_the_safety_representative_sees_the_names_of_her_area(cast, now, opened):
    pulse_round = a_planned_round(cast, now)
    if opened:
        pulse_round.delete()
        pulse_round = an_open_round(cast, now)
        PulseRound.objects.update(opened_at=now)
        pulse_round.refresh_from_db()
        Participant.objects.filter(person__in=[cast.kari, *cast.crew[:8]]).update(home=cast.nord)
    amina = viewer_of(cast.amina)
    unit, names = invited_names_for(amina, pulse_round, cast.nord.pk)
    assert (unit.name, unit.people) == ("Hjemmetjenesten Nord", 9)
    assert len(names) == 9
    assert "Kari Nes" in names
    assert "Teknisk" not in [one.name for one in invited_units_for(amina, pulse_round)]
    with pytest.raises(Hidden):
        invited_names_for(amina, pulse_round, cast.teknisk.pk)
    assert invited_units_for(viewer_of(cast.per), pulse_round) == []


def test_the_minutes_are_for_both_sides_of_the_table(cast, now):
    kept = Consultation.objects.create(
        organisation=cast.solvik, held_on=date(2026, 1, 8), participants="Per", recorded_by="Per", recorded_at=now
    )
    assert who_sees(cast, lambda viewer: consultations_for(viewer).exists()) == {"amina", "per", "tor"}
    assert consultations_held(cast.solvik.pk) == date(2026, 1, 8)
    assert consultations_held(cast.other.pk) is None
    with pytest.raises(Hidden):
        consultation_for(viewer_of(cast.ola), kept.pk)


def test_own_questionnaires_belong_to_one_organisation(cast):
    Questionnaire.objects.create(organisation=cast.solvik, key="eget", definition={**DEFINITION, "id": "eget"})
    per, ola = viewer_of(cast.per), viewer_of(cast.ola)
    assert ("own:eget", "Eget skjema: Månedspuls") in question_choices_for(per)
    assert definition_for(per, "own:eget")[0] == "own"
    assert not any(key.startswith("own:") for key, _label in question_choices_for(ola))
    with pytest.raises(Hidden):
        questionnaire_for(ola, "eget")


@pytest.mark.parametrize(
    ("kind", "items", "question"), [("monthly", 3, None), ("quarterly", 7, "helped"), ("yearly", 30, "differently")]
)
def test_a_shipped_questionnaire_is_frozen_with_its_pulse_items_marked(kind, items, question):
    definition = shipped_definition(kind)
    assert len(definition["items"]) == items
    assert [item["id"] for item in definition["items"] if item["pulse"]] == ["P1", "P2", "P3"]
    assert bool(definition["open_question"]) is bool(question)
    assert (definition["scale"]["min"], definition["scale"]["max"], len(definition["scale"]["labels"])) == (1, 5, 5)


@pytest.mark.parametrize(
    ("language", "first", "last_word"),
    [
        ("nb", "Arbeidsbelastningen min", "Alltid eller nesten alltid"),
        ("nn", "Arbeidsbelastninga mi", "Alltid eller nesten alltid"),
        ("en", "My workload", "Always or almost always"),
    ],
)
def test_what_is_asked_is_read_in_ones_own_language(language, first, last_word):
    with translation.override(language):
        asked = asked_in(shipped_definition("monthly"))
    assert asked.items[0].text.startswith(first)
    assert asked.scale[-1] == (5, last_word)


def test_the_bank_shows_every_question_once():
    shown = [item.id for _factor, items in bank_by_factor() for item in items]
    assert sorted(shown) == sorted(item_bank().items)


def test_the_audience_is_offered_from_the_top_in_whole_levels(cast):
    viewer = viewer_of(cast.per)
    assert [unit.name for unit in audience_choices_for(viewer)] == [
        "Solvik",
        "Helse",
        "Hjemmetjenesten Nord",
        "Hjemmetjenesten Sør",
        "Teknisk",
    ]
    for number in range(130):
        make_unit(cast.solvik, f"Lag {number}", cast.nord)
    Unit.objects.filter(pk=cast.teknisk.pk).update(closed_on=date(2026, 1, 1))
    assert [unit.name for unit in audience_choices_for(viewer)] == [
        "Solvik",
        "Helse",
        "Hjemmetjenesten Nord",
        "Hjemmetjenesten Sør",
    ]
