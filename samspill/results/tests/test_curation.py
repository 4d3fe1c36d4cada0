from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from samspill.answers.seal import Written
from samspill.audit.models import Event
from samspill.audit.rules import Hidden, Refused
from samspill.organisations.models import Assignment, Role
from samspill.organisations.queries import viewer_for
from samspill.results.actions import cast_vote, close_round, delete_expired_comments
from samspill.results.models import Comment, CommentPool, CurationVote, Reader
from samspill.results.queries.comments import comments_for, pool_for, pools_for, pools_to_curate
from samspill.results.rules import Opinion
from samspill.results.tests.rounds import open_round
from tests.cast import give_role, make_person

State = Comment.State
CALM = [2, 3, 3, 4, 4, 3, 3, 2, 4, 3, 4, 2]
SAID = [
    Written("Vi trenger overlapp", "team", "nb"),
    Written("Vi trenger ro", "team", "nb"),
    Written("Ledelsen må vite dette", "management", "nb"),
    Written("Bare for verneombudet", "safety_rep", "nb"),
    Written("Takk", "team", "nb"),
]


@pytest.fixture
def pool(cast, now) -> CommentPool:
    answers = {cast.nord: CALM, cast.sor: CALM}
    close_round(pulse_round=open_round(cast.solvik, answers, now=now, comments={cast.nord: SAID}), now=now)
    return CommentPool.objects.get()


def viewer(cast, name, now):
    found = viewer_for(cast.user(name), hat_key=None, today=now.date())
    assert found is not None
    return found


def vote(cast, name, comment, state, now, text="") -> Comment:
    person = getattr(cast, name)
    opinion = Opinion(person.pk, state, text or comment.text)
    return cast_vote(comment=comment, opinion=opinion, by=viewer(cast, name, now), now=now)


def test_comments_wait_in_a_pool_without_order_or_tie_to_who_wrote(cast, pool) -> None:
    assert pool.unit == cast.nord
    assert set(pool.comments.values_list("state", flat=True)) == {State.WAITING}
    names = {field.name for field in Comment._meta.get_fields()}
    assert names == {"key", "pool", "text", "reader", "state", "votes"}


def test_curators_lead_nobody_who_may_have_written(cast, pool) -> None:
    assert {person.name for person in pool.curators.all()} == {"Per Moe", "Amina Ali", "Tor Lie"}


def test_without_two_curators_no_comment_is_decrypted_into_a_table(cast, now) -> None:
    Assignment.objects.filter(role__in=[Role.HR, Role.SAFETY_REP], person__organisation=cast.solvik).delete()
    give_role(cast.per, Role.HR)
    close_round(pulse_round=open_round(cast.solvik, {cast.nord: CALM}, now=now, comments={cast.nord: SAID}), now=now)
    assert not Comment.objects.exists()


def test_too_few_comments_are_shown_to_nobody(cast, now) -> None:
    few = open_round(cast.solvik, {cast.nord: CALM}, now=now, comments={cast.nord: SAID[:4]})
    close_round(pulse_round=few, now=now)
    assert not CommentPool.objects.exists()


def test_one_votes_as_oneself_whoever_the_vote_says_it_is_from(cast, pool, now) -> None:
    comment = pool.comments.get(text="Vi trenger ro")
    vote(cast, "per", comment, State.SHOWN, now)
    lent = Opinion(cast.amina.pk, State.SHOWN, comment.text)
    cast_vote(comment=comment, opinion=lent, by=viewer(cast, "per", now), now=now)
    assert list(comment.votes.values_list("curator", flat=True)) == [cast.per.pk]


def test_nothing_is_seen_before_two_agree(cast, pool, now) -> None:
    comment = pool.comments.get(text="Vi trenger ro")
    assert vote(cast, "per", comment, State.SHOWN, now).state == State.WAITING
    assert comments_for(viewer(cast, "kari", now), cast.nord, pool.pulse_round) == []
    assert vote(cast, "amina", comment, State.SHOWN, now).state == State.SHOWN
    assert comments_for(viewer(cast, "kari", now), cast.nord, pool.pulse_round) == ["Vi trenger ro"]
    assert not CurationVote.objects.exists()


def test_two_who_want_different_words_do_not_agree(cast, pool, now) -> None:
    comment = pool.comments.get(text="Vi trenger ro")
    vote(cast, "per", comment, State.SHOWN, now, text="Ro")
    assert vote(cast, "amina", comment, State.SHOWN, now).state == State.WAITING
    assert vote(cast, "amina", comment, State.SHOWN, now, text="Ro").text == "Ro"


def test_what_two_leave_out_is_gone_at_once(cast, pool, now) -> None:
    comment = pool.comments.get(text="Takk")
    vote(cast, "per", comment, State.LEFT_OUT, now)
    assert vote(cast, "tor", comment, State.LEFT_OUT, now).text == ""
    with pytest.raises(Refused):
        vote(cast, "amina", comment, State.SHOWN, now, text="Takk")


