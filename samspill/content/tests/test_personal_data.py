import csv
from pathlib import Path

import pytest

from samspill.content.personal_data import Finding, findings, first_names, is_national_id

REAL_TEXTS = Path(__file__).parents[4] / "shared" / "data" / "no_tidstyver" / "tidstyver_2014.csv"


def kinds(text, known=()):
    return [(found.kind, found.text) for found in findings(text, known)]


def control_digits(nine):
    """Both control digits by the rule in force until 2032; None where the number is never given out."""
    first = -sum(w * int(d) for w, d in zip((3, 7, 6, 1, 8, 9, 4, 5, 2), nine, strict=True)) % 11
    ten = nine + str(first)
    second = -sum(w * int(d) for w, d in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2), ten, strict=False)) % 11
    return None if 10 in (first, second) else f"{ten}{second}"


@pytest.mark.parametrize(
    "text",
    [
        "kari.nordmann@solvik.example",
        "k_n+jobb@post.solvik.example",
        "KARI@SOLVIK.EXAMPLE",
        "ås@blåbær.example",
    ],
)
def test_an_email_address_is_pointed_out(text):
    assert kinds(f"Skriv til {text}, takk.") == [("email", text)]


@pytest.mark.parametrize("text", ["a@b", "@kari", "30 @ 50 kr", "kari@ solvik"])
def test_what_only_looks_like_an_address_is_left_alone(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "number",
    [
        "22 33 44 55",
        "22334455",
        "912 34 567",
        "+47 91 23 45 67",
        "004791234567",
        "9123 4567",
        "800 12 345",
        "91.23.45.67",
    ],
)
def test_a_phone_number_is_pointed_out_however_it_is_grouped(number):
    assert kinds(f"Ring meg på {number}.") == [("phone", number)]


@pytest.mark.parametrize(
    "text",
    [
        "Det kostet 22 334 455 kroner.",
        "kr 91234567 i budsjettet",
        "Vi brukte 45000000 kr på dette.",
        "Sak 20152016 og sak nr. 20161234",
        "ref 2013 5939",
        "12.06.2014 til 31.12.2015",
        "2014-2015 og 2016/2017",
        "Konto 1234.56.78903",
        "Organisasjonsnummer 974760673",
        "IP 10.20.30.40",
        "12345678",
    ],
)
def test_amounts_cases_dates_and_accounts_are_not_phone_numbers(text):
    assert kinds(text) == []


def test_a_number_said_to_be_a_phone_is_one_even_after_a_number_word():
    assert kinds("Mobil nr 91234567") == [("phone", "91234567")]


@pytest.mark.parametrize("nine", ["010190124", "150785456", "290296234", "410190125", "710899321"])
def test_a_national_id_or_d_number_is_known_by_its_date_and_both_control_digits(nine):
    number = control_digits(nine)
    assert number is not None
    assert is_national_id(number)
    spaced = f"{number[:6]} {number[6:]}"
    assert kinds(f"Fnr {number} eller {spaced}.") == [("national_id", number), ("national_id", spaced)]


def test_a_national_id_with_one_digit_wrong_is_nearly_always_let_through():
    number = control_digits("010190124")
    changed = [number[:place] + digit + number[place + 1 :] for place in range(11) for digit in "0123456789"]
    wrong = [each for each in changed if each != number]
    assert sum(map(is_national_id, wrong)) <= 5


def test_eleven_digits_without_a_date_are_no_national_id():
    assert not is_national_id("00000000000")
    assert not is_national_id("99999999999")
    assert kinds("Konto 12345678903, arkiv 55555555555") == []


def test_numbers_by_the_rule_of_2032_are_known_too():
    def by_new_rule(nine):
        for ten in (nine + str(digit) for digit in range(10)):
            rest = sum(w * int(d) for w, d in zip((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), ten, strict=True)) % 11
            second = -sum(w * int(d) for w, d in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2), ten, strict=True)) % 11
            if rest in (1, 2, 3) and second < 10:
                yield f"{ten}{second}"

    numbers = list(by_new_rule("010132123"))
    assert numbers
    assert all(map(is_national_id, numbers))


@pytest.mark.parametrize(
    "text",
    [
        "Kari Nordmann",
        "Anne-Lise Berg",
        "Per Hansen",
        "Jonas Dahl-Olsen",
        "Mohammed Ali",
        "Åse Ødegård",
        "Synnøve O'Brien",
    ],
)
def test_a_first_name_before_a_surname_is_pointed_out(text):
    assert kinds(f"Da sa {text} at det ikke gikk.") == [("name", text)]


def test_a_name_that_is_also_a_word_counts_at_the_start_only_before_a_surname():
    assert kinds("Per Hansen gjorde det.") == [("name", "Per Hansen")]
    assert kinds("Vår Avdeling er stor. Per Dags Dato.") == []
    assert kinds("Det var Vår Moe som sa det.") == [("name", "Vår Moe")]


@pytest.mark.parametrize(
    "text",
    [
        "Vår leder er flink. Vår erfaring er god.",
        "Even better. Dag og natt.",
        "Finn NAV sin side.",
        "Anne Det går bra",
        "Møtet på Nordre Vestby skole og Oslo Universitetssykehus",
        "St. Olavs Hospital",
        "Olav Kommune og Sofie Senteret",
        "Statens Vegvesen, Kunnskapsdepartementet, Lånekassen",
        "KARI NORDMANN",
        "Kari sa at Jonas kom",
    ],
)
def test_ordinary_sentences_and_organisations_are_left_alone(text):
    assert kinds(text) == []


def test_people_who_work_here_are_known_by_full_name_however_it_is_typed():
    assert kinds("jeg og kari nordmann", ["Kari Nordmann"]) == [("name", "kari nordmann")]
    assert kinds("Karianne Nordmannsen", ["Kari Nordmann"]) == [("name", "Karianne Nordmannsen")]


def test_a_first_name_of_someone_here_counts_only_as_a_name_is_written():
    assert kinds("Spør Kari om det, eller kari.", ["Kari"]) == [("name", "Kari")]
    assert kinds("Per i dag er det greit, men Per er ikke enig.", ["Per"]) == [("name", "Per")]
    assert findings("Per i dag er det greit, men Per er ikke enig.", ["Per"])[0].start == 28


def test_nothing_is_pointed_out_twice_and_all_in_the_order_it_stands():
    text = "Kari Nordmann (kari.nordmann@x.example, 22 33 44 55)"
    assert [found.kind for found in findings(text, ["Kari Nordmann", "Kari"])] == ["name", "email", "phone"]


@pytest.mark.parametrize("known", [[""], ["  "], []])
def test_an_empty_text_or_an_empty_name_finds_nothing(known):
    assert findings("", known) == []
    assert findings("helt vanlig tekst", known) == []


def test_the_list_of_first_names_is_long_and_clean():
    assert len(first_names()) >= 400
    assert all(name[0].isupper() and name.replace("-", "").isalpha() for name in first_names())
    assert Finding("name", "x").start == 0


@pytest.mark.data
@pytest.mark.skipif(not REAL_TEXTS.exists(), reason=f"{REAL_TEXTS} is not there: the false-alarm rate is not measured")
def test_at_most_two_in_a_hundred_real_texts_without_names_raise_an_alarm():
    with REAL_TEXTS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = [name for name in rows[0] if name == "tittel" or name.endswith("beskrivelse")]
    alarms = sum(any(findings(row[column] or "") for column in columns) for row in rows)
    assert len(rows) == 1355
    assert alarms / len(rows) <= 0.02
