from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from samspill.risk.actions import (
    begin_assessment,
    choose_factors,
    return_to_draft,
    revise_assessment,
    send_to_sign,
    sign_assessment,
    validate_unsigned,
)
from samspill.risk.models import Assessment
from samspill.risk.queries import assessment_for, assessments_for, due_between, happened_since, numbers_for, to_sign
from samspill.risk.rules import reads_draft, reads_valid
from samspill.risk.tests.assessing import FIVE, begun, looks, valid, waiting, written

State = Assessment.State
PEOPLE = ("kari", "jonas", "amina", "per", "tor", "siri", "ola")
YEAR = timedelta(days=365)


def test_a_first_assessment_goes_from_draft_over_the_signature_into_force(cast, now):
    draft = begun(cast, cast.nord, now=now, by="jonas")
    assert (draft.state, draft.edition, draft.responsible) == (State.DRAFT, 1, cast.jonas)
    draft.delete()
    signed = valid(cast, cast.nord, now=now, by="jonas")
    assert (signed.state, signed.signed_name) == (State.VALID, "Amina Ali")
    assert signed.review_on - signed.valid_from == YEAR


def test_every_step_leaves_one_line_in_the_log(cast, now):
    valid(cast, cast.nord, now=now)
    steps = list(Event.objects.order_by("pk").values_list("action", flat=True))
    assert steps == [
        "begin_assessment", "choose_factors", *["weigh_factor"] * 5, "write_combined", "send_to_sign", "sign_assessment",
    ]  # fmt: skip


def test_only_one_version_is_under_way_at_a_time(cast, now):
    begun(cast, cast.nord, now=now)
    with pytest.raises(Refused, match="alt en vurdering i arbeid"):
        begin_assessment(unit=cast.nord, by=looks(cast, "jonas", now), now=now)
    begin_assessment(unit=cast.nord, task="Alenearbeid om natten", by=looks(cast, "jonas", now), now=now)


def test_a_new_version_starts_from_what_holds_and_the_old_one_holds_until_it_is_signed(cast, now):
    first = valid(cast, cast.nord, now=now)
    second = revise_assessment(assessment=first, by=looks(cast, "per", now), now=now)
    assert second.edition == 2
    assert list(second.factors.values_list("factor", "reasoning")) == list(
        first.factors.values_list("factor", "reasoning")
    )
    first.refresh_from_db()
    assert first.state == State.VALID
    sent = send_to_sign(assessment=second, by=looks(cast, "per", now), now=now)
    sign_assessment(assessment=sent, seen=sent.version, by=looks(cast, "amina", now), now=now)
    first.refresh_from_db()
    assert first.state == State.REPLACED


def test_choosing_factors_again_keeps_what_was_written_of_those_that_stay(cast, now):
    draft = written(cast, cast.nord, now=now)
    choose_factors(assessment=draft, codes=["RESTIT", "EMO"], by=looks(cast, "per", now), now=now)
    kept = {one.factor: one.reasoning for one in draft.factors.all()}
    assert kept == {"RESTIT": "Det kom fram i samtalen.", "EMO": ""}


def test_a_factor_nobody_knows_is_refused(cast, now):
    draft = begun(cast, cast.nord, now=now)
    with pytest.raises(Refused, match="fra listen"):
        choose_factors(assessment=draft, codes=["VÆRET"], by=looks(cast, "per", now), now=now)
    assert draft.factors.count() == len(FIVE)


def test_what_is_not_whole_is_not_sent(cast, now):
    draft = begun(cast, cast.nord, now=now)
    with pytest.raises(Refused, match="mangler sannsynlighet"):
        send_to_sign(assessment=draft, by=looks(cast, "per", now), now=now)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_what_was_changed_after_the_representative_read_it_is_not_signed(cast, now):
    sent = waiting(cast, cast.nord, now=now)
    with pytest.raises(Refused, match="Les den på nytt"):
        sign_assessment(assessment=sent, seen=sent.version - 1, by=looks(cast, "amina", now), now=now)


@pytest.mark.parametrize("name", ["kari", "jonas", "per", "tor"])
def test_nobody_but_the_representative_of_the_area_signs(cast, now, name):
    sent = waiting(cast, cast.nord, now=now)
    with pytest.raises(Refused, match="Bare verneombudet"):
        sign_assessment(assessment=sent, seen=sent.version, by=looks(cast, name, now), now=now)
    outside = waiting(cast, cast.teknisk, now=now)
    with pytest.raises(Refused, match="Bare verneombudet"):
        sign_assessment(assessment=outside, seen=outside.version, by=looks(cast, "amina", now), now=now)


