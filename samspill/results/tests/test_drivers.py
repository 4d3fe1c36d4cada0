"""What goes together: from sealed parts of the whole to the organisation's page and files, and to no other unit's."""

from __future__ import annotations

import io
import json
from random import Random

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from samspill.answers.models import Shard
from samspill.insight.auditor import Objection as Objects
from samspill.insight.auditor import audit
from samspill.insight.drivers import Sums
from samspill.pulses.models import PulseRound
from samspill.pulses.tests.rounds import viewer_of
from samspill.results.actions import close_round
from samspill.results.actions.closing import Surroundings
from samspill.results.exports import published_file, results_document
from samspill.results.gate import Auditor, collected
from samspill.results.models import Driver, Figure, Rate
from samspill.results.queries.drivers import drivers_for
from samspill.results.queries.files import Scope
from samspill.results.tests.rounds import add_sheets, monthly, open_round, yearly

PULSE = ("P1", "P2", "P3")
EVEN = [1, 2, 3, 4, 5, 3, 2, 4, 3, 3, 4, 2, 5, 1, 3, 4, 2, 3, 4, 2]


def sheets(definition, values):
    """Everybody answers alike to all items, but one item is turned and one is answered by lot."""
    found = []
    for place, value in enumerate(values):
        sheet = {item["id"]: 6 - value if item["direction"] == "-" else value for item in definition["items"]}
        found.append({**sheet, "B05": 1 + (place * 7) % 5, "B06": None if place % 2 else value})
    return found


def due(cast, now, *, definition=None, team=EVEN):
    definition = definition or yearly()
    answers = {cast.nord: team, cast.sor: team, cast.teknisk: team}
    pulse_round = open_round(cast.solvik, answers, now=now, definition=definition, kind="yearly")
    add_sheets(pulse_round, sheets(definition, team * 3))
    return PulseRound.objects.get(pk=pulse_round.pk)


@pytest.fixture
def published(cast, now):
    return close_round(pulse_round=due(cast, now), now=now)


def row_of(item):
    return Driver.objects.get(item=item)


# -- at the close ------------------------------------------------------------------------------------


def test_the_parts_are_added_up_and_then_gone(cast, now) -> None:
    pulse_round = due(cast, now)
    expected = Sums.of([(value - 1, 3 * (value - 1)) for value in EVEN * 3])
    assert collected(pulse_round).sums["B01"] == expected
    assert collected(pulse_round).sums["B04"] == expected, "what was asked the other way round is turned"
    close_round(pulse_round=pulse_round, now=now)
    assert not Shard.objects.exists()


def test_each_item_but_the_monthly_and_the_sensitive_has_a_line_in_the_order_asked(published) -> None:
    wanted = [one["id"] for one in yearly()["items"] if one["id"] not in PULSE and not one["sensitive"]]
    assert list(Driver.objects.order_by("pk").values_list("item", flat=True)) == [one for one in wanted if one != "B06"]


def test_what_follows_the_index_is_told_as_that_strong_or_more_and_what_does_not_has_no_number(published) -> None:
    tied, loose = row_of("B01"), row_of("B05")
    assert (tied.n, tied.correlation, tied.high, tied.or_more) == (60, 0.5, 1.0, True)
    assert (loose.n, loose.correlation, loose.low, loose.high, loose.or_more) == (60, None, None, None, False)


def test_what_only_half_of_them_answered_has_no_line(published) -> None:
    assert not Driver.objects.filter(item="B06").exists()


def test_a_monthly_pulse_has_none(cast, now) -> None:
    answers = {cast.nord: EVEN, cast.sor: EVEN, cast.teknisk: EVEN}
    close_round(pulse_round=open_round(cast.solvik, answers, now=now, definition=monthly()), now=now)
    assert not Driver.objects.exists()


def test_a_round_that_was_opened_before_there_were_parts_closes_without(cast, now) -> None:
    pulse_round = due(cast, now)
    Shard.objects.all().delete()
    assert close_round(pulse_round=pulse_round, now=now).state == PulseRound.State.PUBLISHED
    assert not Driver.objects.exists()


def around(find):
    return Surroundings(Auditor(find), Random(1), lambda _step: None)


def test_what_the_auditor_objects_to_is_not_told(cast, now) -> None:
    def find(results):
        told = [one for one in results["rounds"][0]["other"] if one["kind"] == "drivers"]
        return [Objects("solvik", "drivers", "relation")] if told else []

    close_round(pulse_round=due(cast, now), now=now, surroundings=around(find))
    assert not Driver.objects.exists()
    assert Figure.objects.filter(unit=cast.root, item="B01", n__isnull=False).exists()


@pytest.mark.parametrize(("withdrawn", "left"), [("B01", False), ("B02", True), ("P2", False)])
def test_a_line_goes_with_the_organisations_figure(cast, now, withdrawn, left) -> None:
    def find(results):
        shown = [one for one in results["rounds"][0]["figures"] if one["unit"] == "solvik"]
        return [Objects("solvik", withdrawn, "small_part") for one in shown if one["item"] == withdrawn]

    close_round(pulse_round=due(cast, now), now=now, surroundings=around(find))
    assert Driver.objects.filter(item="B01").exists() == left


@pytest.mark.parametrize(
    "wrong",
    [{"n": 49}, {"correlation": 0.4}, {"or_more": True}, {"correlation": 0.4, "low": 0.5, "high": 0.6}],
)
def test_a_line_that_must_not_be_cannot_be_stored(published, wrong) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Driver.objects.create(**{"pulse_round": published, "item": "X", "n": 60, **wrong})


