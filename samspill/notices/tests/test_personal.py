from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils.translation import get_language

from samspill.audit.models import Event
from samspill.notices import queries
from samspill.notices.actions import notify
from samspill.notices.actions.personal import choose_notices, drop_old_notices
from samspill.notices.models import How, Kind, Message, Notice, Wish
from samspill.notices.queries.personal import leaving_token, unread_of, wishes_of
from samspill.notices.rules import Mail, News, Words
from samspill.organisations.models import Person
from samspill.organisations.queries import viewer_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def words(title: str = "Tallene er klare") -> Callable[[], Words]:
    return lambda: Words(f"{title} ({get_language()})", "/resultater/", "Les resultatet")


def tell(*people: Person, now: datetime, key: str = "results-1", **how: Any) -> int:
    kind = how.pop("kind", Kind.RESULTS)
    return notify(news=[News(one.pk, kind, key, words(), **how) for one in people], now=now)


def mails() -> list[Mail]:
    return [queries.opened(message) for message in Message.objects.order_by("pk")]


def viewer(cast: Cast, name: str, now: datetime) -> Any:
    return viewer_of(getattr(cast, name), now.date())


def choose(cast: Cast, name: str, now: datetime, how: How, *, any_time: bool = False) -> None:
    choose_notices(wishes=dict.fromkeys(Kind, how), is_any_time=any_time, by=viewer(cast, name, now), now=now)


@pytest.fixture
def kari(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.user("kari"))
    return client


def test_one_is_told_in_ones_own_list_and_on_e_mail(cast, now):
    assert tell(cast.kari, now=now) == 1
    notice = Notice.objects.get()
    assert (notice.title, notice.path, notice.read_at) == ("Tallene er klare (nb)", "/resultater/", None)
    [mail] = mails()
    assert (mail.to, mail.subject, mail.message_id) == ("kari@solvik.example", notice.title, notice.message_id)
    assert "http://localhost:8000/resultater/" in mail.text


def test_nobody_hears_the_same_twice(cast, now):
    tell(cast.kari, now=now)
    assert tell(cast.kari, cast.jonas, cast.jonas, now=now) == 1
    assert Notice.objects.count() == len(mails()) == 2


def test_each_reads_it_in_their_own_language(cast, now):
    cast.jonas.user.language = "en"
    cast.jonas.user.save()
    tell(cast.kari, cast.jonas, now=now)
    assert {mail.to: mail.subject[-3:-1] for mail in mails()} == {"kari@solvik.example": "nb", "jonas@solvik.example": "en"}  # fmt: skip
    assert "Choose what you want to hear about" in mails()[1].text


@pytest.mark.parametrize(("how", "on_mail"), [(How.NOW, 1), (How.WEEKLY, 0), (How.NEVER, 0)])
def test_the_list_has_it_whatever_one_wants_on_e_mail(cast, now, how, on_mail):
    choose(cast, "kari", now, how)
    tell(cast.kari, now=now)
    assert (len(mails()), Notice.objects.count()) == (on_mail, 1)


def test_without_an_address_there_is_the_list_alone(cast, now):
    Person.objects.filter(pk=cast.kari.pk).update(email=None)
    tell(cast.kari, now=now)
    assert (mails(), Notice.objects.count()) == ([], 1)


def test_what_comes_in_the_evening_leaves_in_the_morning_unless_one_works_then(cast, now):
    evening = now.replace(hour=20)
    choose(cast, "jonas", now, How.NOW, any_time=True)
    tell(cast.kari, cast.jonas, now=evening)
    leaves = {queries.opened(one).to: one.not_before for one in Message.objects.all()}
    assert leaves["jonas@solvik.example"] == evening
    assert leaves["kari@solvik.example"] == now.replace(hour=7) + timedelta(days=1)


def test_nothing_is_told_when_what_happened_did_not(cast, now):
    with transaction.atomic():
        tell(cast.kari, now=now)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert not Message.objects.exists()


def test_telling_twenty_takes_as_many_statements_as_telling_ten(cast, now, django_assert_num_queries):
    people = list(Person.objects.filter(organisation=cast.solvik)[:20])
    for key, some in (("a", people[:10]), ("b", people)):
        with django_assert_num_queries(9):
            tell(*some, now=now, key=key)


# -- the choice ------------------------------------------------------------------------------------


