"""Choosing the wheel, and choosing again when the workplace has changed; own milestones, switched off and on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from samspill.leadership.tests.telling import viewer_of
from samspill.yearwheel.actions import (
    Choice,
    Finish,
    add_milestone,
    change_milestone,
    choose_wheel,
    mark_done,
    move_occurrences,
    plan_occurrences,
    switch_off_milestone,
    switch_on_milestone,
    tend_wheel,
)
from samspill.yearwheel.models import Milestone, Occurrence, Wheel
from samspill.yearwheel.queries import managed_milestone_for, milestones_for, wheel_for
from samspill.yearwheel.queries.choosing import Kind, differences, has_outgrown, kind_now, preview_for
from samspill.yearwheel.queries.milestones import units_to_ask
from samspill.yearwheel.rules import Window
from samspill.yearwheel.tests.telling import NEW_YEAR, TODAY, a_plan, a_wheel, an_own_milestone, at, chosen, of
from tests.cast import Cast, make_person, make_unit

NOW = at(TODAY)
DAY = timedelta(days=1)
SMALL, LARGE = Kind(20), Kind(40)


def keys_of(kind: Kind) -> frozenset[str]:
    return frozenset(one.id for one in kind.preset.milestones)


def choose(cast: Cast, kind: Kind, keys: frozenset[str], reason: str = "") -> Wheel:
    per = viewer_of(cast, "per", TODAY)
    return choose_wheel(choice=Choice(kind, keys, reason), by=per, now=NOW, today=TODAY)


def in_plain_signs(text: str) -> str:
    """A paragraph is never broken over two lines; here it is read as it is written in the law."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")


def test_the_preview_says_of_each_whether_it_is_on_and_why(cast: Cast) -> None:
    shown = {one.key: one for one in preview_for(viewer_of(cast, "per", TODAY), SMALL)}
    assert shown["whistleblowing"].is_wanted
    assert in_plain_signs(shown["whistleblowing"].why).startswith(
        "Følger av skriftlig rutine for varsling (aml § 2 A-6"
    )
    assert shown["team_agreement"].why == "Vårt forslag for denne størrelsen."
    assert (shown["amu_1"].is_wanted, shown["amu_1"].is_possible) == (False, True)
    assert in_plain_signs(shown["amu_1"].why) == "Bare hvis en av partene krever det (aml § 7-1, aml § 7-2)."
    assert shown["occupational_health"].why.startswith("Bare i noen bransjer")
    assert (shown["supporters"].is_possible, shown["supporters"].why) == (False, "Fra 30 ansatte.")
    assert shown["table_talk_spring"].why == "For mindre virksomheter."


def test_choosing_changes_nothing_before_it_is_sent_and_then_all_of_it(cast: Cast) -> None:
    preview_for(viewer_of(cast, "per", TODAY), LARGE)
    assert not Milestone.objects.exists()
    choose(cast, LARGE, keys_of(LARGE))
    assert set(Milestone.objects.values_list("key", flat=True)) == keys_of(LARGE)
    assert Event.objects.get(action="choose_wheel").detail["size"] == "30-49"


def test_what_follows_from_the_size_is_left_out_only_with_a_reason(cast: Cast) -> None:
    without = keys_of(LARGE) - {"calendar"}
    with pytest.raises(Refused, match="Datoene for årets målinger"):
        choose(cast, LARGE, without)
    assert not Wheel.objects.exists()
    choose(cast, LARGE, without, "Vi henger dem på tavla.")
    off = Milestone.objects.get(key="calendar")
    assert (off.off_on, off.off_reason) == (TODAY, "Vi henger dem på tavla.")
    assert not off.occurrences.exists()


