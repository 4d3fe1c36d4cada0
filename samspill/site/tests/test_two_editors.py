"""Two browsers, one form: whichever form it is, nothing is overwritten unseen and nothing is written twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.leadership.tests.telling import question_in, told_in
from samspill.measures.actions import OwnPlan, add_own_measure
from samspill.measures.tests.conversations import with_cards
from samspill.measures.tests.plans import a_measure
from samspill.pulses.actions import choose_rhythm
from samspill.pulses.models import Rhythm
from samspill.pulses.rules.planning import touches_july
from samspill.pulses.tests.rounds import a_planned_round
from samspill.risk.models import ChangeAssessment
from samspill.risk.tests.assessing import a_change, a_decided_change, looks, written
from tests.browsing import filled, opened
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NOW = timezone.now
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Case:
    """Where a form is, one field that both change, and one each that only one of them changes."""

    name: str
    address: Callable[[Cast], str]
    field: str
    mine: str
    theirs: str
    my_other: tuple[str, str] | None = None
    their_other: tuple[str, str] | None = None
    prefix: str = ""

    def __str__(self) -> str:
        return self.name

    def of(self, cast: Cast) -> Case:
        """With the numbers of units in the names of its fields."""

        def named(field: str) -> str:
            return field.format(nord=cast.nord.pk, teknisk=cast.teknisk.pk)

        mine, theirs = ((named(pair[0]), pair[1]) if pair else None for pair in (self.my_other, self.their_other))
        return replace(self, field=named(self.field), my_other=mine, their_other=theirs)


def at(name: str, *args: Any) -> str:
    return reverse(name, args=args)


def change_to_look_back_on(cast: Cast) -> str:
    change = a_decided_change(cast, cast.nord, now=NOW())
    ChangeAssessment.objects.filter(pk=change.pk).update(change_on=timezone.localdate() - timedelta(days=1))
    return at("change_evaluate", change.pk)


def own_measure(cast: Cast) -> str:
    plan = OwnPlan("Kaffe klokken to", "En felles pause midt på dagen.", "team", "L", ("KOLLSTØTTE",))
    return at("own_measure_edit", add_own_measure(plan=plan, by=looks(cast, "per", NOW()), now=NOW()).pk)


def own_rhythm(cast: Cast) -> str:
    wanted = Rhythm(organisation=cast.solvik, variant="quarterly", starts_on=timezone.localdate())
    choose_rhythm(wanted=wanted, by=looks(cast, "per", NOW()), now=NOW())
    return at("pulse_rhythm")


def planned_round(cast: Cast) -> str:
    opens_at = NOW() + timedelta(days=OPENS)
    return at("round_change", a_planned_round(cast, NOW(), opens_at=opens_at, closes_at=opens_at + 20 * DAY).pk)


def a_question(cast: Cast) -> str:
    question = question_in(cast, now=NOW())
    return at("decision_answer", question.decision_id, question.pk)


def step(name: str) -> Callable[[Cast], str]:
    def address(cast: Cast) -> str:
        talk = with_cards(cast.nord, by=looks(cast, "jonas", NOW()), now=NOW())
        return at("conversation_step", talk.pk, name)

    return address


def draft(name: str, *more: str) -> Callable[[Cast], str]:
    return lambda cast: at(name, written(cast, cast.nord, now=NOW()).pk, *more)


def day(ahead: int) -> str:
    return (timezone.localdate() + timedelta(days=ahead)).isoformat()


def clear_of_july(now: datetime, days: int) -> int:
    """In how many days a round of ``days`` may open: nobody is asked in July. A day to spare, for clocks put forward."""
    return next(
        ahead for ahead in (20, 90) if not touches_july(now + (ahead - 1) * DAY, now + (ahead + days + 1) * DAY)
    )


OPENS = clear_of_july(NOW(), 22)


CASES = [
    Case("unit", lambda cast: at("unit_edit", cast.nord.pk), "name", "Nordlaget", "Lag Nord", ("kind", "lag"), ("name_en", "North")),
    Case("how a unit answers", lambda cast: at("unit_measurement", cast.nord.pk), "measurement", "dialogue", "with_parent"),
    Case("person", lambda cast: at("person_edit", cast.kari.pk), "name", "Kari N. Nes", "Kari Nesset", ("language", "nn"), ("is_hired_in", "on")),
    Case("workplace", lambda _: at("organisation_settings"), "headcount", "41", "42", ("name", "Solvik"), ("language", "nn"), "facts"),
    Case("safety", lambda _: at("organisation_settings"), "minimum_group", "6", "7", None, ("second_factor_roles", "leader"), "safety"),
    Case("set-up", lambda _: at("setup_workplace"), "headcount", "41", "42", ("name", "Solvik")),
    Case("small units", lambda _: at("setup_units"), "unit_{teknisk}", "dialogue", "with_parent", ("unit_{nord}", "dialogue"), ("unit_{teknisk}", "dialogue")),
    Case("round", planned_round, "closes_on", day(OPENS + 21), day(OPENS + 22), ("reminder_on", day(OPENS + 1)), ("languages", "nn")),
    Case("rhythm", own_rhythm, "variant", "standard", "monthly", None, ("asks_about_violence", "on")),
    Case("text", lambda _: at("pulse_text", "invitation.body"), "nb", "Min: {link}", "Deres: {link}", ("nn", "Mi: {link}"), ("en", "Theirs: {link}")),
    Case("measure", lambda cast: at("measure_change", a_measure(cast.nord).pk), "title", "Mitt", "Deres", ("resources", "To timer"), ("aim", "Mer ro")),
    Case("own measure", own_measure, "title", "Te", "Kakao", ("steps", "Kok vann"), ("evaluation", "Spør teamet")),
    Case("conversation", step("causes"), "causes", "Telefonen", "Møtene"),
    Case("things to keep", step("keep"), "text_1", "Kaffen", "Morgenmøtet"),
    Case("factors", draft("risk_factors"), "factors", "MENGDE", "EMO"),
    Case("weighing", draft("risk_weigh", "MENGDE"), "reasoning", "Min grunn.", "Deres grunn.", ("probability", "4"), ("consequence", "4")),
    Case("facts", draft("risk_facts"), "fact_overtime", "46", "64", ("fact_staffing", "91"), ("fact_changes", "2")),
    Case("all together", draft("risk_combined"), "together", "Mitt.", "Deres.", ("took_part", "Alle."), ("review_on", day(200))),
    Case("change", lambda cast: at("change_edit", a_change(cast, cast.nord, now=NOW()).pk), "what_changes", "Mitt.", "Deres.", ("better", "Søvnen."), ("factor_1", "ROLLE")),
    Case("how a change went", change_to_look_back_on, "outcome", "Bra.", "Ikke så bra."),
    Case("decision", lambda cast: at("decision_edit", told_in(cast, cast.nord, now=NOW()).pk), "reason", "Min.", "Deres.", ("heard", "Alle."), ("alternatives", "Fire uker.")),
    Case("answer", a_question, "text", "Mitt svar.", "Deres svar."),
]  # fmt: skip


@pytest.fixture
def both(cast: Cast) -> tuple[Client, Client]:
    """Per at his desk, and Per's colleague Tor, who is HR too."""
    desks = Client(), Client()
    for desk, name in zip(desks, ("per", "tor"), strict=True):
        desk.force_login(cast.user(name))
    return desks


