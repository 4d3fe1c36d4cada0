"""From link to thanks, as a browser without script would walk it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samspill.answers import seal
from samspill.answers.actions import Answer, lay_out_tallies, submit
from samspill.answers.models import SealedComment, Tally
from samspill.pulses.keys import digest_of
from samspill.pulses.models import Participant, PulseRound
from samspill.pulses.tests.rounds import an_open_round, link_of
from tests.cast import Cast

GOOD = {"P1": "4", "P2": "5", "P3": "-"}


@pytest.fixture
def pulse_round(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> PulseRound:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    return an_open_round(cast, now)


def enter(client: Client, token: str) -> None:
    assert client.get(f"/s/{token}").status_code == 303


def counted(pulse_round: PulseRound) -> seal.Counts:
    tally = Tally.objects.get(pulse_round=pulse_round)
    place: dict[str, Any] = {"pulse_round": pulse_round, "table": "unit", "cell_id": tally.cell_id}
    return seal.read(seal.open_tally(tally.sealed, **place), seal.layout_of(pulse_round.definition))


@pytest.mark.django_db
def test_an_answer_is_counted_once_and_thanked_for(client: Client, cast: Cast, pulse_round: PulseRound) -> None:
    enter(client, link_of(cast.kari, pulse_round))
    sent = client.post("/svar/", GOOD)
    assert (sent.status_code, sent["Location"]) == (303, "/svar/takk/")
    assert counted(pulse_round) == seal.Counts(1, {"P1": (0, 0, 0, 1, 0), "P2": (0, 0, 0, 0, 1), "P3": (0,) * 5})
    assert "talt med" in client.get("/svar/takk/").content.decode()


@pytest.mark.django_db
def test_with_an_attribute_an_answer_is_added_to_two_rows(
    client: Client, cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    pulse_round = an_open_round(cast, now, "skift")
    enter(client, link_of(cast.kari, pulse_round))
    assert client.post("/svar/", GOOD).status_code == 303
    mine = Participant.objects.get(person=cast.kari)
    layout = seal.layout_of(pulse_round.definition)
    for tally in Tally.objects.filter(pulse_round=pulse_round):
        place: dict[str, Any] = {"pulse_round": pulse_round, "table": tally.table, "cell_id": tally.cell_id}
        respondents = seal.read(seal.open_tally(tally.sealed, **place), layout).respondents
        assert respondents == (tally.cell_id in {mine.cell_id, mine.attribute_cell_id})
    assert Tally.objects.filter(pulse_round=pulse_round).count() == 3


def given(answer: Answer, _asked: PulseRound) -> Answer:
    return answer


@pytest.mark.django_db
def test_only_rounds_with_an_attribute_pay_for_the_second_row(cast: Cast, now: datetime) -> None:
    made = []
    for attribute in ("", "skift"):
        pulse_round = an_open_round(cast, now, attribute)
        lay_out_tallies(pulse_round=pulse_round)
        digest = digest_of(link_of(cast.kari, pulse_round))
        answer = Answer({"P1": 4, "P2": 5, "P3": None}, seal.Written("", "team", "nb"))
        with CaptureQueriesContext(connection) as caught:
            submit(digest=digest, read=partial(given, answer), now=now)
        made.append(len(caught))
    assert made[1] == made[0] + 2


@pytest.mark.django_db
def test_a_link_that_scanners_have_fetched_still_works(client: Client, cast: Cast, pulse_round: PulseRound) -> None:
    token = link_of(cast.kari, pulse_round)
    for _ in range(5):
        assert Client().get(f"/s/{token}").status_code == Client().head(f"/s/{token}").status_code == 303
    enter(client, token)
    assert client.get("/svar/").status_code == client.head("/svar/").status_code == 200
    assert client.post("/svar/", GOOD).status_code == 303


@pytest.mark.django_db
def test_the_form_holds_no_token_and_is_the_same_for_all(cast: Cast, pulse_round: PulseRound) -> None:
    pages = []
    for person in (cast.kari, cast.jonas):
        client, token = Client(), link_of(person, pulse_round)
        enter(client, token)
        pages.append(client.get("/svar/").content)
        assert token.encode() not in pages[-1]
    assert pages[0] == pages[1]


@pytest.mark.django_db
def test_a_used_link_says_so_and_counts_nothing(client: Client, cast: Cast, pulse_round: PulseRound) -> None:
    token = link_of(cast.kari, pulse_round)
    for _ in range(2):
        enter(client, token)
        last = client.post("/svar/", GOOD)
    assert last.status_code == 410
    assert "brukt" in last.content.decode()
    assert counted(pulse_round).respondents == 1


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["tull", "A" * 79, "../../etc", "%00", "abcd-1234"])
def test_a_mistyped_link_tells_a_stranger_nothing(client: Client, pulse_round: PulseRound, token: str) -> None:
    client.cookies["svar"] = token
    got = client.get("/svar/")
    assert got.status_code == 404
    assert pulse_round.organisation.name not in got.content.decode()


@pytest.mark.django_db
def test_what_was_chosen_is_kept_when_something_is_missing(client: Client, cast: Cast, pulse_round: PulseRound) -> None:
    enter(client, link_of(cast.kari, pulse_round))
    got = client.post("/svar/", {"P1": "4", "P2": "7"})
    page = got.content.decode()
    assert got.status_code == 422
    assert 'name="P1" value="4" checked' in page
    assert 'href="#P2"' in page
    assert 'href="#P3"' in page
    assert Participant.objects.filter(has_answered=True).count() == 0


@pytest.mark.django_db
def test_a_form_of_another_site_is_refused(client: Client, cast: Cast, pulse_round: PulseRound) -> None:
    enter(client, link_of(cast.kari, pulse_round))
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        assert client.post("/svar/", GOOD, headers=headers).status_code == 403
    assert client.post("/svar/", GOOD, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303


@pytest.mark.django_db
def test_the_answering_pages_touch_no_session_and_leave_no_trace(
    client: Client, cast: Cast, pulse_round: PulseRound
) -> None:
    enter(client, link_of(cast.kari, pulse_round))
    answers = [
        client.get("/svar/"),
        client.get("/svar/loftet/"),
        client.post("/svar/", GOOD),
        client.get("/svar/takk/"),
    ]
    for answer in answers:
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "sessionid" not in answer.cookies
        assert "csrftoken" not in answer.cookies
    assert client.cookies["svar"].value == ""


@pytest.mark.django_db
def test_every_answer_leaves_one_page_where_comments_are_on(cast: Cast, pulse_round: PulseRound) -> None:
    PulseRound.objects.filter(pk=pulse_round.pk).update(has_comments=True, definition=with_question(pulse_round))
    for person, comment in ((cast.kari, "Overlappen ved vaktskiftet."), (cast.jonas, "")):
        client = Client()
        enter(client, link_of(person, pulse_round))
        client.post("/svar/", {**GOOD, "comment": comment, "reader": "team"})
    pages = list(SealedComment.objects.all())
    assert len({len(page.sealed) for page in pages}) == 1
    opened = [seal.open_comment(p.sealed, pulse_round=pulse_round, cell_id=p.cell_id) for p in pages]
    assert [written.text for written in opened if written] == ["Overlappen ved vaktskiftet."]


@pytest.mark.django_db
def test_an_address_in_a_comment_is_pointed_out_once(client: Client, cast: Cast, pulse_round: PulseRound) -> None:
    PulseRound.objects.filter(pk=pulse_round.pk).update(has_comments=True, definition=with_question(pulse_round))
    enter(client, link_of(cast.kari, pulse_round))
    sent = {**GOOD, "comment": "Skriv til kari@solvik.no", "reader": "safety_rep"}
    got = client.post("/svar/", sent)
    assert got.status_code == 422
    assert "kari@solvik.no" in got.content.decode()
    assert SealedComment.objects.count() == 0
    assert client.post("/svar/", {**sent, "seen": "1"}).status_code == 303


def with_question(pulse_round: PulseRound) -> dict[str, Any]:
    return {**pulse_round.definition, "open_question": {"nb": "Hva hjalp denne måneden?"}}


@pytest.mark.django_db
def test_the_answering_page_asks_the_database_at_most_six_times(
    client: Client, cast: Cast, pulse_round: PulseRound, django_assert_max_num_queries: Any
) -> None:
    enter(client, link_of(cast.kari, pulse_round))
    with django_assert_max_num_queries(6):
        client.get("/svar/")


@pytest.mark.django_db
def test_a_link_with_strange_letters_is_only_a_link_we_do_not_know(client: Client) -> None:
    enter(client, "pøls-🙂")
    assert client.get("/svar/").status_code == 404


@pytest.mark.django_db
def test_whoever_drew_a_code_may_choose_language_before_typing_it(client: Client) -> None:
    page = client.get("/kode/?sprak=en").content.decode()
    assert "Type your code" in page
    assert [f'href="?sprak={code}"' in page for code in ("nb", "nn", "en")] == [True, True, False]


TYPED = "application/x-www-form-urlencoded"


@pytest.mark.django_db
def test_an_answer_takes_two_reads_and_writes_of_the_token_and_two_of_the_tally(
    client: Client, cast: Cast, pulse_round: PulseRound, django_assert_max_num_queries: Any
) -> None:
    """Token spent, participation marked, tally read and written, within one savepoint of the test's own; PostgreSQL is
    also asked for the lock that holds off the close, which SQLite's one writer is by itself."""
    most = 6 + connection.features.has_select_for_update
    for person in (cast.kari, cast.jonas):
        client.cookies["svar"] = link_of(person, pulse_round)
        with django_assert_max_num_queries(most if person is cast.jonas else 20):
            assert client.post("/svar/", "P1=4&P2=5&P3=3", content_type=TYPED).status_code == 303


