"""Everybody who watches over the figures can have them checked, and what does not hold can be taken back."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspill.answers.seal import Written
from samspill.audit.models import Event
from samspill.audit.rules import Refused
from samspill.insight.auditor import audit
from samspill.organisations.models import Role
from samspill.organisations.queries import viewer_for
from samspill.pulses.models import Participant, PulseRound
from samspill.results import jobs
from samspill.results.actions import ask_for_audit, close_round, withdraw_round
from samspill.results.gate.over_rounds import _earlier_parts
from samspill.results.models import AuditRun, Comment, Figure, Finding, Objection, Rate, Spread, Withdrawal
from samspill.results.queries.files import Scope, file_figures
from samspill.results.tests.rounds import open_round, quarterly
from tests.cast import give_role

CALM = [2, 3, 3, 4, 4, 3, 3, 2, 4, 3, 4, 2]
SAID = [Written(f"Hemmelig {number}", "team", "nb") for number in range(6)]
State = PulseRound.State


@pytest.fixture
def published(cast, now):
    answers = {cast.nord: CALM, cast.sor: CALM[:9], cast.teknisk: [3, 2]}
    due = open_round(cast.solvik, answers, now=now, definition=quarterly(), comments={cast.nord: SAID})
    return close_round(pulse_round=due, now=now)


@pytest.fixture
def leaking(published):
    """As if a close had let through that the three who are left can be worked out."""
    Figure.objects.filter(pulse_round=published, unit__name="Solvik", item="P1", is_rest=False).update(n=24, mean=3.0)
    figure = Figure.objects.get(pulse_round=published, unit__name="Solvik", item="P1", is_rest=False)
    figure.covers = [*figure.covers, "teknisk"]
    figure.save()
    return published


def page(client, cast, who, name="results_audit", *args) -> str:
    client.force_login(cast.user(who))
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def run(client, cast, who="amina") -> str:
    client.force_login(cast.user(who))
    client.post(reverse("results_audit_run"))
    return page(client, cast, who)


def test_before_the_first_run_the_page_says_that_every_close_is_checked(cast, client, published) -> None:
    text = page(client, cast, "amina")
    assert "Kan noen regne seg fram til hva noen svarte?" in text
    assert "Kontrollen går gjennom hver måling før den blir publisert." in text
    assert "Kontroller nå" in text
    assert "Kontrollen har ikke hatt innvendinger" in text


def test_a_verneombud_is_told_that_it_is_safe_and_what_was_looked_at(cast, client, published, now) -> None:
    text = run(client, cast)
    figures = sum(one.n is not None for one in file_figures(Scope(cast.solvik.pk, (published.pk,))))
    assert "Trygt: Ingen kan regne seg fram til noe om færre enn 5 personer" in text
    assert f"Kontrollert: 1 måling, {figures} tall om" in text
    assert "etter ønske fra Amina Ali" in text
    assert Event.objects.filter(action="ask_for_audit", actor_name="Amina Ali").count() == 1
    assert Event.objects.filter(action="keep_audit").count() == 1


def test_changes_between_rounds_are_looked_at_with_those_who_were_invited(cast, client, published) -> None:
    cell = published.cells.get(key="hjemmetjenesten-nord")
    Participant.objects.create(pulse_round=published, person=cast.kari, cell=cell, home=cast.nord)
    assert "Endringer fra måling til måling er også kontrollert" in run(client, cast)


def test_the_page_is_in_the_readers_language(cast, client, published) -> None:
    run(client, cast)
    client.cookies["django_language"] = "en"
    assert "Safe: nothing that describes fewer than 5 people" in page(client, cast, "amina")


def test_a_leak_is_told_with_what_to_do_and_without_telling_what(cast, client, leaking) -> None:
    text = run(client, cast)
    assert "Ikke trygt" in text
    assert "Dette gjør du nå" in text
    assert leaking.name in text
    body = text[text.index('id="funn"') : text.index('id="lukking"')]
    assert "P1" not in body
    assert not [name for name in ("Teknisk", "Helse", "Hjemmetjenesten") if name in body]
    kept = AuditRun.objects.get()
    assert set(kept.objections) == {str(leaking.pk)}
    assert "teknisk" not in json.dumps([kept.checked, kept.objections])


def test_amu_reads_the_answer_but_neither_objections_nor_the_way_to_withdraw(cast, client, leaking) -> None:
    run(client, cast)
    give_role(cast.kari, Role.AMU_MEMBER)
    text = page(client, cast, "kari")
    assert "Ikke trygt" in text
    assert "Kontrollen har ikke hatt innvendinger da" not in text
    assert "trekk-tilbake" not in text
    assert client.get(reverse("round_withdraw", args=[leaking.pk])).status_code == 404


@pytest.mark.parametrize(
    ("attempts", "state", "words"),
    [
        (1, State.PUBLISHED, "Noen tall ble holdt tilbake"),
        (6, State.PUBLISHED, "bare tallene for hele virksomheten publisert"),
        (6, State.NOT_PUBLISHED, "Derfor ble ingenting publisert"),
    ],
)
def test_objections_at_a_close_are_told_in_words_that_reveal_nothing(
    cast, client, published, attempts, state, words
) -> None:
    for attempt in range(1, attempts + 1):
        Objection.objects.create(pulse_round=published, attempt=attempt, withdrawn=137)
    PulseRound.objects.filter(pk=published.pk).update(state=state)
    text = page(client, cast, "per")
    assert words in text
    assert "137" not in text


# The file


def test_the_file_holds_what_the_auditor_looked_at(cast, client, published) -> None:
    client.force_login(cast.user("per"))
    answer = client.get(reverse("results_audit_file"))
    assert answer["Content-Disposition"].startswith("attachment")
    assert audit(json.loads(answer.content)) == ()
    assert "Hemmelig" not in answer.content.decode()
    taken = Event.objects.get(action="record_export")
    assert taken.actor_name == "Per Moe"


def test_a_verneombud_of_one_area_is_told_whom_to_ask_for_the_file(cast, client, published) -> None:
    assert "Be HR eller hovedverneombudet" in page(client, cast, "amina")
    give_role(cast.amina, Role.CHIEF_SAFETY_REP)
    assert reverse("results_audit_file") in page(client, cast, "amina")


# Long work


def test_what_takes_time_is_left_to_the_worker_and_the_page_can_be_left(
    cast, client, published, now, monkeypatch
) -> None:
    monkeypatch.setattr(jobs, "QUICK", 0)
    text = run(client, cast)
    assert "Kontrollen er i gang" in text
    assert "Oppdater" in text
    run(client, cast, "per")
    assert AuditRun.objects.count() == 1
    jobs.tick(now)
    assert "Trygt" in page(client, cast, "amina")


def test_what_cannot_be_read_is_said_and_the_worker_goes_on(cast, client, published) -> None:
    Figure.objects.filter(item="P1", n__isnull=False, mean__isnull=False).update(mean=3.14159)
    text = run(client, cast)
    assert "Kontrollen stoppet" in text
    assert "stoppet" in text[text.index('id="tidligere"') :]
    assert AuditRun.objects.get().has_failed


def test_only_one_run_waits_at_a_time(cast, now) -> None:
    AuditRun.objects.create(organisation=cast.solvik, asked_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditRun.objects.create(organisation=cast.solvik, asked_at=now)


def test_the_page_asks_the_database_the_same_number_of_times_for_ten_and_twenty_runs(
    cast, client, published, now
) -> None:
    asked = []
    for _ in range(2):
        for minutes in range(10):
            at = now + timedelta(minutes=minutes)
            AuditRun.objects.create(organisation=cast.solvik, asked_at=at, finished_at=at, has_failed=True)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(client, cast, "amina")
        asked.append(len([one for one in queries if "results_" in one["sql"]]))
    assert asked[0] == asked[1]


# Withdrawal


def as_viewer(cast, who, now):
    return viewer_for(cast.user(who), hat_key=None, today=now.date())


def test_a_leaking_round_is_taken_back_by_name_and_for_good(cast, client, leaking) -> None:
    run(client, cast)
    address = reverse("round_withdraw", args=[leaking.pk])
    assert "Skal tallene trekkes tilbake?" in client.get(address).content.decode()
    refused = client.post(address, {"name": "noe annet"})
    assert refused.status_code == 200
    assert not Withdrawal.objects.exists()
    client.post(address, {"name": leaking.title})
    assert Withdrawal.objects.get().withdrawn_by == "Amina Ali"
    leaking.refresh_from_db()
    assert leaking.state == State.NOT_PUBLISHED
    assert Event.objects.filter(action="withdraw_round", subject_id=str(leaking.pk)).count() == 1
    text = page(client, cast, "amina")
    assert "trukket tilbake" in text
    assert client.get(address).status_code == 404
    assert "Trygt" in run(client, cast)


def test_nothing_of_the_figures_is_left_but_whom_they_were_of(cast, client, leaking) -> None:
    known = _earlier_parts(next_round(cast, leaking))
    run(client, cast)
    client.post(reverse("round_withdraw", args=[leaking.pk]), {"name": leaking.title})
    left = Figure.objects.filter(pulse_round=leaking)
    assert left.filter(n__isnull=False).exists()
    assert not left.exclude(mean=None, low=None, high=None, histogram=None).exists()
    for model in (Finding, Rate, Spread):
        assert not model.objects.filter(pulse_round=leaking).exists()
    assert not Comment.objects.exists()
    assert list(file_figures(Scope(cast.solvik.pk, (leaking.pk,)))) == []
    assert _earlier_parts(next_round(cast, leaking)) == known


def next_round(cast, before) -> PulseRound:
    for number, person in enumerate(cast.crew):
        cell = before.cells.order_by("pk")[number % 2]
        Participant.objects.get_or_create(pulse_round=before, person=person, defaults={"cell": cell, "home": cell.unit})
    return PulseRound(organisation=cast.solvik, closes_at=before.closes_at + timedelta(days=30))


def test_a_round_without_objections_cannot_be_taken_back(cast, client, published, now) -> None:
    run(client, cast)
    assert client.get(reverse("round_withdraw", args=[published.pk])).status_code == 404
    latest = AuditRun.objects.get()
    with pytest.raises(Refused, match="ingen innvendinger"):
        withdraw_round(pulse_round=published, run=latest, by=as_viewer(cast, "per", now), now=now)


def test_who_neither_runs_nor_watches_may_not_ask(cast, now) -> None:
    with pytest.raises(Refused, match="Kontrollen kan verneombud"):
        ask_for_audit(by=as_viewer(cast, "kari", now), now=now)