def test_when_the_workplace_grows_the_difference_is_shown_first(cast: Cast) -> None:
    per = viewer_of(cast, "per", TODAY)
    chosen(cast.solvik, SMALL)
    wheel = wheel_for(per)
    assert wheel is not None
    assert has_outgrown(per, wheel) == "30 til 49 ansatte"
    found = differences(preview_for(per, LARGE))
    assert {one.key for one in found.added} >= {"amu_1", "amu_4", "supporters"}
    assert {one.key for one in found.removed} == {f"safety_meeting_{n}" for n in range(1, 5)}
    assert found.stays == len(keys_of(SMALL) & keys_of(LARGE))
    assert set(Milestone.objects.values_list("key", flat=True)) == keys_of(SMALL)
    choose(cast, LARGE, keys_of(LARGE))
    wheel = wheel_for(per)
    assert wheel is not None
    assert set(Milestone.objects.filter(off_on=None).values_list("key", flat=True)) == keys_of(LARGE)
    assert Milestone.objects.get(key="safety_meeting_4").off_reason == "Gjelder ikke virksomheter av denne størrelsen."


def test_the_owner_follows_the_size_unless_somebody_has_chosen_another(cast: Cast) -> None:
    small, larger = Kind(4, is_public=True), Kind(7, is_public=True)
    chosen(cast.solvik, small)
    given = {one.id: one.owner for one in small.preset.milestones}
    after = {one.id: one.owner for one in larger.preset.milestones}
    moved = [key for key in given if key in after and given[key] != after[key]]
    shown = {one.key: one for one in preview_for(viewer_of(cast, "per", TODAY), larger)}
    assert {key for key, one in shown.items() if one.owner_before} == set(moved)
    kept = moved[0] if moved else ""
    Milestone.objects.filter(key=kept).update(owner_role="union_rep")
    choose(cast, larger, keys_of(larger))
    for key in moved:
        assert Milestone.objects.get(key=key).owner_role == ("union_rep" if key == kept else after[key])


def test_choosing_again_leaves_ones_own_and_what_is_done(cast: Cast) -> None:
    chosen(cast.solvik, SMALL)
    own = an_own_milestone(cast)
    mark_done(ids=[of("safety_meeting_3").pk], finish=Finish(TODAY), by=viewer_of(cast, "per", TODAY), now=NOW)
    choose(cast, LARGE, keys_of(LARGE))
    assert Milestone.objects.get(pk=own.pk).off_on is None
    assert of("safety_meeting_3").state == "done"
    assert of("safety_meeting_4").state == "off"


def test_an_industry_with_violence_gets_its_drill(cast: Cast) -> None:
    cast.solvik.industry = "helse"
    cast.solvik.headcount = 0
    cast.solvik.save()
    kind = kind_now(viewer_of(cast, "per", TODAY))
    assert kind.headcount == 30
    assert kind.is_public


def test_only_hr_and_the_manager_choose_and_an_unknown_milestone_is_refused(cast: Cast) -> None:
    kari = viewer_of(cast, "kari", TODAY)
    with pytest.raises(Refused, match="Årshjulet settes opp av"):
        choose_wheel(choice=Choice(SMALL, keys_of(SMALL)), by=kari, now=NOW, today=TODAY)
    with pytest.raises(Refused, match="«tull»"):
        choose(cast, SMALL, keys_of(SMALL) | {"tull"})
    with pytest.raises(Refused):
        add_milestone(plan=a_plan(), by=kari, now=NOW)


def test_units_with_a_team_do_a_units_milestones_and_a_tiny_workplace_does_them_as_one(cast: Cast) -> None:
    assert set(units_to_ask(cast.solvik.pk, TODAY)) == {cast.root.pk, cast.nord.pk, cast.sor.pk, cast.teknisk.pk}
    assert units_to_ask(cast.other.pk, TODAY) == [cast.ola.posts.get().unit_id]


def test_an_own_milestone_comes_this_year_and_the_next(cast: Cast) -> None:
    own = an_own_milestone(cast, scope="unit")
    assert own.occurrences.filter(year=2026).count() == 4
    assert own.occurrences.filter(year=2027).count() == 4
    assert an_own_milestone(cast, window=Window(2, 1, 2, 10)).occurrences.get().year == 2027


@pytest.mark.parametrize("window", [Window(2, 30, 3, 1), Window(9, 2, 9, 1), Window(7, 1, 7, 2)])
def test_one_that_cannot_come_back_is_refused_and_nothing_is_kept(cast: Cast, window: Window) -> None:
    with pytest.raises(Refused):
        an_own_milestone(cast, window=window)
    assert not Milestone.objects.exists()