@pytest.mark.django_db
def test_what_is_sent_as_a_browser_sends_it_is_read_as_it_was_typed(
    client: Client, cast: Cast, pulse_round: PulseRound
) -> None:
    PulseRound.objects.filter(pk=pulse_round.pk).update(has_comments=True, definition=with_question(pulse_round))
    enter(client, link_of(cast.kari, pulse_round))
    sent = "P1=1&P1=4&P2=5&P3=-&comment=R%C3%B8ros+%26+overlapp%0D%0Ai+morgen&reader=management"
    assert client.post("/svar/", sent, content_type=TYPED).status_code == 303
    assert counted(pulse_round).counts["P1"] == (0, 0, 0, 1, 0)
    page = SealedComment.objects.get()
    written = seal.open_comment(page.sealed, pulse_round=pulse_round, cell_id=page.cell_id)
    assert written == seal.Written("Røros & overlapp\ni morgen", "management", "nb")


@pytest.mark.django_db
@pytest.mark.parametrize("sent", ["&".join(f"x{n}=" for n in range(20_001)), "%ff%fe=%80", "", "P1", "==&&;"])
def test_a_form_nobody_made_is_answered_without_a_fault_and_spends_nothing(
    client: Client, cast: Cast, pulse_round: PulseRound, sent: str
) -> None:
    token = link_of(cast.kari, pulse_round)
    enter(client, token)
    assert client.post("/svar/", sent, content_type=TYPED).status_code in {400, 422}
    assert client.post("/svar/", GOOD).status_code == 303