def stands(desk: Client, address: str, case: Case, field: str) -> str:
    """What the form shows somebody who opens it now."""
    value = opened(desk, address, case.prefix)[f"{case.prefix}-{field}" if case.prefix else field]
    return value[0].replace("\r\n", "\n") if value else ""


@pytest.mark.parametrize("whose", ["mine", "theirs"])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_same_field_is_shown_side_by_side_and_the_choice_stands(both, cast, case, whose):
    per, tor = both
    case, address = case.of(cast), case.address(cast)
    mine = opened(per, address, case.prefix, **{case.field: case.mine})
    theirs = opened(tor, address, case.prefix, **{case.field: case.theirs})
    assert tor.post(address, theirs).status_code == 302
    met = per.post(address, mine)
    page = met.content.decode()
    assert met.status_code in {200, 422}
    assert "Behold min" in page
    assert "Behold deres" in page
    assert page.count('class="s-both-text"') == 1
    assert stands(tor, address, case, case.field) == case.theirs
    assert case.mine in page
    found = re.search(r'name="((?:\w+-)?keep-\w+)" id="\w+(?:-\w+)*_mine" value="(\w+)"', page)
    assert found
    name, seen = found.groups()
    chosen = {"mine": seen, "theirs": "theirs"}[whose]
    assert per.post(address, {**filled(page, case.prefix), name: chosen}).status_code == 302
    assert stands(tor, address, case, case.field) == getattr(case, whose)


@pytest.mark.parametrize("case", [case for case in CASES if case.their_other], ids=str)
def test_different_fields_are_both_kept(both, cast, case):
    per, tor = both
    case, address = case.of(cast), case.address(cast)
    my_field, my_words = case.my_other or (case.field, case.mine)
    their_field, their_words = case.their_other
    mine = opened(per, address, case.prefix, **{my_field: my_words})
    assert tor.post(address, opened(tor, address, case.prefix, **{their_field: their_words})).status_code == 302
    saved = per.post(address, mine, follow=True)
    assert saved.redirect_chain
    assert "Begges endringer er lagret" in saved.content.decode()
    assert stands(per, address, case, my_field) == my_words
    assert stands(per, address, case, their_field) == their_words


@pytest.mark.parametrize("case", CASES, ids=str)
def test_whoever_changes_nothing_overwrites_nothing(both, cast, case):
    per, tor = both
    case, address = case.of(cast), case.address(cast)
    untouched = opened(per, address, case.prefix)
    assert tor.post(address, opened(tor, address, case.prefix, **{case.field: case.theirs})).status_code == 302
    per.post(address, untouched)
    assert stands(per, address, case, case.field) == case.theirs


def test_the_round_here_is_planned_clear_of_july_whatever_day_this_is_run():
    for number in range(366):
        now = datetime(2028, 1, 1, 12, tzinfo=UTC) + number * DAY
        opens_at = now + clear_of_july(now, 22) * DAY
        assert not touches_july(opens_at, opens_at + 22 * DAY)
