"""Stories: told without a trace, read by whom they are for, thanked in silence, and done more of."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from samspill.answers.seal import Written
from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from samspill.measures.actions.stories import (
    Tale,
    adopt_story,
    tell_comment,
    tell_story,
    thank_story,
    withdraw_story,
)
from samspill.measures.models import Measure, SharedPlan, Story, StoryThanks
from samspill.measures.queries.stories import (
    Sought,
    card_of,
    factors_told_of,
    few_work_in,
    is_thanked_by,
    measures_to_tell_of,
    names_near,
    picture_for,
    stories_for,
    stories_of_unit,
    story_for,
    told_since,
    units_to_adopt_in,
    units_to_tell_from,
)
from samspill.measures.rules.stories import is_teller, mark_of, shown_thanks, thanking_person, title_of
from samspill.measures.tests.plans import TODAY, a_finished_measure, a_measure
from samspill.organisations.models import Person, Role
from samspill.organisations.rules import Viewer
from samspill.pulses.tests.rounds import viewer_of
from samspill.results.actions import close_round
from samspill.results.models import Comment, Reader
from samspill.results.rules import readers_choices
from samspill.results.tests.rounds import open_round
from tests.cast import Cast, give_role, make_person


def told(cast: Cast, now: datetime, who: str = "kari", text: str = "Vi ble enige om vakttelefonen.", **tale) -> Story:
    return tell_story(tale=Tale(text, **tale), by=viewer_of(getattr(cast, who)), now=now)


def a_comment(cast: Cast, now: datetime, reader: str = Reader.TEAM) -> Comment:
    """One that two have let through."""
    said = [Written(f"Ti minutter overlapp {number}", reader, "nb") for number in range(6)]
    answers = {cast.nord: [2, 3, 3, 4, 4, 3, 3, 2, 4, 3, 4, 2]}
    close_round(pulse_round=open_round(cast.solvik, answers, now=now, comments={cast.nord: said}), now=now)
    comment = Comment.objects.order_by("pk")[0]
    comment.state = Comment.State.SHOWN
    comment.save()
    return comment


# -- telling ---------------------------------------------------------------------------------------


def test_a_story_names_nobody_unless_the_teller_wants_it(cast: Cast, now: datetime) -> None:
    assert told(cast, now).teller == ""
    assert told(cast, now, is_named=True).teller == "Kari Nes"


def test_neither_the_log_nor_the_row_leads_back_to_the_teller(cast: Cast, now: datetime) -> None:
    first, second = told(cast, now), told(cast, now)
    event = Event.objects.filter(action="tell_story")[0]
    assert (event.actor_id, event.actor_name, event.subject_id) == (None, "Samspill", "")
    assert (event.at.astimezone(now.tzinfo).hour, event.at.minute) == (0, 0)
    assert first.mark != second.mark
    to_people = [name for name in ("told_by", "person", "author") if hasattr(first, name)]
    assert not to_people


def test_the_server_knows_the_teller_again_by_its_own_key(cast: Cast, now: datetime, settings) -> None:
    story = told(cast, now)
    kari = viewer_of(cast.kari)
    assert is_teller(kari, story)
    assert not is_teller(viewer_of(cast.jonas), story)
    settings.INSTALLATION_KEY = "ab" * 32
    assert not is_teller(kari, story)
    assert mark_of(cast.kari.pk, story.salt) != story.mark


@pytest.mark.parametrize(
    ("tale", "sentence"),
    [
        (Tale("  "), "Fortell med noen ord"),
        (Tale("x" * 801), "Kort den ned til 800"),
        (Tale("Ro", factor="VÆRET"), "fra listen"),
        (Tale("Ro", picture=b"jpeg", picture_type="image/jpeg"), "hva bildet viser"),
        (Tale("Ro", picture=b"x" * 2_000_001, picture_type="image/jpeg", picture_text="Tavla"), "for stort"),
    ],
)
def test_what_cannot_be_told_is_said(cast: Cast, now: datetime, tale: Tale, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        tell_story(tale=tale, by=viewer_of(cast.kari), now=now)
    assert not Story.objects.exists()


def test_the_database_holds_what_a_story_must_be(cast: Cast) -> None:
    row = {"organisation": cast.solvik, "text": "Ro", "told_on": TODAY}
    for wrong in (
        {"text": ""},
        {"picture": b"jpeg", "picture_type": "image/jpeg"},
        {"is_for_unit_only": True},
        {"is_for_unit_only": True, "unit": cast.nord, "teller": "Kari Nes"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Story.objects.create(**row | wrong)


def test_a_picture_is_shown_to_those_who_may_read_the_story(cast: Cast, now: datetime) -> None:
    story = told(cast, now, picture=b"jpeg", picture_type="image/jpeg", picture_text="Tavla")
    assert picture_for(viewer_of(cast.tor), story.pk) == (b"jpeg", "image/jpeg")
    with pytest.raises(Hidden):
        picture_for(viewer_of(cast.ola), story.pk)
    with pytest.raises(Hidden):
        picture_for(viewer_of(cast.kari), told(cast, now).pk)


# -- reading ---------------------------------------------------------------------------------------


def test_what_is_told_to_all_is_read_by_all_who_are_here_and_no_stranger(cast: Cast, now: datetime) -> None:
    story = told(cast, now, unit=cast.nord)
    for name in ("kari", "jonas", "amina", "per", "tor"):
        assert story_for(viewer_of(getattr(cast, name)), story.pk) == story
    with pytest.raises(Hidden):
        story_for(viewer_of(cast.ola), story.pk)


def test_stories_are_found_by_word_measure_and_factor(cast: Cast, now: datetime) -> None:
    measure = a_finished_measure(cast.nord, title="Stilleblokker")
    about = told(cast, now, text="Telefonen ringte sjeldnere.", measure=measure, factor="FOKUS")
    other = told(cast, now, text="Kortere møter.", factor="MENGDE")
    kari = viewer_of(cast.kari)
    assert list(stories_for(kari, Sought("telefonen"))) == [about]
    assert list(stories_for(kari, Sought("stilleblokker"))) == [about]
    assert list(stories_for(kari, Sought("", "MENGDE"))) == [other]
    assert list(stories_for(kari, Sought("møter", "FOKUS"))) == []
    assert [code for code, _name in factors_told_of(kari, "nb")] == ["MENGDE", "FOKUS"]


def test_a_card_says_where_about_what_and_from_whom_as_the_teller_chose(cast: Cast, now: datetime) -> None:
    story = told(cast, now, unit=cast.nord, factor="FOKUS", is_named=True)
    card = card_of(story_for(viewer_of(cast.tor), story.pk), "nb")
    assert (card.source, card.teller, card.thanks) == ("Hjemmetjenesten Nord", "Kari Nes", 0)
    assert card.about


def test_stories_of_a_unit_and_since_a_day(cast: Cast, now: datetime) -> None:
    old = told(cast, now - timedelta(days=40), unit=cast.nord)
    new = told(cast, now, unit=cast.sor)
    kari = viewer_of(cast.kari)
    assert stories_of_unit(kari, cast.nord) == [old]
    assert told_since(kari, TODAY - timedelta(days=7)) == [new]


@pytest.mark.parametrize("count", [10, 20])
def test_reading_stories_costs_one_statement_however_many(cast: Cast, now: datetime, count: int) -> None:
    for _number in range(count):
        thank_story(story=told(cast, now, unit=cast.nord), by=viewer_of(cast.tor), now=now)
    kari = viewer_of(cast.kari)
    with CaptureQueriesContext(connection) as said:
        cards = [card_of(story, "nb") for story in stories_for(kari)]
    assert (len(cards), len(said)) == (count, 1)


# -- from a comment ---------------------------------------------------------------------------------


def test_a_comment_becomes_a_story_for_those_its_writer_let_read_it(cast: Cast, now: datetime) -> None:
    comment = a_comment(cast, now)
    story = tell_comment(key=comment.pk, by=viewer_of(cast.jonas), now=now)
    assert (story.unit, story.is_for_unit_only, story.text) == (cast.nord, True, comment.text)
    for person in Person.objects.filter(organisation=cast.solvik):
        viewer = viewer_of(person)
        reads = Reader.TEAM in readers_choices(viewer, cast.nord.path)
        assert stories_for(viewer).filter(pk=story.pk).exists() is reads, person.name
    assert not stories_for(viewer_of(cast.siri)).filter(pk=story.pk).exists()


def test_a_comment_is_made_a_story_once(cast: Cast, now: datetime) -> None:
    comment = a_comment(cast, now)
    tell_comment(key=comment.pk, by=viewer_of(cast.jonas), now=now)
    with pytest.raises(Refused, match="allerede"):
        tell_comment(key=comment.pk, by=viewer_of(cast.amina), now=now)


@pytest.mark.parametrize("reader", [Reader.MANAGEMENT, Reader.SAFETY_REP])
def test_what_was_not_for_the_whole_team_is_not_told_on(cast: Cast, now: datetime, reader: str) -> None:
    comment = a_comment(cast, now, reader)
    for name in ("jonas", "amina", "per"):
        with pytest.raises(Hidden):
            tell_comment(key=comment.pk, by=viewer_of(getattr(cast, name)), now=now)


def test_what_waits_for_curation_and_what_belongs_to_others_is_not_told_on(cast: Cast, now: datetime) -> None:
    comment = a_comment(cast, now)
    for name in ("kari", "ola", "siri"):
        with pytest.raises(Hidden):
            tell_comment(key=comment.pk, by=viewer_of(getattr(cast, name)), now=now)
    Comment.objects.filter(pk=comment.pk).update(state=Comment.State.WAITING)
    with pytest.raises(Hidden):
        tell_comment(key=comment.pk, by=viewer_of(cast.jonas), now=now)


# -- thanking, withdrawing, doing more of it -------------------------------------------------------


def test_thanks_are_a_number_and_only_from_five(cast: Cast, now: datetime) -> None:
    story = told(cast, now)
    counted = []
    for person in cast.crew[:5]:
        thank_story(story=story, by=viewer_of(person), now=now)
        counted.append(card_of(story_for(viewer_of(cast.kari), story.pk), "nb").thanks)
    assert counted == [0, 0, 0, 0, 5]
    assert [shown_thanks(number) for number in (0, 1, 4, 5, 12)] == [0, 0, 0, 5, 12]
    assert {event.actor_name for event in Event.objects.filter(action="thank_story")} == {"Samspill"}


def test_thanks_are_said_by_somebody_who_works_here() -> None:
    outside = Viewer(1, None, 1, "Solvik", "Noen", "nb", TODAY, hats=(), root_path="/1/")
    with pytest.raises(Refused, match="Bytt rolle"):
        thanking_person(outside)


def test_thanking_again_takes_it_back(cast: Cast, now: datetime) -> None:
    story, tor = told(cast, now), viewer_of(cast.tor)
    assert thank_story(story=story, by=tor, now=now)
    assert is_thanked_by(tor, story_for(tor, story.pk))
    assert not thank_story(story=story, by=tor, now=now)
    assert not StoryThanks.objects.exists()
    assert not is_thanked_by(tor, story)


def test_the_teller_withdraws_and_the_words_are_gone(cast: Cast, now: datetime) -> None:
    story = told(cast, now, text="Kari sa det", picture=b"jpeg", picture_type="image/jpeg", picture_text="Tavla")
    with pytest.raises(Refused, match="trekkes tilbake"):
        withdraw_story(story=story, by=viewer_of(cast.jonas), now=now)
    withdraw_story(story=story, by=viewer_of(cast.kari), now=now)
    story.refresh_from_db()
    assert (story.text, story.picture, story.withdrawn_on) == ("–", None, TODAY)
    assert not stories_for(viewer_of(cast.per)).exists()


def test_those_with_a_duty_of_care_may_take_a_story_down(cast: Cast, now: datetime) -> None:
    withdraw_story(story=told(cast, now), by=viewer_of(cast.per), now=now)
    assert Event.objects.get(action="withdraw_story").actor_name == "Per Moe"
    withdraw_story(story=told(cast, now, unit=cast.nord), by=viewer_of(cast.amina), now=now)
    with pytest.raises(Refused):
        withdraw_story(story=told(cast, now, unit=cast.teknisk), by=viewer_of(cast.amina), now=now)


def test_a_story_becomes_a_measure_in_another_unit_with_everything_filled_in(cast: Cast, now: datetime) -> None:
    like = a_finished_measure(cast.nord, title="Stilleblokker", library_id="T4", indicator="P3", factors=["FOKUS"])
    story = told(cast, now, measure=like)
    measure = adopt_story(story=story, unit=cast.teknisk, by=viewer_of(cast.tor), now=now)
    assert (measure.title, measure.library_id, measure.indicator) == ("Stilleblokker", "T4", "P3")
    assert (measure.story, measure.origin, measure.status) == (story, "story", "decided")
    assert (measure.responsible, measure.unit) == (cast.tor, cast.teknisk)
    assert measure.starts_on > TODAY


def test_who_may_not_decide_puts_it_forward_and_strangers_cannot(cast: Cast, now: datetime) -> None:
    story = told(cast, now)
    measure = adopt_story(story=story, unit=cast.sor, by=viewer_of(cast.amina), now=now)
    assert (measure.status, measure.title) == ("proposed", "Vi ble enige om vakttelefonen")
    with pytest.raises(Refused):
        adopt_story(story=story, unit=cast.nord, by=viewer_of(cast.kari), now=now)
    assert Measure.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kortere møter. Og referat.", "Kortere møter"),
        ("Én linje\nog en til", "Én linje"),
        ("ord " * 60, None),
    ],
)
def test_a_measure_is_called_by_the_first_words_of_its_story(text: str, title: str | None) -> None:
    found = title_of(Story(text=text))
    assert len(found) <= 120
    assert found == title if title else found.endswith("…")


# -- what the form offers ----------------------------------------------------------------------------


def test_one_tells_from_ones_own_units_of_what_has_begun_there(cast: Cast) -> None:
    begun = a_measure(cast.nord, status="under_way")
    a_measure(cast.nord)
    a_measure(cast.sor, status="under_way")
    kari = viewer_of(cast.kari)
    assert units_to_tell_from(kari) == [cast.nord]
    assert measures_to_tell_of(kari) == [begun]
    assert units_to_adopt_in(kari) == []
    assert cast.nord in units_to_adopt_in(viewer_of(cast.jonas))


def test_names_of_those_nearby_are_known_so_that_they_can_be_pointed_out(cast: Cast) -> None:
    names = names_near(viewer_of(cast.kari), [cast.nord])
    assert {"Kari Nes", "Jonas Vik"} <= set(names)
    assert "Amina Ali" not in names


def test_a_place_of_few_nearly_names_the_teller(cast: Cast) -> None:
    small = cast.root
    assert few_work_in(small, TODAY, 5)
    assert not few_work_in(cast.nord, TODAY, 5)


def test_a_leader_of_leaders_reads_what_was_kept_in_the_units_below(cast: Cast, now: datetime) -> None:
    boss = make_person(cast.helse, "Bodil Ås", email="bodil@solvik.example")
    give_role(boss, Role.LEADER, cast.helse)
    story = tell_comment(key=a_comment(cast, now).pk, by=viewer_of(cast.jonas), now=now)
    assert stories_for(viewer_of(boss)).filter(pk=story.pk).exists()


# -- what a plan may not carry on ----------------------------------------------------------------------


def test_a_comment_kept_for_a_team_is_not_carried_into_a_plan_others_read(cast: Cast, now: datetime) -> None:
    story = tell_comment(key=a_comment(cast, now).pk, by=viewer_of(cast.jonas), now=now)
    for unit in (cast.nord, cast.sor):
        with pytest.raises(Refused, match="kommentar til teamet"):
            adopt_story(story=story, unit=unit, by=viewer_of(cast.per), now=now)
    assert not Measure.objects.exists()


def test_how_another_unit_did_it_comes_along_only_where_its_plan_is_open(cast: Cast, now: datetime) -> None:
    like = a_finished_measure(cast.nord, description="Kari tar telefonen til ti.")
    story = told(cast, now, measure=like, text="Kortere møter.")
    leader = make_person(cast.sor, "Lars Vang", email="lars@solvik.example")
    give_role(leader, Role.LEADER, cast.sor)
    assert adopt_story(story=story, unit=cast.sor, by=viewer_of(leader), now=now).description == "Kortere møter."
    SharedPlan.objects.create(unit=cast.nord, shared_on=TODAY)
    adopted = adopt_story(story=story, unit=cast.sor, by=viewer_of(leader), now=now)
    assert adopted.description == "Kari tar telefonen til ti."