def test_the_representative_may_ask_for_more_work_instead(cast, now):
    sent = waiting(cast, cast.nord, now=now)
    assert return_to_draft(assessment=sent, by=looks(cast, "amina", now), now=now).state == State.DRAFT
    with pytest.raises(Refused):
        return_to_draft(assessment=sent, by=looks(cast, "amina", now), now=now)


def test_a_workplace_of_four_without_a_representative_writes_what_it_agreed_on(cast, now):
    draft = written(cast, cast.teknisk, now=now)
    with pytest.raises(Refused, match="skal ha verneombud"):
        validate_unsigned(assessment=draft, reason="Avtale.", by=looks(cast, "per", now), now=now)
    cast.solvik.headcount = 4
    cast.solvik.save()
    kept = validate_unsigned(assessment=draft, reason="Skriftlig avtale.", by=looks(cast, "per", now), now=now)
    assert (kept.state, kept.unsigned_reason) == (State.VALID, "Skriftlig avtale.")


@pytest.mark.parametrize("place", ["root", "helse", "nord", "sor", "teknisk"])
@pytest.mark.parametrize("in_force", [True, False])
def test_the_query_and_the_rules_let_in_the_same_people(cast, now, place, in_force):
    unit = getattr(cast, place)
    made = written(cast, unit, now=now)
    if in_force:
        Assessment.objects.filter(pk=made.pk).update(
            state=State.VALID, valid_from=now.date(), review_on=now.date() + YEAR, signed_on=now.date()
        )
    reads = reads_valid if in_force else reads_draft
    for name in PEOPLE:
        viewer = looks(cast, name, now, organisation="Solvik kommune" if name == "siri" else "")
        found = assessments_for(viewer).filter(pk=made.pk).exists()
        assert found is (viewer.organisation_id == cast.solvik.pk and reads(viewer, unit.path)), name


def test_one_that_may_not_be_read_is_not_there(cast, now):
    draft = begun(cast, cast.nord, now=now)
    for name in ("kari", "ola", "siri"):
        with pytest.raises(Hidden):
            assessment_for(looks(cast, name, now), draft.pk)


def test_what_waits_for_a_signature_waits_for_the_representative_of_that_area(cast, now):
    sent = waiting(cast, cast.nord, now=now)
    waiting(cast, cast.teknisk, now=now)
    assert list(to_sign(looks(cast, "amina", now))) == [sent]
    assert list(to_sign(looks(cast, "per", now))) == []


def test_a_review_falls_due_for_whoever_is_responsible(cast, now):
    made = valid(cast, cast.nord, now=now, by="jonas")
    day = made.review_on
    jonas = looks(cast, "jonas", now)
    assert [one.assessment for one in due_between(jonas, day - timedelta(days=7), day)] == [made]
    assert due_between(jonas, day - timedelta(days=7), day - timedelta(days=1)) == []
    assert due_between(looks(cast, "per", now), day, day) == []


def test_what_came_into_force_is_news_to_those_it_is_about(cast, now):
    made = valid(cast, cast.nord, now=now)
    assert list(happened_since(looks(cast, "kari", now), now.date())) == [made]
    assert list(happened_since(looks(cast, "ola", now), now.date())) == []


@pytest.mark.parametrize(
    "change",
    [
        {"state": "valid"},
        {"state": "valid", "together": "Ja", "took_part": "Alle"},
        {"edition": 1, "state": "draft", "review_on": "2020-01-01", "valid_from": "2026-01-01"},
    ],
)
def test_the_database_keeps_an_assessment_whole(cast, now, change):
    draft = begun(cast, cast.nord, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=draft.pk).update(**change)


def test_the_register_costs_the_same_at_ten_and_at_twenty(cast, now, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    per, costs = looks(cast, "per", now), []
    for start in (0, 10):
        for number in range(start, start + 10):
            begin_assessment(unit=cast.nord, task=f"Oppgave {number}", by=per, now=now)
        with CaptureQueriesContext(connection) as asked:
            for one in numbers_for(per):
                assert one.shown[0].factors.all() is not None
                str(one)
        costs.append(len(asked))
    assert costs[0] == costs[1]