@pytest.mark.django_db
@pytest.mark.parametrize("token", [None, "tull", "abcd-1234"])
def test_a_form_sent_without_a_link_tells_a_stranger_nothing(
    client: Client, pulse_round: PulseRound, token: str | None
) -> None:
    if token:
        client.cookies["svar"] = token
    for sent in (GOOD, {"P1": "9"}):
        got = client.post("/svar/", sent)
        assert got.status_code == 404
        assert pulse_round.organisation.name not in got.content.decode()


@pytest.mark.django_db
def test_the_thanks_cookie_is_the_same_for_all_and_the_links_is_cleared(cast: Cast, pulse_round: PulseRound) -> None:
    cookies = []
    for person in (cast.kari, cast.jonas):
        client = Client()
        enter(client, link_of(person, pulse_round))
        cookies.append(client.post("/svar/", GOOD).cookies.output())
    assert cookies[0] == cookies[1]
    assert "Max-Age=1800" in cookies[0]
    assert "Path=/svar/takk/" in cookies[0]
    assert 'svar=""; expires=Thu, 01 Jan 1970' in cookies[0]


@pytest.mark.django_db
def test_a_missing_answer_is_named_in_the_language_that_was_chosen(
    client: Client, cast: Cast, pulse_round: PulseRound
) -> None:
    enter(client, link_of(cast.kari, pulse_round))
    assert "Question 1" in client.post("/svar/?sprak=en", {"P2": "4"}).content.decode()
