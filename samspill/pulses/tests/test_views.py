from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from samspill.pulses.keys import digest_of
from samspill.pulses.models import Channel, Consultation, Participant, PulseRound, Questionnaire, Rhythm, Token
from samspill.pulses.tests.rounds import DEFINITION, a_planned_round, a_published_round, an_open_round, link_of
from tests.browsing import opened
from tests.cast import make_person

NEXT_YEAR = timezone.localdate().year + 1


@pytest.fixture
def signed_in(client, cast):
    def sign_in(name):
        client.force_login(cast.user(name))
        return client

    return sign_in


@pytest.fixture
def open_round(cast):
    return an_open_round(cast, timezone.now())


def page(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_an_empty_home_teaches_what_will_come_here(signed_in):
    assert "Ingen målinger i planen" in page(signed_in("kari"), "pulse_home")
    assert "Velg rytme" not in page(signed_in("kari"), "pulse_home")
    assert "Velg rytme" in page(signed_in("per"), "pulse_home")


def test_answering_from_home_leads_to_the_persons_own_link(signed_in, cast, open_round):
    assert "Svaret ditt legges til i en sum" in page(signed_in("kari"), "pulse_home")
    response = signed_in("kari").post(reverse("round_answer", args=[open_round.pk]))
    assert (response.status_code, response["Location"]) == (302, f"/s/{link_of(cast.kari, open_round)}")
    assert "no-store" in response["Cache-Control"]


def test_merely_fetching_makes_no_link(signed_in, open_round):
    assert signed_in("kari").get(reverse("round_answer", args=[open_round.pk])).status_code == 405
    assert "/s/" not in page(signed_in("kari"), "pulse_home")


def test_who_has_answered_is_thanked_and_not_asked_again(signed_in, cast, open_round):
    Participant.objects.filter(person=cast.kari).update(has_answered=True)
    shown = page(signed_in("kari"), "pulse_home")
    assert "Du har svart. Takk." in shown
    assert reverse("round_answer", args=[open_round.pk]) not in shown


def test_who_answers_by_code_is_told_so(signed_in, cast, open_round):
    Participant.objects.filter(person=cast.kari).update(channel=Channel.CODE)
    assert "Du svarer med en kode fra bunken" in page(signed_in("kari"), "pulse_home")


def test_hr_sees_how_the_round_goes_in_words_and_a_leader_does_not(signed_in, open_round):
    PulseRound.objects.update(participation="over_half", mailings_done=1)
    assert "Over halvparten har svart." in page(signed_in("per"), "pulse_round", open_round.pk)
    assert "alvparten" not in page(signed_in("jonas"), "pulse_round", open_round.pk)


def test_hr_is_told_early_what_stands_in_the_way(signed_in, cast):
    planned = a_planned_round(cast, timezone.now(), opens_at=timezone.now() + timedelta(days=5))
    assert "Fyll ut drøftingsprotokollen" in page(signed_in("per"), "pulse_round", planned.pk)
    assert "Fyll ut drøftingsprotokollen" not in page(signed_in("kari"), "pulse_round", planned.pk)


def plan_data(cast, **change):
    given = {
        "questions": "monthly",
        "opens_on": f"{NEXT_YEAR}-02-09",
        "closes_on": f"{NEXT_YEAR}-02-13",
        "reminder_on": f"{NEXT_YEAR}-02-12",
        "units": [str(cast.root.pk)],
        "languages": ["nb", "en"],
    }
    return {**given, **change}


def test_hr_plans_a_round(signed_in, cast):
    response = signed_in("per").post(reverse("round_plan"), plan_data(cast, units=[cast.helse.pk, cast.nord.pk]))
    planned = PulseRound.objects.get()
    assert response["Location"] == reverse("pulse_round", args=[planned.pk])
    assert [item["id"] for item in planned.definition["items"]] == ["P1", "P2", "P3"]
    assert [unit.unit for unit in planned.audience.all()] == [cast.helse]
    assert planned.reminders_on == [f"{NEXT_YEAR}-02-12"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"closes_on": f"{NEXT_YEAR}-02-01"}, "Velg en dag etter at målingen åpner"),
        ({"reminder_on": f"{NEXT_YEAR}-03-01"}, "Velg en dag mens målingen er åpen"),
        (
            {"opens_on": f"{NEXT_YEAR}-07-06", "closes_on": f"{NEXT_YEAR}-07-10", "reminder_on": ""},
            "Vi måler ikke i juli",
        ),
        ({"units": []}, "Velg minst én."),
        ({"languages": ["de"]}, "de"),
        ({"opens_on": "i morgen"}, "gyldig dato"),
    ],
)
def test_a_wrong_plan_is_answered_with_what_is_wrong_and_keeps_the_rest(signed_in, cast, change, sentence):
    response = signed_in("per").post(reverse("round_plan"), plan_data(cast, **change))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert f'value="{change.get("opens_on", f"{NEXT_YEAR}-02-09")}"' in response.content.decode()
    assert not PulseRound.objects.exists()