def test_the_leader_of_the_pool_has_no_say_and_does_not_find_it(cast, pool, now) -> None:
    with pytest.raises(Refused):
        vote(cast, "jonas", pool.comments.order_by("pk")[0], State.SHOWN, now)
    with pytest.raises(Hidden):
        pool_for(viewer(cast, "jonas", now), pool.pk)


def test_a_curator_who_begins_to_lead_there_loses_the_say(cast, pool, now) -> None:
    give_role(cast.per, Role.LEADER, cast.nord)
    with pytest.raises(Refused):
        vote(cast, "per", pool.comments.order_by("pk")[0], State.SHOWN, now)


def test_a_general_manager_who_is_also_hr_is_no_curator(cast, now) -> None:
    give_role(cast.per, Role.GENERAL_MANAGER)
    close_round(pulse_round=open_round(cast.solvik, {cast.nord: CALM}, now=now, comments={cast.nord: SAID}), now=now)
    assert cast.per not in CommentPool.objects.get().curators.all()


def test_a_verneombud_whose_area_has_moved_elsewhere_reads_no_more(cast, pool, now) -> None:
    Assignment.objects.get(person=cast.amina).units.set([cast.teknisk])
    with pytest.raises(Hidden):
        pool_for(viewer(cast, "amina", now), pool.pk)
    assert pools_for(viewer(cast, "amina", now)) == []


def test_hr_who_represents_another_area_does_not_read_what_is_for_the_verneombud_alone(cast, pool, now) -> None:
    give_role(cast.per, Role.SAFETY_REP, cast.teknisk)
    assert {line.waiting for line in pools_for(viewer(cast, "per", now))} == {4}
    with pytest.raises(Refused):
        vote(cast, "per", pool.comments.get(reader=Reader.SAFETY_REP), State.SHOWN, now)


def test_for_the_verneombud_alone_means_alone(cast, pool, now) -> None:
    comment = pool.comments.get(reader=Reader.SAFETY_REP)
    waiting = {line.waiting for line in pools_for(viewer(cast, "per", now))}
    assert waiting == {4}
    assert vote(cast, "amina", comment, State.SHOWN, now).state == State.SHOWN
    for name in ("kari", "jonas", "per", "tor"):
        assert comments_for(viewer(cast, name, now), cast.nord, pool.pulse_round) == []
    assert comments_for(viewer(cast, "amina", now), cast.nord, pool.pulse_round) == ["Bare for verneombudet"]


def test_what_is_for_the_management_passes_the_nearest_leader_by(cast, pool, now) -> None:
    comment = pool.comments.get(reader=Reader.MANAGEMENT)
    vote(cast, "per", comment, State.SHOWN, now)
    vote(cast, "tor", comment, State.SHOWN, now)
    manager = make_person(cast.root, "Dag Leder", email="dag@solvik.example")
    give_role(manager, Role.GENERAL_MANAGER)
    cast.dag = manager
    assert comments_for(viewer(cast, "jonas", now), cast.nord, pool.pulse_round) == []
    assert comments_for(viewer(cast, "dag", now), cast.nord, pool.pulse_round) == ["Ledelsen må vite dette"]


def test_after_three_weeks_what_nobody_let_through_is_gone(cast, pool, now) -> None:
    shown, aside = pool.comments.get(text="Takk"), pool.comments.get(text="Vi trenger ro")
    for name in ("per", "tor"):
        vote(cast, name, shown, State.SHOWN, now)
        vote(cast, name, aside, State.SET_ASIDE, now)
    assert delete_expired_comments(now=now + timedelta(days=20)) == 0
    assert delete_expired_comments(now=now + timedelta(days=21)) > 0
    left = dict(Comment.objects.values_list("state", "text"))
    assert left == {State.SHOWN: "Takk", State.SET_ASIDE: ""}
    assert delete_expired_comments(now=now + timedelta(days=22)) == 0


def test_the_log_names_the_pool_and_never_a_comment(cast, pool, now) -> None:
    vote(cast, "per", pool.comments.get(text="Takk"), State.SHOWN, now)
    line = Event.objects.get(action="cast_vote")
    assert (line.subject_type, line.detail) == ("CommentPool", {})


def test_the_home_page_hears_of_pools_until_all_is_read(cast, pool, now) -> None:
    amina = viewer(cast, "amina", now)
    assert len(pools_to_curate(amina)) == 1
    for comment in list(pool.comments.all()):
        vote(cast, "amina", comment, State.LEFT_OUT, now)
    assert pools_to_curate(amina) == []
    assert pools_to_curate(viewer(cast, "kari", now)) == []


def test_a_vote_from_the_page_and_one_without_a_choice(cast, pool, client) -> None:
    client.force_login(cast.amina.user)
    comment = pool.comments.get(text="Takk")
    address = reverse("curation_vote", args=[pool.pk, comment.pk])
    client.post(address, {f"{comment.pk}-text": "Takk"})
    assert not CurationVote.objects.exists()
    client.post(address, {f"{comment.pk}-text": "Tusen takk", f"{comment.pk}-state": "shown"})
    assert CurationVote.objects.get().text == "Tusen takk"
    page = client.get(reverse("curation_pool", args=[pool.pk])).content.decode()
    assert "Tusen takk" in page
