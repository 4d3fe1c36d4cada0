"""How it goes: done, moved, skipped, handed over, by those who see to it; and undone again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from samspill.leadership.tests.telling import viewer_of
from samspill.yearwheel.actions import (
    Finish,
    hand_over_occurrences,
    mark_done,
    move_occurrences,
    skip_occurrences,
    switch_off_milestone,
    undo_changes,
)
from samspill.yearwheel.models import Change, Evidence, Milestone, Occurrence
from samspill.yearwheel.queries.seats import holders_of, owner_of
from samspill.yearwheel.tests.telling import TODAY, a_wheel, at, of
from tests.cast import Cast

NOW = at(TODAY)
DAY = timedelta(days=1)
PDF = ("referat.pdf", b"%PDF-1.7 referat")


def test_whoever_sees_to_it_marks_it_done_and_it_is_written_down(cast: Cast) -> None:
    a_wheel(cast)
    one = of("harassment")
    mark_done(ids=[one.pk], finish=Finish(TODAY, " Øvd i alle team. "), by=viewer_of(cast, "per", TODAY), now=NOW)
    one.refresh_from_db()
    assert (one.state, one.done_on, one.how, one.note) == ("done", TODAY, "by_hand", "Øvd i alle team.")
    assert one.sequence == 1
    assert Event.objects.filter(action="mark_done").get().detail["titles"] == [str(one)]


def test_a_leader_marks_her_own_unit_and_no_other(cast: Cast) -> None:
    a_wheel(cast)
    jonas = viewer_of(cast, "jonas", TODAY)
    mark_done(ids=[of("time_leaks", unit=cast.nord).pk], finish=Finish(TODAY), by=jonas, now=NOW)
    with pytest.raises(Hidden):
        mark_done(ids=[of("time_leaks", unit=cast.sor).pk], finish=Finish(TODAY), by=jonas, now=NOW)
    kari = viewer_of(cast, "kari", TODAY)
    with pytest.raises(Refused, match="lederen for enheten"):
        mark_done(ids=[of("what_helped", unit=cast.nord).pk], finish=Finish(TODAY), by=kari, now=NOW)


def test_all_that_is_told_of_at_once_is_held_first(cast: Cast) -> None:
    """Two who tell of overlapping lots at once meet at the first row both hold, wherever it is in the lot."""
    a_wheel(cast)
    ids = list(Occurrence.objects.filter(milestone__key="what_helped").values_list("pk", flat=True))
    assert len(ids) > 1
    with CaptureQueriesContext(connection) as asked:
        mark_done(ids=ids, finish=Finish(TODAY), by=viewer_of(cast, "per", TODAY), now=NOW)
    first = next(one["sql"] for one in asked if 'FROM "yearwheel_occurrence"' in one["sql"])
    assert 'ORDER BY "yearwheel_occurrence"."id" ASC' in first
    assert "LIMIT" not in first


def test_what_asks_for_evidence_takes_the_file_along_or_nothing_is_done(cast: Cast) -> None:
    a_wheel(cast)
    one, jonas = of("safety_round", unit=cast.nord), viewer_of(cast, "jonas", TODAY)
    with pytest.raises(Refused, match="Legg ved"):
        mark_done(ids=[one.pk], finish=Finish(TODAY), by=jonas, now=NOW)
    with pytest.raises(Refused, match="ikke kommet"):
        mark_done(ids=[one.pk], finish=Finish(TODAY + DAY, file=PDF), by=jonas, now=NOW)
    assert not Evidence.objects.exists()
    mark_done(ids=[one.pk], finish=Finish(TODAY, file=PDF), by=jonas, now=NOW)
    assert Evidence.objects.get().name == "referat.pdf"


def test_something_is_moved_and_says_from_where_and_is_reminded_of_anew(cast: Cast) -> None:
    a_wheel(cast)
    one = of("year_review")
    Occurrence.objects.update(reminded_on=TODAY)
    to = (date(2027, 1, 11), date(2027, 1, 22))
    move_occurrences(ids=[one.pk], starts_on=to[0], ends_on=to[1], by=viewer_of(cast, "per", TODAY), now=NOW)
    one.refresh_from_db()
    assert one.is_moved
    assert (one.planned_ends_on, one.ends_on, one.year) == (date(2026, 12, 18), to[1], 2026)
    assert one.remind_on == date(2027, 1, 4)
    assert one.reminded_on is None


def test_several_are_skipped_at_once_with_one_reason(cast: Cast) -> None:
    a_wheel(cast)
    some = list(Occurrence.objects.filter(milestone__key="winter_break"))
    by = viewer_of(cast, "per", TODAY)
    with pytest.raises(Refused, match="Skriv kort hvorfor"):
        skip_occurrences(ids=[one.pk for one in some], reason=" ", by=by, now=NOW)
    skip_occurrences(ids=[one.pk for one in some], reason="Vi var midt i flyttingen.", by=by, now=NOW)
    assert {one.state for one in Occurrence.objects.filter(milestone__key="winter_break", year=2026)} == {"skipped"}
    assert Change.objects.values("batch").distinct().count() == 1


def test_one_that_is_already_done_stops_them_all(cast: Cast) -> None:
    a_wheel(cast)
    by = viewer_of(cast, "per", TODAY)
    first, second = of("harassment"), of("whistleblowing")
    mark_done(ids=[first.pk], finish=Finish(TODAY), by=by, now=NOW)
    with pytest.raises(Refused, match="alt gjort"):
        skip_occurrences(ids=[first.pk, second.pk], reason="Nei", by=by, now=NOW)
    second.refresh_from_db()
    assert second.state == "open"
    with pytest.raises(Refused, match="minst én"):
        skip_occurrences(ids=[], reason="Nei", by=by, now=NOW)


def test_it_is_handed_over_for_the_year_and_falls_back_when_that_person_leaves(cast: Cast) -> None:
    a_wheel(cast)
    one = of("harassment")
    hand_over_occurrences(ids=[one.pk], to=cast.amina, by=viewer_of(cast, "per", TODAY), now=NOW)
    one.refresh_from_db()
    assert owner_of(one, holders_of(cast.solvik.pk, TODAY), TODAY).label == "Amina Ali"
    mark_done(ids=[one.pk], finish=Finish(TODAY), by=viewer_of(cast, "amina", TODAY), now=NOW)
    cast.amina.left_on = TODAY - DAY
    cast.amina.save()
    one = of("harassment")
    owner = owner_of(one, holders_of(cast.solvik.pk, TODAY), TODAY)
    assert {holder.name for holder in owner.people} == {"Per Moe", "Tor Lie"}
    assert owner.note == "Amina Ali har sluttet. Ansvaret er gått tilbake til rollen: HR- og HMS-rådgiver."


def test_nobody_of_another_organisation_is_handed_anything(cast: Cast) -> None:
    a_wheel(cast)
    with pytest.raises(Hidden):
        hand_over_occurrences(ids=[of("harassment").pk], to=cast.ola, by=viewer_of(cast, "per", TODAY), now=NOW)
    with pytest.raises(Hidden):
        mark_done(ids=[of("harassment").pk], finish=Finish(TODAY), by=viewer_of(cast, "ola", TODAY), now=NOW)


def test_where_nobody_has_the_role_it_falls_to_hr_and_says_so(cast: Cast) -> None:
    a_wheel(cast)
    owner = owner_of(of("year_review"), holders_of(cast.solvik.pk, TODAY), TODAY)
    assert owner.role == "hr"
    assert owner.note == "Ingen har rollen daglig leder. Da faller det på HR- og HMS-rådgiver."


def test_a_batch_is_undone_as_one_and_only_once(cast: Cast) -> None:
    a_wheel(cast)
    by = viewer_of(cast, "per", TODAY)
    some = [of("harassment"), of("survey_review")]
    batch = mark_done(ids=[one.pk for one in some], finish=Finish(TODAY), by=by, now=NOW)
    undo_changes(batch=batch, by=by, now=NOW)
    for one in some:
        one.refresh_from_db()
        assert (one.state, one.done_on, one.how, one.sequence) == ("open", None, "", 2)
    with pytest.raises(Refused, match="alt angret"):
        undo_changes(batch=batch, by=by, now=NOW)


def test_a_move_is_undone_to_the_days_it_had(cast: Cast) -> None:
    a_wheel(cast)
    by, one = viewer_of(cast, "per", TODAY), of("year_review")
    to = date(2027, 1, 22)
    batch = move_occurrences(ids=[one.pk], starts_on=to, ends_on=to, by=by, now=NOW)
    undo_changes(batch=batch, by=by, now=NOW)
    one.refresh_from_db()
    assert not one.is_moved
    assert one.remind_on == of("year_review").remind_on


def test_what_somebody_has_changed_since_is_not_undone_behind_their_back(cast: Cast) -> None:
    a_wheel(cast)
    by, one = viewer_of(cast, "per", TODAY), of("year_review")
    first = hand_over_occurrences(ids=[one.pk], to=cast.tor, by=by, now=NOW)
    skip_occurrences(ids=[one.pk], reason="Slått sammen med AMU.", by=by, now=NOW + DAY)
    with pytest.raises(Refused, match="Virker arbeidet vårt"):
        undo_changes(batch=first, by=by, now=NOW + 2 * DAY)


def test_a_stranger_undoes_nothing(cast: Cast) -> None:
    a_wheel(cast)
    batch = mark_done(ids=[of("harassment").pk], finish=Finish(TODAY), by=viewer_of(cast, "per", TODAY), now=NOW)
    with pytest.raises(Refused, match="ingenting å angre"):
        undo_changes(batch=batch, by=viewer_of(cast, "ola", TODAY), now=NOW)
    with pytest.raises(Refused):
        undo_changes(batch=batch, by=viewer_of(cast, "kari", TODAY), now=NOW)


@pytest.mark.parametrize(
    "fields",
    [
        {"first_month": 7},
        {"last_month": 2, "last_day": 30, "first_month": 1},
        {"first_month": 12, "first_day": 20},
        {"first_month": 6, "last_month": 8},
        {"key": "", "own_title": ""},
        {"off_on": TODAY},
        {"lead_days": 91},
    ],
)
def test_the_database_holds_no_milestone_that_cannot_be(cast: Cast, fields: dict[str, object]) -> None:
    a_wheel(cast)
    one = Milestone.objects.get(key="safety_round")
    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.filter(pk=one.pk).update(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"ends_on": date(2026, 8, 1)},
        {"state": "done"},
        {"state": "skipped"},
        {"done_on": TODAY},
        {"reason": "Fordi"},
        {"note": "Et sted"},
    ],
)
def test_the_database_holds_no_occurrence_that_cannot_be(cast: Cast, fields: dict[str, object]) -> None:
    a_wheel(cast)
    one = of("harassment")
    with pytest.raises(IntegrityError), transaction.atomic():
        Occurrence.objects.filter(pk=one.pk).update(**fields)


def test_a_milestone_happens_once_a_year_in_each_place(cast: Cast) -> None:
    a_wheel(cast)
    for one in (of("harassment"), of("safety_round", unit=cast.nord)):
        one.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            one.save(force_insert=True)


def test_what_is_switched_off_since_does_not_come_back_by_undoing(cast: Cast) -> None:
    a_wheel(cast)
    one, per = of("harassment", year=2027), viewer_of(cast, "per", TODAY)
    batch = hand_over_occurrences(ids=[one.pk], to=cast.kari, by=per, now=NOW)
    switch_off_milestone(milestone=one.milestone, reason="Gjelder ikke oss", by=per, now=NOW)
    with pytest.raises(Refused, match="Noen har endret"):
        undo_changes(batch=batch, by=per, now=NOW)
    one.refresh_from_db()
    assert one.state == "off"
