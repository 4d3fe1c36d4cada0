"""A planned change: thought through before, decided with those it is about, looked at afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from samspill.organisations.models import Role
from samspill.risk.actions import abandon_change, decide_change, evaluate_change, write_change
from samspill.risk.models import ChangeAssessment
from samspill.risk.queries.changes import (
    change_for,
    changes_due_between,
    changes_for,
    expected_of,
    is_late,
    readers_of_change,
)
from samspill.risk.rules import check_can_evaluate_change, check_can_write_change, reads_change
from samspill.risk.tests.assessing import a_change, a_decided_change, a_plan, looks
from tests.browsing import opened
from tests.cast import give_role, make_unit

PEOPLE = ("kari", "jonas", "amina", "per", "tor", "siri", "ola")
NOW = timezone.now


@pytest.fixture
def signed_in(client, cast):
    def sign_in(name):
        client.force_login(cast.user(name))
        return client

    return sign_in


def filled(unit, **more):
    return {
        "title": "Felles vaktordning",
        "units": [unit.pk],
        "what_changes": "Nord og Sør deler nattevakt.",
        "change_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
        "participation": "Drøftet i teamet.",
        "factor_0": "MENGDE",
        "expected_0": "Flere brukere.",
        "measure_0": "En ekstra vakt.",
        **more,
    }


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("state", ["draft", "decided", "abandoned"])
def test_the_list_and_the_rule_agree_on_who_reads(cast, now, name, state):
    viewer = looks(cast, name, now)
    for unit in (cast.root, cast.helse, cast.nord, cast.sor, cast.teknisk):
        change = a_decided_change(cast, unit, now=now) if state == "decided" else a_change(cast, unit, now=now)
        if state == "abandoned":
            abandon_change(change=change, by=looks(cast, "per", now), now=now)
        rule = viewer.organisation_id == cast.solvik.pk and reads_change(viewer, [unit.path], is_draft=state == "draft")
        assert changes_for(viewer).filter(pk=change.pk).exists() == rule
        if not rule:
            with pytest.raises(Hidden):
                change_for(viewer, change.pk)


def test_union_representatives_read_drafts_everywhere(cast, now):
    change = a_change(cast, cast.teknisk, now=now)
    give_role(cast.kari, Role.UNION_REP)
    assert changes_for(looks(cast, "kari", now)).get() == change
    assert change_for(looks(cast, "kari", now), change.pk) == change


def test_who_writes_of_several_units_may_write_of_all_of_them(cast, now):
    with pytest.raises(Refused):
        a_change(cast, cast.nord, cast.sor, now=now, by="jonas")
    assert not ChangeAssessment.objects.exists()


def test_a_change_is_decided_once_and_then_stands(cast, now):
    change, per = a_decided_change(cast, cast.nord, now=now), looks(cast, "per", now)
    plan = a_plan(cast.nord, change_on=change.change_on)
    for act in (
        lambda: decide_change(change=change, decision="Nei.", by=per, now=now),
        lambda: write_change(change=change, plan=plan, by=per, now=now),
        lambda: abandon_change(change=change, by=per, now=now),
    ):
        with pytest.raises(Refused):
            act()
    assert ChangeAssessment.objects.get().decision == "Vi begynner i mars."


def test_without_participation_nothing_is_decided(cast, now):
    change = a_change(cast, cast.nord, now=now, participation="")
    with pytest.raises(Refused, match="har vært med"):
        decide_change(change=change, decision="Ja.", by=looks(cast, "per", now), now=now)


def test_how_it_went_is_told_afterwards(cast, now):
    change = a_decided_change(cast, cast.nord, now=now, days=3)
    per = looks(cast, "per", now)
    with pytest.raises(Refused, match="Vent til"):
        evaluate_change(change=change, outcome="Bra.", by=per, now=now)
    later = now + timedelta(days=70)
    done = evaluate_change(change=change, outcome="Bra.", by=looks(cast, "per", later), now=later)
    assert (done.outcome, done.evaluated_on) == ("Bra.", timezone.localdate(later))


def test_every_step_leaves_one_line_in_the_log(cast, now):
    change = a_decided_change(cast, cast.nord, now=now, days=0)
    evaluate_change(change=change, outcome="Bra.", by=looks(cast, "per", now), now=now)
    steps = list(Event.objects.order_by("pk").values_list("action", flat=True))
    assert steps == ["begin_change", "decide_change", "evaluate_change"]


@pytest.mark.parametrize("wrong", [{"evaluated_on": "2026-11-23"}, {"outcome": "x", "evaluated_on": "2026-11-23"}])
def test_the_database_keeps_what_was_seen_to_what_was_decided(cast, now, wrong):
    draft = a_change(cast, cast.nord, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeAssessment.objects.filter(pk=draft.pk).update(**wrong)


def test_a_factor_nobody_knows_and_a_text_too_long_are_refused(cast, now):
    for row in ({"factor": "TULL", "expected": "", "measure": ""},
                {"factor": "MENGDE", "expected": "x" * 100_000, "measure": ""}):  # fmt: skip
        with pytest.raises(Refused):
            a_change(cast, cast.nord, now=now, factors=(row,))
    assert not ChangeAssessment.objects.exists()


def test_a_draft_whose_day_has_come_is_late(cast, now):
    draft, today = a_change(cast, cast.nord, now=now, days=1), timezone.localdate(now)
    assert not is_late(draft, today)
    assert is_late(draft, today + timedelta(days=1))
    assert not is_late(a_decided_change(cast, cast.sor, now=now, days=1), today + timedelta(days=9))


def test_rules_of_afterwards():
    today = timezone.localdate()
    check_can_write_change("draft")
    check_can_evaluate_change(state="decided", change_on=today, today=today, outcome="Bra.")
    for wrong in ({"state": "draft"}, {"outcome": " "}, {"change_on": today + timedelta(days=1)}):
        given = {"state": "decided", "change_on": today, "today": today, "outcome": "Bra.", **wrong}
        with pytest.raises(Refused):
            check_can_evaluate_change(**given)
    with pytest.raises(Refused):
        check_can_write_change("abandoned")


def test_those_who_work_there_are_readers_once_it_is_settled(cast, now):
    today = timezone.localdate(now)
    draft = a_change(cast, cast.nord, cast.sor, now=now)
    assert "member" not in {line.role for line in readers_of_change(draft, today)}
    settled = a_decided_change(cast, cast.nord, cast.sor, now=now)
    lines = {line.role: line for line in readers_of_change(settled, today)}
    assert lines["member"].count == 19
    assert lines["safety_rep"].names == ("Amina Ali",)


def test_looking_back_is_asked_of_whoever_is_responsible(cast, now):
    today = timezone.localdate(now)
    change = a_change(cast, cast.nord, now=now, by="jonas", days=2, evaluate_on=today + timedelta(days=60))
    decide_change(change=change, decision="Ja.", by=looks(cast, "jonas", now), now=now)
    jonas = looks(cast, "jonas", now)
    assert changes_due_between(jonas, today, today + timedelta(days=59)) == []
    assert changes_due_between(jonas, today, today + timedelta(days=60)) == [change]
    assert changes_due_between(looks(cast, "per", now), today, today + timedelta(days=60)) == []


def test_the_list_takes_as_many_statements_for_twenty_as_for_ten(cast, now, signed_in):
    jonas, asked = signed_in("jonas"), []
    for rows in (10, 20):
        while ChangeAssessment.objects.count() < rows:
            unit = make_unit(cast.solvik, f"Lag {ChangeAssessment.objects.count()}", cast.nord)
            a_change(cast, unit, cast.nord, now=now)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert len(jonas.get(reverse("changes")).context["rows"]) == rows
        asked.append(len(caught))
    assert asked[0] == asked[1]


# -- pages -----------------------------------------------------------------------------------------


def test_an_empty_list_teaches_what_comes_here(signed_in):
    said = signed_in("kari").get(reverse("changes")).content.decode()
    assert "Syv spørsmål" in said
    assert "Vurder en endring" not in said


def test_a_leader_of_one_unit_need_not_choose_it(signed_in, cast):
    said = signed_in("jonas").get(reverse("change_new")).content.decode()
    assert f'value="{cast.nord.pk}"' in said
    assert "checked" in said
    assert "Hva kan bli tyngre?" in said


def test_a_change_goes_from_draft_over_decision_to_how_it_went(signed_in, cast):
    jonas = signed_in("jonas")
    page = jonas.post(reverse("change_new"), filled(cast.nord, change_on=timezone.localdate().isoformat()))["Location"]
    assert "Flere brukere." in jonas.get(page).content.decode()
    change = ChangeAssessment.objects.get()
    assert change.factors == [{"factor": "MENGDE", "expected": "Flere brukere.", "measure": "En ekstra vakt."}]
    jonas.post(reverse("change_decide", args=[change.pk]), {"decision": "Vi gjør det."})
    afterwards = reverse("change_evaluate", args=[change.pk])
    jonas.post(afterwards, opened(jonas, afterwards, outcome="Roligere netter."))
    said = signed_in("kari").get(page).content.decode()
    for words in ("Vi gjør det.", "Roligere netter.", "Hvem ser dette?"):
        assert words in said


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Hva kaller dere endringen?"),
        ({"units": []}, "Hvilke enheter gjelder det?"),
        ({"evaluate_on": "2020-01-01"}, "etter at endringen er gjort"),
        ({"what_changes": "x" * 100_000}, "4000"),
        ({"factor_0": ""}, "Velg hvilken faktor dette gjelder"),
        ({"factor_0": "TULL"}, "TULL"),
        ({"change_on": "9999-12-31"}, "mellom 1900 og 2200"),
    ],
)
def test_wrong_input_is_explained_and_nothing_typed_is_lost(signed_in, cast, wrong, sentence):
    response = signed_in("jonas").post(reverse("change_new"), filled(cast.nord, **wrong))
    said = response.content.decode()
    assert response.status_code == 200
    assert sentence in said
    assert "En ekstra vakt." in said
    assert not ChangeAssessment.objects.exists()


def test_there_is_always_room_for_one_factor_more(signed_in, cast):
    rows = tuple({"factor": code, "expected": code, "measure": ""} for code in ("MENGDE", "ROLLE", "RESTIT"))
    change = a_change(cast, cast.nord, now=NOW(), factors=rows)
    form = signed_in("jonas").get(reverse("change_edit", args=[change.pk])).context["form"]
    assert form["factor_2"].value() == "RESTIT"
    assert form["factor_3"].value() in (None, "")
    assert [row.expected for row in expected_of(change)] == ["MENGDE", "ROLLE", "RESTIT"]


def test_a_day_that_came_before_the_decision_is_said_aloud(signed_in, cast):
    change = a_change(cast, cast.nord, now=NOW(), days=0)
    page = reverse("change", args=[change.pk])
    assert "ingenting er besluttet her" in signed_in("jonas").get(page).content.decode()
    assert "Dagen er kommet" in signed_in("jonas").get(reverse("changes")).content.decode()
    assert (
        "Dagen for endringen er kommet"
        in signed_in("jonas").get(reverse("change_decide", args=[change.pk])).content.decode()
    )


def test_deciding_without_having_heard_anybody_is_refused_with_the_way_on(signed_in, cast):
    change = a_change(cast, cast.nord, now=NOW(), participation="")
    address = reverse("change_decide", args=[change.pk])
    said = signed_in("jonas").post(address, {"decision": "Vi gjør det."}).content.decode()
    assert "har vært med" in said
    assert "Vi gjør det." in said
    assert reverse("change_edit", args=[change.pk]) in said


def test_what_comes_to_nothing_can_still_be_read(signed_in, cast):
    change = a_change(cast, cast.nord, now=NOW())
    signed_in("jonas").post(reverse("change_abandon", args=[change.pk]))
    said = signed_in("kari").get(reverse("change", args=[change.pk])).content.decode()
    assert "Nord og Sør deler nattevakt." in said
    response = signed_in("jonas").post(reverse("change_abandon", args=[change.pk]), follow=True)
    assert "Det som står, blir stående" in response.content.decode()


def test_one_finds_a_change_by_its_name(signed_in, cast):
    a_change(cast, cast.nord, now=NOW())
    jonas = signed_in("jonas")
    assert "Felles vaktordning" in jonas.get(reverse("changes") + "?q=vakt").content.decode()
    assert "Ingen treff" in jonas.get(reverse("changes") + "?q=flytting").content.decode()