def test_new_days_hold_for_what_has_not_begun_and_was_not_moved(cast: Cast) -> None:
    a_wheel(cast)
    per = viewer_of(cast, "per", TODAY)
    milestone = Milestone.objects.get(key="year_review")
    moved = of("year_review", 2027)
    move_occurrences(ids=[moved.pk], starts_on=date(2027, 11, 1), ends_on=date(2027, 11, 5), by=per, now=NOW)
    plan = a_plan(title="", window=Window(12, 8, 12, 20), ring="duties", owner_role="general_manager")
    change_milestone(milestone=milestone, plan=plan, by=per, now=NOW)
    assert (of("year_review").starts_on, of("year_review").ends_on) == (date(2026, 12, 8), date(2026, 12, 20))
    assert of("year_review").sequence == 1
    assert of("year_review", 2027).ends_on == date(2027, 11, 5)
    assert Milestone.objects.get(key="year_review").title == "Virker arbeidet vårt?"


def test_an_own_one_must_keep_a_name_and_a_shipped_one_may_have_another(cast: Cast) -> None:
    a_wheel(cast)
    per, own = viewer_of(cast, "per", TODAY), an_own_milestone(cast)
    with pytest.raises(Refused, match="navn"):
        change_milestone(milestone=own, plan=a_plan(title=" "), by=per, now=NOW)
    shipped = Milestone.objects.get(key="harassment")
    change_milestone(milestone=shipped, plan=a_plan(title="Si fra-uka"), by=per, now=NOW)
    assert str(of("harassment")) == "Si fra-uka"
    with pytest.raises(Refused, match="«aml § 99»"):
        change_milestone(milestone=own, plan=a_plan(law=("aml § 99",)), by=per, now=NOW)


def test_what_is_switched_off_goes_with_a_reason_and_comes_back(cast: Cast) -> None:
    a_wheel(cast)
    per, milestone = viewer_of(cast, "per", TODAY), Milestone.objects.get(key="what_helped")
    with pytest.raises(Refused):
        switch_off_milestone(milestone=milestone, reason=" ", by=per, now=NOW)
    switch_off_milestone(milestone=milestone, reason="Vi gjør det i januar.", by=per, now=NOW)
    assert set(milestone.occurrences.values_list("state", flat=True)) == {"off"}
    assert milestone not in milestones_for(viewer_of(cast, "kari", TODAY))
    assert milestone in milestones_for(per)
    switch_on_milestone(milestone=milestone, by=per, now=NOW)
    assert set(milestone.occurrences.values_list("state", flat=True)) == {"open"}


def test_a_new_unit_gets_its_milestones_and_a_closed_one_loses_what_is_left(cast: Cast) -> None:
    a_wheel(cast)
    new = make_unit(cast.solvik, "Legevakta", cast.helse)
    for name in ("Anne", "Berit"):
        make_person(new, name)
    assert plan_occurrences(organisation_id=cast.solvik.pk, today=TODAY) > 0
    assert plan_occurrences(organisation_id=cast.solvik.pk, today=TODAY) == 0
    ours = Occurrence.objects.filter(unit=new)
    assert set(ours.filter(year=2026).values_list("milestone__key", flat=True)) == {"what_helped"}
    assert ours.filter(year=2027).count() > 8
    cast.nord.closed_on = TODAY
    cast.nord.save()
    tend_wheel(organisation=cast.solvik, now=NOW)
    one = of("what_helped", unit=cast.nord)
    assert (one.state, one.reason) == ("off", "Enheten er lagt ned.")
    assert of("what_helped", unit=cast.sor).state == "open"


def test_others_milestones_are_not_there(cast: Cast) -> None:
    a_wheel(cast, on=NEW_YEAR)
    milestone = Milestone.objects.get(key="harassment")
    for who in ("kari", "ola"):
        with pytest.raises(Hidden):
            managed_milestone_for(viewer_of(cast, who, TODAY), milestone.pk)