# -- on the page -------------------------------------------------------------------------------------

HEADING = "Hva henger sammen med hvordan vi har det?"


def page(client, cast, name, unit):
    client.force_login(cast.user(name))
    return client.get(reverse("results_unit", args=[unit.pk])).content.decode()


@pytest.mark.parametrize("name", ["per", "kari", "amina"])
def test_the_organisations_page_says_what_goes_together_and_that_it_is_no_cause(published, cast, client, name) -> None:
    shown = page(client, cast, name, cast.root)
    assert HEADING in shown
    assert "En sammenheng er ikke en årsak" in shown
    assert "Klare forventninger: en viss sammenheng" in shown
    assert "Ingen tydelig sammenheng: Hjelp til å prioritere." in " ".join(shown.split())


@pytest.mark.parametrize("unit", ["nord", "helse"])
def test_no_page_of_a_unit_below_does(published, cast, client, unit) -> None:
    assert HEADING not in page(client, cast, "per", getattr(cast, unit))
    assert drivers_for(viewer_of(cast.per), getattr(cast, unit), published.pk) == []


def test_another_organisation_sees_none(published, cast, client) -> None:
    assert drivers_for(viewer_of(cast.ola), cast.root, published.pk) == []
    client.force_login(cast.user("ola"))
    assert client.get(reverse("results_unit", args=[cast.root.pk])).status_code == 404


def test_where_there_is_nothing_to_show_the_page_says_why(cast, now, client) -> None:
    answers = {cast.nord: EVEN, cast.sor: EVEN}
    close_round(pulse_round=open_round(cast.solvik, answers, now=now, definition=yearly()), now=now)
    shown = page(client, cast, "per", cast.root)
    assert HEADING in shown
    assert "minst 50 har svart" in shown


def test_a_monthly_page_does_not_mention_it(cast, now, client) -> None:
    close_round(pulse_round=open_round(cast.solvik, {cast.nord: EVEN}, now=now), now=now)
    assert HEADING not in page(client, cast, "per", cast.root)


def test_a_relation_the_other_way_is_said_in_words(published, cast, client) -> None:
    Driver.objects.filter(item="B01").update(correlation=-0.5, low=-0.7, high=-0.3, or_more=False)
    shown = page(client, cast, "per", cast.root)
    assert "mindre gode svar" in shown
    assert "mellom −0,7 og −0,3" in shown


def test_the_page_asks_the_database_no_more_for_many_lines_than_for_few(
    published, cast, client, django_assert_max_num_queries
) -> None:
    page(client, cast, "per", cast.root)
    with django_assert_max_num_queries(60) as many:
        page(client, cast, "per", cast.root)
    Driver.objects.exclude(item="B01").delete()
    with django_assert_max_num_queries(60) as few:
        page(client, cast, "per", cast.root)
    assert len(many) == len(few)


# -- in files ----------------------------------------------------------------------------------------


def whole_file(cast, published):
    return json.loads(json.dumps(results_document(Scope(cast.solvik.pk, (published.pk,)), [published])))


def told_in(results):
    return [one for one in results["rounds"][0]["other"] if one["kind"] == "drivers"]


def test_the_file_has_each_line_with_all_cells_and_the_auditor_has_nothing_against_it(published, cast) -> None:
    results = whole_file(cast, published)
    line = next(one for one in told_in(results) if one["item"] == "B01")
    assert (line["unit"], line["n"], line["correlation"], line["or_more"]) == ("solvik", 60, 0.5, True)
    assert line["covers"] == [cell["id"] for cell in results["rounds"][0]["cells"]]
    assert audit(results) == ()


@pytest.mark.parametrize(
    "wrong",
    [{"n": 40}, {"unit": "helse"}, {"covers": ["hjemmetjenesten-nord"]}, {"correlation": 0.512}, {"item": "B22x"}],
)
def test_a_line_that_breaks_the_promise_is_found_by_the_auditor(published, cast, wrong) -> None:
    results = whole_file(cast, published)
    told_in(results)[0].update(wrong)
    assert {one.kind for one in audit(results)} >= {"relation"}


def taken_home(client, cast, unit, form):
    client.force_login(cast.user("per"))
    return client.get(reverse("results_export", args=[unit.pk, form])).content


def test_the_organisations_file_has_them_and_a_units_file_has_not(published, cast, client) -> None:
    mine = json.loads(taken_home(client, cast, cast.root, "json"))
    assert told_in(mine)
    assert audit(mine) == ()
    assert not told_in(json.loads(taken_home(client, cast, cast.nord, "json")))


def test_a_spreadsheet_has_the_relation_beside_the_organisations_figure(published, cast) -> None:
    scope = Scope(cast.solvik.pk, (published.pk,), cast.root.pk)
    sheet = load_workbook(io.BytesIO(published_file(scope, [published], form="xlsx"))).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    found = {row[head.index("item")]: dict(zip(head, row, strict=True)) for row in rows}
    assert (found["B01"]["relation_n"], found["B01"]["relation"], found["B01"]["relation_low"]) == (60, 0.5, 0.1)
    assert found["P1"]["relation_n"] is None


def test_on_paper_the_caution_stands_with_the_figures(published, cast, client) -> None:
    client.force_login(cast.user("per"))
    paper = PdfReader(io.BytesIO(client.get(reverse("unit_report", args=[cast.root.pk, "pdf"])).content))
    words = " ".join(" ".join(part.extract_text() for part in paper.pages).split())
    assert HEADING in words
    assert "ikke hva som fører til hva" in words
    assert Rate.objects.exists()