def test_the_choice_is_ones_own_and_the_log_says_neither_who_nor_when(cast, now, kari):
    sent = {**dict.fromkeys(Kind.values, "now"), "stories": "never", "duties": "weekly", "is_any_time": "on"}
    assert "Valgene dine er lagret" in kari.post("/beskjeder/valg/", sent, follow=True).content.decode()
    assert wishes_of(cast.kari.pk)[Kind.STORIES] == How.NEVER
    assert wishes_of(cast.jonas.pk)[Kind.STORIES] == How.NOW
    event = Event.objects.get(action="choose_notices")
    assert (event.actor_id, event.actor_name, event.at.astimezone(now.tzinfo).hour) == (None, "Samspill", 0)
    page = kari.get("/beskjeder/valg/").content.decode()
    assert page.count("checked") == len(Kind) + 1


@pytest.mark.parametrize("sent", [{}, {"results": "sometimes"}, {**dict.fromkeys(Kind.values, "now"), "meetings": ""}])
def test_a_choice_that_is_none_is_told_and_changes_nothing(cast, kari, sent):
    assert kari.post("/beskjeder/valg/", sent).status_code == 200
    assert not Wish.objects.exists()


def test_whoever_holds_the_letter_stops_that_kind_and_no_other(cast, now, client):
    address = f"/beskjeder/stopp/{leaving_token(cast.kari.pk, Kind.STORIES)}/"
    tell(cast.kari, now=now, kind=Kind.STORIES, key="stories-1")
    assert address in mails()[0].text
    assert "Vil du slutte" in client.get(address).content.decode()
    assert not Wish.objects.exists(), "looking changes nothing: mail servers look"
    assert "lenger" in client.post(address, {"want": "no"}).content.decode()
    assert [kind for kind, how in wishes_of(cast.kari.pk).items() if how == How.NEVER] == [Kind.STORIES]
    client.post(address, {"want": "yes"})
    assert wishes_of(cast.kari.pk)[Kind.STORIES] == How.NOW


@pytest.mark.parametrize("token", ["abc", "abc:def:ghi", "WzEsICJ4Il0:1:x"])
def test_a_link_somebody_made_up_opens_nothing(client, db, token):
    assert client.get(f"/beskjeder/stopp/{token}/").status_code == 404


# -- the list --------------------------------------------------------------------------------------


def test_the_list_shows_what_is_new_first_and_opening_it_reads_it(cast, now, kari):
    tell(cast.kari, now=now, key="a")
    tell(cast.kari, cast.jonas, now=now, key="b")
    assert "Du har 2 nye beskjeder" in kari.get("/beskjeder/").content.decode()
    newest = Notice.objects.get(person=cast.kari, key="b")
    answer = kari.get(f"/beskjeder/{newest.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/resultater/")
    page = kari.get("/beskjeder/").content.decode()
    assert "Du har én ny beskjed" in page
    older = Notice.objects.get(person=cast.kari, key="a")
    assert page.index(f"/beskjeder/{older.pk}/") < page.index(f"/beskjeder/{newest.pk}/")
    assert unread_of(viewer(cast, "jonas", now)) == 1


def test_all_can_be_marked_as_read_at_once_and_only_ones_own(cast, now, kari):
    tell(cast.kari, cast.jonas, now=now)
    assert "Ingen nye beskjeder" in kari.post("/beskjeder/lest/", follow=True).content.decode()
    assert unread_of(viewer(cast, "jonas", now)) == 1


def test_the_home_page_says_that_there_is_something_new(cast, now, kari):
    assert "ny beskjed" not in kari.get("/").content.decode()
    tell(cast.kari, now=now)
    assert "Du har én ny beskjed" in kari.get("/").content.decode()


def test_somebody_elses_notice_is_not_there(cast, now, kari):
    tell(cast.jonas, now=now)
    assert kari.get(f"/beskjeder/{Notice.objects.get().pk}/").status_code == 404


def test_the_list_takes_as_many_statements_for_twenty_as_for_ten(cast, now, kari, django_assert_max_num_queries):
    for turn in range(2):
        for key in range(10):
            tell(cast.kari, now=now, key=f"{turn}-{key}")
        with django_assert_max_num_queries(9):
            kari.get("/beskjeder/")


def test_notices_are_gone_after_three_months(cast, now):
    tell(cast.kari, now=now)
    drop_old_notices(now=now + timedelta(days=80))
    assert Notice.objects.exists()
    drop_old_notices(now=now + timedelta(days=91))
    assert not Notice.objects.exists()