def test_units_of_another_organisation_cannot_be_asked(signed_in, cast):
    stranger = cast.ola.posts.get().unit
    signed_in("per").post(reverse("round_plan"), plan_data(cast, units=[stranger.pk]))
    assert not PulseRound.objects.exists()


def test_a_planned_round_can_be_changed_and_keeps_its_questions(signed_in, cast):
    planned = a_planned_round(cast, timezone.now(), opens_at=timezone.now() + timedelta(days=5))
    per, change = signed_in("per"), reverse("round_change", args=[planned.pk])
    wanted = plan_data(cast, units=[cast.teknisk.pk])
    del wanted["questions"]
    per.post(change, opened(per, change, **wanted))
    planned.refresh_from_db()
    assert timezone.localdate(planned.opens_at) == date(NEXT_YEAR, 2, 9)
    assert [unit.unit for unit in planned.audience.all()] == [cast.teknisk]
    assert planned.definition == DEFINITION


def test_a_changed_round_keeps_its_later_reminders(signed_in, cast):
    days = [f"{NEXT_YEAR}-02-{day:02}" for day in (10, 11)]
    planned = a_planned_round(cast, timezone.now(), opens_at=timezone.now() + timedelta(days=5), reminders_on=days)
    change = reverse("round_change", args=[planned.pk])
    per, wanted = signed_in("per"), plan_data(cast, reminder_on=days[0])
    del wanted["questions"]
    per.post(change, opened(per, change, **wanted))
    planned.refresh_from_db()
    assert planned.reminders_on == days


def test_an_open_round_cannot_be_changed(signed_in, cast, open_round):
    per, change = signed_in("per"), reverse("round_change", args=[open_round.pk])
    response = per.post(change, opened(per, change, **plan_data(cast)))
    assert "kan ikke endres" in response.content.decode()


def test_calling_off_asks_for_the_name(signed_in, open_round):
    address = reverse("round_cancel", args=[open_round.pk])
    assert "Skriv «Månedspuls»" in signed_in("per").post(address, {"name": "ja"}).content.decode()
    assert PulseRound.objects.get().state == "open"
    signed_in("per").post(address, {"name": "månedspuls"})
    assert PulseRound.objects.get().state == "cancelled"


def test_a_rhythm_fills_the_year_and_can_be_changed(signed_in, cast):
    choice = {"variant": "standard", "starts_on": f"{NEXT_YEAR}-01-01", "asks_about_violence": "on"}
    signed_in("per").post(reverse("pulse_rhythm"), choice)
    assert PulseRound.objects.filter(opens_at__year=NEXT_YEAR).count() == 11
    march = PulseRound.objects.get(kind="yearly")
    assert {"V1", "V2"} <= {item["id"] for item in march.definition["items"]}
    per, rhythm = signed_in("per"), reverse("pulse_rhythm")
    per.post(rhythm, opened(per, rhythm, variant="quarterly"))
    assert PulseRound.objects.filter(opens_at__year=NEXT_YEAR).count() == 4
    assert Rhythm.objects.get().variant == "quarterly"
    assert f"Målinger i {NEXT_YEAR}" in page(signed_in("per"), "pulse_rhythm")


GOOD = b"""id: vaart
title: {nb: Vart skjema}
scale: {min: 1, max: 5, labels: {1: {nb: helt uenig}, 5: {nb: helt enig}}}
items:
  - id: X1
    text: {nb: Jeg far beskjed.}
    direction: "+"
"""


def send(client, content, name="skjema.yaml", **data):
    return client.post(
        reverse("questionnaire_upload"), {"file": SimpleUploadedFile(name, content), "may_use": "on", **data}
    )


def test_an_own_questionnaire_is_kept_shown_and_chosen(signed_in, cast):
    response = send(signed_in("per"), GOOD, licence="Eget")
    assert response["Location"] == reverse("questionnaire_show", args=["vaart"])
    assert "Jeg far beskjed." in page(signed_in("per"), "questionnaire_show", "vaart")
    signed_in("per").post(reverse("round_plan"), plan_data(cast, questions="own:vaart"))
    assert PulseRound.objects.get().kind == "own"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"id: vaart\ntitle: Vaart\nitems: []\n", "items"),
        (GOOD.replace(b'"+"', b'"?"'), "direction"),
        (b"\xff\xfe\x00", ""),
        (b"{", ""),
        (b"x" * 600_000, "for stor"),
        (b"a: &a [x]\nb: [*a, *a]\n", ""),
    ],
)
def test_a_bad_questionnaire_is_refused_with_where_and_why(signed_in, content, sentence):
    response = send(signed_in("per"), content)
    assert response.status_code == 200
    assert "Noe må rettes" in response.content.decode()
    assert sentence in response.content.decode()
    assert not Questionnaire.objects.exists()


