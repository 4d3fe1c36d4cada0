"""From a risk to a measure on the plan, and back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samspill.audit.rules import Refused
from samspill.measures.models import Measure
from samspill.measures.queries import scope_for
from samspill.measures.tests.plans import a_measure, a_plan
from samspill.risk.actions import decide_for_risk, revise_assessment, tie_measures
from samspill.risk.models import FactorAssessment, RiskMeasure
from samspill.risk.queries.measures import library_on, risks_without_measure, running_measures
from samspill.risk.tests.assessing import begun, looks, valid, waiting

HIGH = {"probability": 4, "consequence": 3}


@pytest.fixture
def moment():
    return timezone.now()


@pytest.fixture
def signed_in(client, cast):
    def sign_in(name):
        client.force_login(cast.user(name))
        return client

    return sign_in


def first_of(assessment, **weighed) -> FactorAssessment:
    one = assessment.factors.get(factor="MENGDE")
    for name, value in weighed.items():
        setattr(one, name, value)
    one.save()
    return one


def soon(unit, moment):
    day = timezone.localdate(moment)
    return a_plan(
        unit,
        starts_on=day,
        due_on=day + timedelta(weeks=8),
        evaluate_on=day + timedelta(weeks=10),
        title="Faste pauser",
    )


def test_a_measure_of_a_risk_says_where_it_came_from(cast, moment):
    one = first_of(begun(cast, cast.nord, now=moment))
    measure = decide_for_risk(one=one, plan=soon(cast.nord, moment), by=looks(cast, "jonas", moment), now=moment)
    assert measure.origin == Measure.Origin.RISK
    assert [link.measure for link in one.measures.all()] == [measure]


@pytest.mark.parametrize("name", ["kari", "amina"])
def test_only_those_who_assess_choose_measures_for_a_risk(cast, moment, name):
    one = first_of(begun(cast, cast.nord, now=moment))
    with pytest.raises(Refused):
        decide_for_risk(one=one, plan=soon(cast.nord, moment), by=looks(cast, name, moment), now=moment)
    assert not Measure.objects.exists()


def test_what_is_being_read_for_signing_is_left_alone(cast, moment):
    one = first_of(waiting(cast, cast.nord, now=moment))
    with pytest.raises(Refused, match="venter på underskrift"):
        tie_measures(one=one, chosen=[], by=looks(cast, "per", moment), now=moment)


def test_what_an_old_edition_led_to_is_chosen_in_the_new_one(cast, moment):
    old = valid(cast, cast.nord, now=moment)
    type(old).objects.filter(pk=old.pk).update(state="replaced")
    with pytest.raises(Refused, match="nyere utgave"):
        tie_measures(one=first_of(old), chosen=[], by=looks(cast, "per", moment), now=moment)


def test_measures_on_the_plan_are_taken_along_and_let_go(cast, moment):
    one = first_of(valid(cast, cast.nord, now=moment))
    running, ended = a_measure(cast.nord), a_measure(cast.nord, status="stopped", finished_on=moment.date())
    elsewhere, per = a_measure(cast.sor), looks(cast, "per", moment)
    RiskMeasure.objects.create(factor=one, measure=ended)
    tie_measures(one=one, chosen=[running.pk, elsewhere.pk], by=per, now=moment)
    assert set(one.measures.values_list("measure", flat=True)) == {running.pk, ended.pk}
    tie_measures(one=one, chosen=[], by=per, now=moment)
    assert set(one.measures.values_list("measure", flat=True)) == {ended.pk}


def test_a_new_edition_keeps_its_measures(cast, moment):
    old, per = valid(cast, cast.nord, now=moment), looks(cast, "per", moment)
    tie_measures(one=first_of(old), chosen=[a_measure(cast.nord).pk], by=per, now=moment)
    new = revise_assessment(assessment=old, by=per, now=moment)
    assert new.factors.get(factor="MENGDE").measures.count() == 1


def test_the_library_offers_what_works_on_the_factor_causes_first(cast, moment):
    offered = library_on(looks(cast, "jonas", moment), "MENGDE", "nb")
    assert offered
    assert all("MENGDE" in entry.factors for entry in offered)
    assert offered[0].level == "organisation"
    assert library_on(looks(cast, "jonas", moment), "egen-1", "nb") == []


def test_a_risk_in_force_without_a_measure_is_asked_about(cast, moment):
    per = looks(cast, "per", moment)
    one = first_of(valid(cast, cast.nord, now=moment), **HIGH)
    everything = scope_for(per, "alle", "nb")
    gap = risks_without_measure(per, everything)
    assert gap.count == len(gap.found) > 0
    assert "12" in gap.found[0].note
    before = gap.count
    tie_measures(one=one, chosen=[a_measure(cast.nord).pk], by=per, now=moment)
    assert risks_without_measure(per, everything).count == before - 1


def test_a_stopped_measure_is_no_answer_to_a_risk(cast, moment):
    per = looks(cast, "per", moment)
    one = first_of(valid(cast, cast.nord, now=moment), **HIGH)
    measure = a_measure(cast.nord)
    tie_measures(one=one, chosen=[measure.pk], by=per, now=moment)
    before = risks_without_measure(per, scope_for(per, "alle", "nb")).count
    Measure.objects.filter(pk=measure.pk).update(status="stopped", finished_on=moment.date())
    assert risks_without_measure(per, scope_for(per, "alle", "nb")).count == before + 1


def test_the_check_stays_within_the_plan_one_looks_at(cast, moment):
    per = looks(cast, "per", moment)
    first_of(valid(cast, cast.nord, now=moment), **HIGH)
    assert risks_without_measure(per, scope_for(per, str(cast.teknisk.pk), "nb")).count == 0
    assert risks_without_measure(per, scope_for(per, str(cast.helse.pk), "nb")).count > 0


def test_drafts_are_not_asked_about(cast, moment):
    per = looks(cast, "per", moment)
    first_of(begun(cast, cast.nord, now=moment), **HIGH)
    assert risks_without_measure(per, scope_for(per, "alle", "nb")).count == 0


def test_the_plans_xray_names_the_risk(signed_in, cast, moment):
    first_of(valid(cast, cast.nord, now=moment), **HIGH)
    said = signed_in("jonas").get(reverse("plan_gaps", args=[cast.nord.pk])).content.decode()
    assert "Risiko uten tiltak" in said
    assert "/tiltak/" in said


def test_from_the_assessment_to_a_measure_with_nothing_typed(signed_in, cast, moment):
    one = first_of(begun(cast, cast.nord, now=moment), **HIGH)
    jonas = signed_in("jonas")
    assert (
        reverse("risk_measures", args=[one.assessment_id, "MENGDE"])
        in jonas.get(reverse("risk", args=[one.assessment_id])).content.decode()
    )
    page = jonas.get(reverse("risk_measures", args=[one.assessment_id, "MENGDE"]))
    entry = page.context["entries"][0]
    address = f"{reverse('risk_measure_new', args=[one.assessment_id, 'MENGDE'])}?tiltak={entry.key}"
    assert f'href="{address}"' in page.content.decode()
    form = jonas.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    response = jonas.post(address, {**sent, "responsible": cast.jonas.pk})
    assert response.status_code == 302, response.context["form"].errors
    assert response["Location"] == reverse("risk", args=[one.assessment_id])
    measure = Measure.objects.get()
    assert (measure.origin, measure.library_id) == ("risk", entry.key)
    said = jonas.get(response["Location"]).content.decode()
    assert reverse("measure", args=[measure.pk]) in said


def test_a_wrong_date_is_explained_and_the_text_kept(signed_in, cast, moment):
    one = first_of(begun(cast, cast.nord, now=moment))
    address = reverse("risk_measure_new", args=[one.assessment_id, "MENGDE"])
    sent = {"title": "Faste pauser", "level": "team", "unit": cast.nord.pk, "starts_on": "2026-12-01",
            "due_on": "2026-11-01", "factors": ["MENGDE"]}  # fmt: skip
    response = signed_in("jonas").post(address, sent)
    assert response.status_code == 422
    assert "Faste pauser" in response.content.decode()
    assert not Measure.objects.exists()
    assert not RiskMeasure.objects.exists()


def test_the_plans_measures_are_ticked_off_on_the_page(signed_in, cast, moment):
    one, measure = first_of(begun(cast, cast.nord, now=moment)), a_measure(cast.nord)
    address = reverse("risk_measures", args=[one.assessment_id, "MENGDE"])
    response = signed_in("jonas").post(address, {"measures": [measure.pk], "sent": "1"})
    assert response["Location"] == reverse("risk", args=[one.assessment_id])
    assert "checked" in signed_in("jonas").get(address).content.decode()
    assert (
        "Når tiltakene er på plass"
        in signed_in("jonas").get(reverse("risk_weigh", args=[one.assessment_id, "MENGDE"])).content.decode()
    )


def test_a_measure_of_another_unit_cannot_be_sent_in(signed_in, cast, moment):
    one, measure = first_of(begun(cast, cast.nord, now=moment)), a_measure(cast.sor)
    address = reverse("risk_measures", args=[one.assessment_id, "MENGDE"])
    assert signed_in("jonas").post(address, {"measures": [measure.pk], "sent": "1"}).status_code == 200
    assert not RiskMeasure.objects.exists()


def test_what_has_ended_is_not_offered(cast, moment):
    a_measure(cast.nord, status="stopped", finished_on=moment.date())
    assert not running_measures(looks(cast, "per", moment), cast.nord)


def test_a_factor_that_was_not_chosen_has_no_such_page(signed_in, cast, moment):
    one = first_of(begun(cast, cast.nord, now=moment))
    assert signed_in("jonas").get(reverse("risk_measures", args=[one.assessment_id, "EMO"])).status_code == 404
