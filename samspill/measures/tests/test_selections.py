"""What somebody has filtered, in the month and in files, and several measures that go on at once."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from samspill.audit.models import Event
from samspill.audit.rules import Refused
from samspill.measures.actions import Days, carry_over_all
from samspill.measures.models import Measure
from samspill.measures.queries import left_to_carry, scope_for
from samspill.measures.tests.plans import a_finished_measure, a_measure
from samspill.pulses.tests.rounds import viewer_of
from tests.browsing import filled
from tests.cast import Cast

DAY = timedelta(days=1)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def desk(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.user("jonas"))
    return client


def titles_in(client: Client, address: str) -> str:
    book = load_workbook(io.BytesIO(client.get(address).content))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.rows for cell in row if cell.value)


# -- what one has filtered -------------------------------------------------------------------------


def test_the_file_of_a_selection_holds_the_selection_and_says_so(cast: Cast, desk: Client, today: date) -> None:
    a_measure(cast.nord, title="Møtefri onsdag", level="team")
    a_measure(cast.nord, title="Grunnbemanning", level="organisation")
    whole = reverse("plan_export", args=[cast.nord.pk, "xlsx"])
    every, some = titles_in(desk, whole), titles_in(desk, f"{whole}?niva=team&q=onsdag")
    assert "Grunnbemanning" in every
    assert "Møtefri onsdag" in some
    assert "Grunnbemanning" not in some
    assert "Dette er et utvalg av planen." in some
    assert "Dette er et utvalg" not in every


def test_the_list_leads_to_the_file_of_what_it_shows_and_only_when_something_is_filtered(
    cast: Cast, desk: Client
) -> None:
    a_measure(cast.nord)
    address = reverse("plan_list", args=[cast.nord.pk])
    whole, part = (desk.get(address + query).content.decode() for query in ("", "?niva=team&q=a%26b&sort=title"))
    assert "Ta ut utvalget" not in whole
    assert "/xlsx/?q=a%26b&amp;niva=team" in part
    assert "/pdf/?merke=offentlig&amp;q=a%26b" in part
    assert "Ta ut planen" in part


def test_the_month_has_the_same_fields_and_keeps_them_from_month_to_month(
    cast: Cast, desk: Client, today: date
) -> None:
    for title, level in (("Møtefri onsdag", "team"), ("Grunnbemanning", "organisation")):
        a_measure(cast.nord, title=title, level=level, starts_on=today, due_on=today)
    address = reverse("plan_calendar", args=[cast.nord.pk])
    whole, part = (desk.get(address + query).content.decode() for query in ("", "?niva=team"))
    listed = desk.get(reverse("plan_list", args=[cast.nord.pk])).content.decode()
    for field in ("q", "status", "niva", "faktor"):
        assert f'name="{field}"' in whole
        assert f'name="{field}"' in listed
    assert "Grunnbemanning" in whole
    assert "Møtefri onsdag" in part
    assert "Grunnbemanning" not in part
    months = {f"{month:%Y-%m}" for month in (today.replace(day=1) - DAY, today.replace(day=1) + 32 * DAY)}
    assert all(f'?maned={month}&amp;niva=team"' in part for month in months)
    assert f'name="maned" value="{today:%Y-%m}"' in part


# -- several that go on ----------------------------------------------------------------------------


def test_several_go_on_in_one_go_and_what_ended_stays_as_it_was(cast: Cast, desk: Client, today: date) -> None:
    ended = {"status": "stopped", "finished_on": today, "responsible": cast.jonas, "expectation": ""}
    old = [a_measure(cast.nord, title=title, **ended) for title in ("Kaffe klokken to", "Tavla", "Vaktbytte")]
    address = reverse("plan_carry", args=[cast.nord.pk])
    page = desk.get(address).content.decode()
    chosen = [str(one.pk) for one in old[:2]]
    due = (today + 30 * DAY).isoformat()
    assert desk.post(address, filled(page, measures=chosen, due_on=due)).status_code == 302
    new = Measure.objects.filter(carried_from__isnull=False).order_by("pk")
    assert [(one.title, one.status, one.responsible) for one in new] == [
        ("Kaffe klokken to", "decided", cast.jonas),
        ("Tavla", "decided", cast.jonas),
    ]
    assert {(one.starts_on, one.due_on, one.expectation) for one in new} == {(today, today + 30 * DAY, "")}
    assert Measure.objects.filter(status="stopped").count() == 3
    assert Event.objects.filter(action="decide_measure").count() == 2
    again = desk.get(address).content.decode()
    assert "Vaktbytte" in again
    assert "Kaffe klokken to" not in again


def test_all_go_on_or_none(cast: Cast, now: datetime, today: date) -> None:
    here, there = (a_finished_measure(unit, finished_on=today) for unit in (cast.nord, cast.sor))
    days = Days(today, today + 30 * DAY)
    with pytest.raises(Refused):
        carry_over_all(measures=[here, there], days=days, by=viewer_of(cast.jonas), now=now)
    assert Measure.objects.count() == 2


def test_who_has_left_is_responsible_no_more(cast: Cast, now: datetime, today: date) -> None:
    old = a_finished_measure(cast.nord, finished_on=today, responsible=cast.kari)
    cast.kari.left_on = timezone.localdate(now) - DAY
    cast.kari.save()
    old.refresh_from_db()
    days = Days(today, today + 30 * DAY)
    assert carry_over_all(measures=[old], days=days, by=viewer_of(cast.jonas), now=now)[0].responsible is None


def test_dates_in_the_wrong_order_are_said_and_the_choice_is_kept(cast: Cast, desk: Client, today: date) -> None:
    old = a_finished_measure(cast.nord, finished_on=today)
    address = reverse("plan_carry", args=[cast.nord.pk])
    sent = filled(desk.get(address).content.decode(), measures=[str(old.pk)], due_on=(today - DAY).isoformat())
    said = desk.post(address, sent).content.decode()
    assert "Fristen kan ikke være før starten" in said
    assert f'value="{old.pk}"' in said
    assert "checked" in said
    nothing = desk.post(address, {**sent, "measures": []}).content.decode()
    assert "Hvilke tiltak går videre?" in nothing
    assert Measure.objects.count() == 1


def test_only_what_ended_lately_and_is_yours_to_decide_is_offered(cast: Cast, desk: Client, today: date) -> None:
    a_measure(cast.nord, title="Går ennå")
    a_finished_measure(cast.nord, title="For lenge siden", finished_on=today - 400 * DAY)
    a_finished_measure(cast.sor, title="De andres", finished_on=today)
    jonas = viewer_of(cast.jonas)
    assert left_to_carry(jonas, scope_for(jonas, str(cast.nord.pk), "nb")) == []
    page = desk.get(reverse("plan_carry", args=[cast.nord.pk])).content.decode()
    assert "Ingenting å føre videre" in page
