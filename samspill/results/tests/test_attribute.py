"""A round by an attribute, from sealed tallies to pages and files."""

from __future__ import annotations

import csv
import io
import json
import random
from collections import Counter

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from samspill.answers.models import Tally
from samspill.answers.seal import add, empty, layout_of, seal_tally
from samspill.insight.auditor import Objection, audit
from samspill.organisations.models import Person
from samspill.pulses.fields import random_key
from samspill.pulses.models import Cell, Participant, PulseRound
from samspill.results.actions import close_round
from samspill.results.actions.closing import Surroundings
from samspill.results.exports import members, published_file, results_document
from samspill.results.gate import Auditor, collected
from samspill.results.gate.over_rounds import attribute_of
from samspill.results.models import AttributeFigure, Figure
from samspill.results.queries.files import Scope
from samspill.results.tests.rounds import open_round


def answers_of(people: int, seed: int) -> list[int]:
    chance = random.Random(seed)
    return [chance.choice((2, 3, 3, 4, 4, 5)) for _ in range(people)]


@pytest.fixture
def pulse_round(cast, now) -> PulseRound:
    """Nord and Sør, 36 invited in each, by turns on days and nights; thirty of them answered."""
    made = open_round(cast.solvik, {}, now=now)
    PulseRound.objects.filter(pk=made.pk).update(attribute="skift")
    made.refresh_from_db()
    groups = {
        value: Cell.objects.create(
            pulse_round=made, table="attribute", key=f"helse×{value}", unit=cast.helse, attribute=value, invited=36
        )
        for value in ("dag", "natt")
    }
    said: dict[Cell, list[int]] = {group: [] for group in groups.values()}
    for seed, unit in enumerate((cast.nord, cast.sor)):
        cell = Cell.objects.create(pulse_round=made, key=unit.external_id, unit=unit, invited=36)
        said[cell] = []
        for number, value in enumerate([*answers_of(30, seed), *[None] * 6]):
            group = groups["dag" if number % 2 else "natt"]
            person = Person.objects.create(
                organisation=cast.solvik, external_id=f"{unit.pk}-{number}", name=f"{number}", joined_on=now.date()
            )
            Participant.objects.create(
                key=random_key(), pulse_round=made, person=person, cell=cell, attribute_cell=group, home=unit,
                has_answered=value is not None,
            )  # fmt: skip
            if value is not None:
                said[cell].append(value)
                said[group].append(value)
    for cell, values in said.items():
        fill(made, cell, values)
    return made


def fill(made: PulseRound, cell: Cell, values: list[int]) -> None:
    layout = layout_of(made.definition)
    block = empty(layout)
    for value in values:
        block = add(block, layout, dict.fromkeys(layout.items, value))
    sealed = seal_tally(block, pulse_round=made, table=cell.table, cell_id=cell.pk)
    Tally.objects.create(pulse_round=made, table=cell.table, cell=cell, sealed=sealed)


@pytest.fixture
def closed(pulse_round, now) -> PulseRound:
    return close_round(pulse_round=pulse_round, now=now)


def shown(**wanted):
    return AttributeFigure.objects.filter(n__isnull=False, **wanted)


def test_both_tables_are_opened_and_agree(pulse_round):
    found = collected(pulse_round)
    assert {one.cell: one.respondents for one in found.grouped} == {"helse×dag": 30, "helse×natt": 30}
    assert sum(found.both.values()) == sum(one.respondents for one in found.tallies) == 60


def test_a_round_is_published_by_units_and_by_its_attribute(closed, cast):
    assert closed.state == PulseRound.State.PUBLISHED
    group = shown(unit=cast.helse, item="P1").get()
    assert group.n == 30
    assert group.covers == [f"helse×{group.value}"]
    assert shown(unit=cast.root, item="P1").get().value == group.value


def test_the_units_figures_are_those_of_a_round_without_an_attribute(pulse_round, cast, now):
    with_groups = means_of(close_round(pulse_round=pulse_round, now=now))
    answers = {cast.nord: answers_of(30, 0), cast.sor: answers_of(30, 1)}
    invited = {cast.nord: 36, cast.sor: 36}
    assert means_of(close_round(pulse_round=open_round(cast.solvik, answers, now=now, invited=invited), now=now)) == (
        with_groups
    )


def means_of(pulse_round):
    figures = Figure.objects.filter(pulse_round=pulse_round)
    return {(one.unit_id, one.is_rest, one.item): (one.n, one.mean, one.reason) for one in figures}


def test_where_groups_are_tried_units_show_no_distribution(closed):
    assert not Figure.objects.exclude(histogram=None).exists()


def test_nothing_of_either_table_is_left_after_the_close(closed):
    assert not Tally.objects.exists()
    assert not Participant.objects.exclude(has_answered=None).exists()
    closed.refresh_from_db()
    assert closed.sealed_key is None


def test_a_group_in_which_everybody_answered_is_not_shown(pulse_round):
    Cell.objects.filter(key="helse×dag").update(invited=30)
    attribute = attribute_of(collected(pulse_round), "solvik")
    assert attribute is not None
    assert [one.value for one in attribute.tallies] == ["natt"]
    assert {cell for _, cell in attribute.both} == {"helse×natt"}


def test_the_auditor_does_not_look_for_those_of_a_group_left_out_in_the_others(pulse_round, now):
    """All sixty answered in the units, and only the thirty on nights are in a group."""
    Cell.objects.filter(key="helse×dag").update(invited=30)
    close_round(pulse_round=pulse_round, now=now)
    assert shown(value="natt", item="P1").exists()
    assert not pulse_round.objections.exists()


