"""Whose the year is: who sees what of it, what waits for whom, and how little of the database that takes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samspill.audit.rules import Hidden
from samspill.content.rhythm import rounds_for_year
from samspill.leadership.tests.telling import viewer_of
from samspill.organisations.models import Post, Role
from samspill.pulses.models import Rhythm
from samspill.yearwheel.actions import Finish, hand_over_occurrences, mark_done, skip_occurrences
from samspill.yearwheel.models import Milestone, Occurrence
from samspill.yearwheel.queries import (
    due_between,
    entries_between,
    evidence_for,
    happened_since,
    holders_of,
    missed_for,
    occurrence_for,
    occurrences_for,
    own_between,
    own_work_of,
    owner_of,
    people_to_ask,
)
from samspill.yearwheel.queries.month import quarter_named, quarter_of, wheel_month
from samspill.yearwheel.queries.occurrences import mine_for
from samspill.yearwheel.queries.year import items_between, months_of, now_and_next, sentence_of, year_days, year_named
from samspill.yearwheel.rules import Status
from samspill.yearwheel.tests.telling import TODAY, a_wheel, an_own_milestone, at, of
from tests.cast import Cast, give_role, make_person, make_unit

NOW = at(TODAY)
DAY = timedelta(days=1)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def entry(cast: Cast, who: str, key: str) -> Any:
    found = entries_between(viewer_of(cast, who, TODAY), *YEAR)
    return next(one for one in found if one.milestone.key == key)


def waiting(cast: Cast, who: str, day: date = TODAY) -> set[str]:
    viewer = viewer_of(cast, who, day)
    return {str(one) for one in mine_for(viewer, holders_of(cast.solvik.pk, day)).filter(year=2026)}


def test_everybody_reads_what_concerns_the_whole_and_only_their_own_unit_besides(cast: Cast) -> None:
    a_wheel(cast)
    kari = viewer_of(cast, "kari", TODAY)
    seen = occurrences_for(kari).filter(year=2026)
    assert set(seen.values_list("unit", flat=True)) == {None, cast.nord.pk}
    with pytest.raises(Hidden):
        occurrence_for(kari, of("time_leaks", unit=cast.sor).pk)
    assert not occurrences_for(viewer_of(cast, "ola", TODAY)).exists()
    assert set(occurrences_for(viewer_of(cast, "amina", TODAY)).exclude(unit=None).values_list("unit", flat=True)) == {
        cast.nord.pk,
        cast.sor.pk,
    }


def test_a_milestone_of_every_unit_is_one_line_with_how_many_are_there(cast: Cast) -> None:
    a_wheel(cast)
    jonas = viewer_of(cast, "jonas", TODAY)
    mark_done(ids=[of("what_helped", unit=cast.nord).pk], finish=Finish(TODAY), by=jonas, now=NOW)
    of_all, own = entry(cast, "per", "what_helped"), entry(cast, "jonas", "what_helped")
    assert (of_all.total, of_all.done, of_all.occurrence_id) == (4, 1, None)
    assert of_all.remark == "1 av 4 enheter er i mål"
    assert of_all.status == Status.PLANNED
    assert (own.total, own.status, own.remark) == (1, Status.DONE, "")
    assert own.occurrence_id == of("what_helped", unit=cast.nord).pk


def test_one_unit_that_is_late_makes_the_line_late(cast: Cast) -> None:
    a_wheel(cast)
    late = Occurrence.objects.filter(milestone__key="time_leaks")
    assert entry(cast, "per", "time_leaks").status == Status.OVERDUE
    for one in late.exclude(unit=cast.nord):
        skip_occurrences(ids=[one.pk], reason="Nei", by=viewer_of(cast, "per", TODAY), now=NOW)
    found = entry(cast, "per", "time_leaks")
    assert (found.status, found.skipped, found.late) == (Status.OVERDUE, 3, 1)


def test_a_leader_sees_to_her_own_unit_and_the_one_above_to_what_has_no_nearer_leader(cast: Cast) -> None:
    bjorn = make_person(cast.helse, "Bjørn Haugen", email="bjorn@solvik.example")
    give_role(bjorn, Role.LEADER, cast.helse)
    cast.amina = bjorn  # looked up by name below
    a_wheel(cast)
    assert "Hva hjalp i år?, Hjemmetjenesten Nord" in waiting(cast, "jonas")
    assert "Hva hjalp i år?, Hjemmetjenesten Sør" in waiting(cast, "amina")
    assert "Hva hjalp i år?, Hjemmetjenesten Nord" not in waiting(cast, "amina")
    assert not waiting(cast, "kari")


def test_what_nobody_has_the_role_for_waits_for_hr(cast: Cast) -> None:
    a_wheel(cast)
    assert "Virker arbeidet vårt?" in waiting(cast, "per")
    make_boss = make_person(cast.root, "Ingrid Solheim", email="ingrid@solvik.example")
    give_role(make_boss, Role.GENERAL_MANAGER)
    assert "Virker arbeidet vårt?" not in waiting(cast, "per")


def test_what_is_handed_over_waits_for_the_other_until_that_person_leaves(cast: Cast) -> None:
    a_wheel(cast)
    hand_over_occurrences(ids=[of("harassment").pk], to=cast.kari, by=viewer_of(cast, "per", TODAY), now=NOW)
    title = "Hva gjør vi når noen blir dårlig behandlet?"
    assert waiting(cast, "kari") == {title}
    assert title not in waiting(cast, "per")
    cast.kari.left_on = TODAY - DAY
    cast.kari.save()
    assert title in waiting(cast, "per")


def test_only_those_who_work_in_the_unit_that_day_are_asked_to_see_to_it(cast: Cast) -> None:
    a_wheel(cast)
    one, per = of("what_helped", unit=cast.nord), viewer_of(cast, "per", TODAY)
    assert "Kari Nes" in [person.name for person in people_to_ask(per, one, TODAY)]
    cast.kari.posts.update(valid_to=TODAY - DAY)
    Post.objects.create(person=cast.kari, unit=cast.sor, is_main=False, valid_from=TODAY, recorded_on=TODAY)
    Post.objects.create(person=cast.siri, unit=cast.nord, is_main=False, valid_from=TODAY + DAY, recorded_on=TODAY)
    now = {person.name for person in people_to_ask(per, one, TODAY)}
    assert not now & {"Kari Nes", cast.siri.name}
    assert cast.siri.name in {person.name for person in people_to_ask(per, one, TODAY + DAY)}


def test_a_person_named_for_a_milestone_sees_to_it_every_year(cast: Cast) -> None:
    an_own_milestone(cast, owner=cast.amina, title="Fagdag")
    assert "Fagdag" in waiting(cast, "amina")
    found = Occurrence.objects.select_related("milestone__owner", "unit", "owner").get(year=2026)
    assert owner_of(found, holders_of(cast.solvik.pk, TODAY), TODAY).label == "Amina Ali"


def test_what_waits_is_counted_and_one_thing_is_named(cast: Cast) -> None:
    a_wheel(cast)
    work = own_work_of(viewer_of(cast, "jonas", TODAY))
    assert work.late > 3
    assert work.only is None
    kari = viewer_of(cast, "kari", TODAY)
    assert own_work_of(kari).late == 0
    hand_over_occurrences(ids=[of("harassment").pk], to=cast.kari, by=viewer_of(cast, "per", TODAY), now=NOW)
    work = own_work_of(kari)
    assert (work.now, work.only, work.ends_on) == (1, of("harassment").pk, date(2026, 11, 30))


def test_what_passed_while_one_was_away_is_one_list(cast: Cast) -> None:
    a_wheel(cast)
    jonas = viewer_of(cast, "jonas", TODAY)
    missed = list(missed_for(jonas, holders_of(cast.solvik.pk, TODAY)))
    assert {one.unit for one in missed} == {cast.nord}
    assert all(one.ends_on < TODAY for one in missed)


def test_what_is_due_and_what_was_done_is_told_to_the_house(cast: Cast) -> None:
    a_wheel(cast)
    per = viewer_of(cast, "per", TODAY)
    due = due_between(per, TODAY, TODAY + 14 * DAY)
    assert [one.milestone.key for one in due] == ["harassment", "survey_review"]
    mark_done(ids=[of("harassment").pk], finish=Finish(TODAY), by=per, now=NOW)
    assert [one.milestone.key for one in due_between(per, TODAY, TODAY + 14 * DAY)] == ["survey_review"]
    some = list(Occurrence.objects.filter(milestone__key="what_helped", year=2026).values_list("pk", flat=True))
    mark_done(ids=some, finish=Finish(TODAY), by=per, now=NOW)
    happened = {one.milestone.key: one for one in happened_since(per, NOW - 2 * DAY)}
    assert happened["harassment"].occurrence_id == of("harassment").pk
    assert (happened["what_helped"].units, happened["what_helped"].occurrence_id) == (4, None)
    assert not happened_since(viewer_of(cast, "ola", TODAY), NOW - 2 * DAY)


def test_a_calendar_holds_what_one_sees_to_and_not_what_is_skipped_or_off(cast: Cast) -> None:
    a_wheel(cast)
    jonas = viewer_of(cast, "jonas", TODAY)
    before = own_between(jonas, *YEAR)
    skip_occurrences(ids=[of("what_helped", unit=cast.nord).pk], reason="Nei", by=jonas, now=NOW)
    Occurrence.objects.filter(milestone__key="risk").update(state="off", reason="Nei")
    assert len(own_between(jonas, *YEAR)) == len(before) - 2


def test_the_year_has_twelve_months_and_july_is_empty(cast: Cast) -> None:
    a_wheel(cast)
    months = months_of(items_between(viewer_of(cast, "per", TODAY), *YEAR), 2026)
    assert [month.first.month for month in months] == list(range(1, 13))
    assert not months[6].items
    assert all(months[n].items for n in (0, 3, 8, 10, 11))


def test_rounds_stand_in_the_year_also_those_the_rhythm_will_give(cast: Cast) -> None:
    Rhythm.objects.create(organisation=cast.solvik, variant="standard", starts_on=date(2026, 1, 1))
    per = viewer_of(cast, "per", TODAY)
    planned = rounds_for_year(2027)
    found = items_between(per, *year_days(2027))
    assert [one.starts_on for one in found if one.ring == "rounds"] == [one.opens_on for one in planned]
    assert {one.status for one in found} == {Status.PLANNED}


def test_the_sentence_says_what_is_now_what_is_next_and_what_was_left(cast: Cast) -> None:
    a_wheel(cast)
    items = items_between(viewer_of(cast, "kari", TODAY), *YEAR)
    said = sentence_of(items)
    assert said.startswith("2 ting er i gang nå. Neste er «AMU går gjennom året» 1.–16. desember")
    assert "er passert uten at noen har ført hvordan det gikk" in said
    Occurrence.objects.filter(ends_on__lt=TODAY).update(state="done", done_on=TODAY, how="by_hand")
    assert sentence_of(items_between(viewer_of(cast, "kari", TODAY), *YEAR)).endswith("Alt til nå er på plass.")


def test_beside_the_wheel_stands_what_is_left_and_what_comes(cast: Cast) -> None:
    a_wheel(cast)
    found = now_and_next(items_between(viewer_of(cast, "per", TODAY), *YEAR), TODAY, most=4)
    assert len(found) == 4
    assert {one.status for one in found} <= {Status.OVERDUE, Status.DUE, Status.PLANNED}


@pytest.mark.parametrize(
    ("text", "year"), [("2027", 2027), ("2025", 2025), ("1850", 2026), ("x", 2026), ("9" * 99, 2026)]
)
def test_an_address_names_a_year_or_this_one(text: str, year: int) -> None:
    assert year_named(text, TODAY) == year


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-1", date(2026, 1, 1)),
        ("2027-4", date(2027, 10, 1)),
        ("", date(2026, 10, 1)),
        ("2026-5", date(2026, 10, 1)),
        ("9" * 50 + "-1", date(2026, 10, 1)),
    ],
)
def test_an_address_names_a_quarter_or_this_one(text: str, first: date) -> None:
    assert quarter_named(text, TODAY) == first


def test_a_quarter_is_its_three_months_and_leads_on_over_new_year(cast: Cast) -> None:
    a_wheel(cast)
    page = quarter_of(viewer_of(cast, "per", TODAY), date(2026, 10, 1))
    assert [month.first.month for month in page.months] == [10, 11, 12]
    assert (page.number, page.before_query, page.after_query) == (4, "?kvartal=2026-3", "?kvartal=2027-1")


def test_a_month_shows_the_first_day_and_the_last(cast: Cast) -> None:
    a_wheel(cast)
    page = wheel_month(viewer_of(cast, "per", TODAY), date(2026, 11, 1))
    days = {day.on: [(one.what, one.title) for one in day.items] for week in page.weeks for day in week}
    assert ("Siste dag", "Jakt på tidslekkasjer") in days[date(2026, 11, 20)]
    assert ("Begynner", "Er målingene verdt det?") in days[date(2026, 11, 10)]
    assert wheel_month(viewer_of(cast, "per", TODAY), date(2026, 7, 1)).is_empty


def test_evidence_is_seen_by_those_who_see_what_it_belongs_to(cast: Cast) -> None:
    a_wheel(cast)
    jonas, one = viewer_of(cast, "jonas", TODAY), of("safety_round", unit=cast.nord)
    mark_done(ids=[one.pk], finish=Finish(TODAY, file=("a.txt", b"Hei")), by=jonas, now=NOW)
    kept = one.evidence.get()
    assert evidence_for(viewer_of(cast, "kari", TODAY), kept.pk) == kept
    with pytest.raises(Hidden):
        evidence_for(viewer_of(cast, "ola", TODAY), kept.pk)


def _grow(cast: Cast, number: int) -> None:
    for n in range(number):
        unit = make_unit(cast.solvik, f"Lag {Milestone.objects.count()}-{n}-{Occurrence.objects.count()}", cast.helse)
        one = of("what_helped", unit=cast.nord)
        one.pk, one.unit = None, unit
        one.save(force_insert=True)
        an_own_milestone(cast, title=f"Egen {n}")


@pytest.mark.parametrize(
    "name", ["wheel", "wheel_year", "wheel_month", "wheel_quarter", "wheel_catch_up", "milestones"]
)
def test_a_page_takes_as_many_statements_with_twenty_units_and_milestones_as_with_ten(
    cast: Cast, client: Client, django_assert_max_num_queries: Any, name: str
) -> None:
    a_wheel(cast)
    client.force_login(cast.user("per"))
    numbers = []
    for _time in range(2):
        _grow(cast, 10)
        client.get(reverse(name))
        with django_assert_max_num_queries(40) as captured:
            assert client.get(reverse(name)).status_code == 200
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]


def test_the_wheel_takes_at_most_twelve_statements_of_its_own(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    """What every page asks of the session, the user and their hats comes besides."""
    a_wheel(cast)
    client.force_login(cast.user("per"))
    with django_assert_max_num_queries(99) as menu:
        client.get(reverse("menu"))
    with django_assert_max_num_queries(99) as wheel:
        client.get(reverse("wheel"))
    assert len(wheel) - len(menu) <= 12