def test_without_the_right_to_use_it_nothing_is_kept(signed_in):
    send(signed_in("per"), GOOD, may_use="")
    assert not Questionnaire.objects.exists()


def test_the_item_bank_says_that_it_is_not_validated(signed_in):
    shown = page(signed_in("kari"), "item_bank")
    assert "ennå ikke validert" in shown
    assert "Arbeidsbelastningen min har vært til å håndtere." in shown


def test_the_minutes_are_kept_and_can_be_read_and_printed(signed_in, cast):
    form = signed_in("per").get(reverse("consultation_new")).context["form"]
    data = {name: field.initial or "Avtalt." for name, field in form.fields.items()}
    signed_in("per").post(reverse("consultation_new"), {**data, "held_on": "2026-01-08", "participants": "Per\nAmina"})
    kept = Consultation.objects.get()
    assert "Avtalt." in page(signed_in("amina"), "consultation_show", kept.pk)
    pdf = signed_in("amina").get(reverse("consultation_pdf", args=[kept.pk]))
    assert pdf.content.startswith(b"%PDF")


def test_minutes_that_lack_something_are_not_kept(signed_in):
    response = signed_in("per").post(reverse("consultation_new"), {"held_on": "2126-01-08", "participants": "Per"})
    assert "når drøftingen er holdt" in response.content.decode()
    assert not Consultation.objects.exists()


def test_own_words_are_kept_and_must_hold_the_link(signed_in):
    address = reverse("pulse_text", args=["invitation.body"])
    refused = signed_in("per").post(address, {"nb": "Hei {navn}"}).content.decode()
    assert "{navn} finnes ikke" in refused
    assert "{link} må være med" in refused
    per = signed_in("per")
    per.post(address, opened(per, address, nb="Hei {first_name}: {link}"))
    assert Rhythm.objects.get().texts == {"invitation.body": {"nb": "Hei {first_name}: {link}"}}
    assert "Egne ord" in page(signed_in("per"), "pulse_texts")
    per.post(address, opened(per, address, nb=""))
    assert Rhythm.objects.get().texts == {}


def test_the_safety_representative_approves_from_the_page(signed_in, cast):
    planned = a_planned_round(cast, timezone.now(), opens_at=timezone.now() + timedelta(days=3))
    make_person(cast.nord, "Nils Ny", since=timezone.localdate())
    address = reverse("round_approvals", args=[planned.pk])
    response = signed_in("amina").get(address)
    assert "Nils Ny kom til enheten" in response.content.decode()
    signed_in("amina").post(address, {"seen": response.context["waiting"]})
    assert "Godkjent" in page(signed_in("amina"), "round_approvals", planned.pk)
    assert "Kari Nes" in page(signed_in("amina"), "round_names", planned.pk, cast.nord.pk)


@pytest.fixture
def pile(cast, open_round):
    Participant.objects.update(home=cast.nord, channel=Channel.CODE)
    Token.objects.all().delete()
    return reverse("codes_draw", args=[open_round.pk, cast.nord.pk])


def test_codes_are_printed_from_the_browser(signed_in, pile):
    shown = signed_in("per").post(pile, {"as": "html"})
    cards = shown.context["cards"]
    assert len(cards) == Participant.objects.count()
    assert all(card["code"] in shown.content.decode() for card in cards)
    assert Token.objects.filter(digest=digest_of(cards[0]["code"])).exists()
    assert "no-store" in shown["Cache-Control"]


def test_codes_for_five_hundred_people_fit_in_one_pdf(signed_in, cast, open_round, pile):
    cell = open_round.cells.get()
    for number in range(500 - Participant.objects.count()):
        person = make_person(cast.nord, f"Renholder {number}")
        Participant.objects.create(
            pulse_round=open_round, person=person, cell=cell, home=cast.nord, channel=Channel.CODE
        )
    response = signed_in("per").post(pile, {"as": "pdf"})
    assert response.content.startswith(b"%PDF")
    assert response["Content-Disposition"] == 'attachment; filename="koder-hjemmetjenesten-nord.pdf"'
    assert Token.objects.filter(pile_unit=cast.nord).count() == 500


@pytest.mark.parametrize("name", ["pulse_home", "pulse_rhythm"])
def test_the_number_of_statements_does_not_grow_with_the_rounds(signed_in, cast, django_assert_max_num_queries, name):
    client = signed_in("per")

    def statements():
        with django_assert_max_num_queries(40) as captured:
            page(client, name)
        return len(captured)

    now = timezone.now()
    for week in range(2):
        a_published_round(cast, now - timedelta(days=2 + week))
    few = statements()
    for week in range(10):
        a_published_round(cast, now - timedelta(days=20 + week))
    assert statements() == few