def test_the_auditor_is_told_who_answered_and_nobody_else(pulse_round, now):
    told = []

    def listens(results, people=()):
        told.append((results["rounds"][0]["cells"], list(people)))
        return audit(results, people)

    close_round(pulse_round=pulse_round, now=now, surroundings=Surroundings(Auditor(listens), random.Random(1), print))
    ((cells, people),) = told
    in_cells = Counter(cell for _round, _person, cell in people)
    assert {one["id"]: one["answered"] for one in cells} == in_cells
    assert set(in_cells.values()) == {30}


def test_what_the_auditor_objects_to_costs_the_groups_and_not_the_units(pulse_round, cast, now):
    def objects_to_groups(results, people=()):
        rows = results["rounds"][0]["figures"]
        groups = [row for row in rows if row["hierarchy"] == "attribute"]
        return [Objection(cast.nord.external_id, row["item"], "combination") for row in groups]

    around = Surroundings(Auditor(objects_to_groups), random.Random(1), lambda _step: None)
    close_round(pulse_round=pulse_round, now=now, surroundings=around)
    assert not shown().exists()
    assert Figure.objects.filter(unit=cast.nord, item="P1", mean__isnull=False).exists()
    assert pulse_round.objections.exists()


def test_a_group_of_fewer_than_ten_cannot_be_stored(closed, cast):
    with pytest.raises(IntegrityError):
        AttributeFigure.objects.create(pulse_round=closed, unit=cast.helse, value="kveld", item="P1", n=9, mean=3.0)


def test_files_carry_the_hierarchy_and_the_attribute(closed, cast):
    scope = Scope(cast.solvik.pk, (closed.pk,))
    one = json.loads(published_file(scope, [closed], form="json"))["rounds"][0]
    cells = {cell["id"]: cell for cell in one["cells"]}
    assert cells["helse×dag"] == {"id": "helse×dag", "unit": "helse", "attribute": "dag", "invited": 36}
    assert cells[cast.nord.external_id]["attribute"] is None
    rows = {(row["hierarchy"], row["unit"]): row for row in one["figures"] if row["item"] == "P1"}
    assert rows["attribute", "helse×natt"]["parent"] == "solvik×natt"
    assert rows["unit", "solvik"]["parent"] is None
    text = published_file(scope, [closed], form="csv").decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert {line["hierarchy"] for line in lines} == {"unit", "attribute"}
    assert {line["attribute"] for line in lines} == {"", "dag", "natt"}


def test_the_finished_file_is_safe_with_and_without_the_list_of_members(closed, cast):
    scope = Scope(cast.solvik.pk, (closed.pk,))
    document = results_document(scope, [closed])
    assert audit(document, members(scope)) == ()
    assert audit(document) == ()


def paper(client, cast, unit):
    client.force_login(cast.user("per"))
    file = client.get(reverse("unit_report", args=[unit.pk, "pdf"])).content
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages).split())


def test_on_paper_the_groups_stand_beside_each_other(client, cast, closed):
    words = paper(client, cast, cast.helse)
    groups = words.split("Etter skift")[1].split("Hvem ser dette?")[0]
    assert groups.index("dag") < groups.index("natt")
    figure = shown(unit=cast.helse, item="P1").get()
    assert f"{figure.mean:.1f}".replace(".", ",") in groups
    assert "En strek betyr" in groups
    assert "Etter skift" not in paper(client, cast, cast.nord)


def test_more_groups_than_the_paper_is_wide_go_on_below(client, cast, closed):
    AttributeFigure.objects.bulk_create(
        AttributeFigure(pulse_round=closed, unit=cast.helse, value=f"vakt {each}", item="P1", n=20, mean=3.0)
        for each in range(5)
    )
    groups = paper(client, cast, cast.helse).split("Etter skift")[1].split("Hva gjør vi")[0]
    assert groups.count("Spørsmål") == 2


def page(client, cast, who, unit, query=""):
    client.force_login(cast.user(who))
    return client.get(reverse("results_groups", args=[unit.pk]) + query).content.decode()


def test_the_page_shows_the_groups_by_name_with_one_reason_for_a_dash(client, cast, closed):
    text = page(client, cast, "per", cast.root, "?sporsmal=P1")
    assert "Hvordan er det etter skift?" in text
    assert text.index(">dag<") < text.index(">natt<")
    assert text.count("En strek betyr") == 1
    assert "Hvem ser dette?" in text


def test_the_unit_page_leads_to_it_only_where_there_are_groups(client, cast, closed):
    client.force_login(cast.user("per"))
    with_groups = client.get(reverse("results_unit", args=[cast.helse.pk])).content.decode()
    without = client.get(reverse("results_unit", args=[cast.nord.pk])).content.decode()
    assert "Se tallene etter skift" in with_groups
    assert "Se tallene etter skift" not in without


def test_where_no_round_was_grouped_the_page_says_how_it_comes_about(client, cast, closed):
    assert "Når en måling planlegges" in page(client, cast, "per", cast.nord)
    PulseRound.objects.update(attribute="")
    assert "Når en måling planlegges" in page(client, cast, "per", cast.root)


def statements(client, cast, closed, number):
    AttributeFigure.objects.bulk_create(
        AttributeFigure(pulse_round=closed, unit=cast.root, value=f"verdi {each}", item="P1", n=20, mean=3.0)
        for each in range(number)
    )
    with CaptureQueriesContext(connection) as caught:
        page(client, cast, "per", cast.root)
    AttributeFigure.objects.filter(value__startswith="verdi").delete()
    return len(caught)


def test_twice_the_groups_cost_no_more_statements(client, cast, closed):
    page(client, cast, "per", cast.root)
    few = statements(client, cast, closed, 10)
    assert statements(client, cast, closed, 20) == few
