import json

import pytest

from samspill.content.questionnaires import (
    SHIPPED_KINDS,
    QuestionnaireError,
    comment_rules,
    definition_of,
    parse_questionnaire,
    questionnaire_from,
    shipped,
)
from samspill.content.source import ContentError

GOOD = """\
id: trivsel-2026
title: {nb: Trivsel, en: Well-being}
scale:
  min: 0
  max: 6
  labels: {0: Aldri, 6: {nb: Alltid, en: Always}}
items:
  - id: T1
    text: {nb: Jeg trives på jobb., nn: Eg trivst på jobb., en: I like my job.}
    factor: TILHØR
    direction: "+"
  - id: T2
    text: Jeg blir avbrutt.
    label: Avbrudd
    direction: "-"
    sensitive: true
open_question: Hva mer vil du si?
source: Kjøpt lisens 2026
"""


def faults(text, **kwargs):
    with pytest.raises(QuestionnaireError) as refused:
        parse_questionnaire(text, **kwargs)
    return refused.value


def test_a_good_file_becomes_a_questionnaire_of_the_workplaces_own():
    read = parse_questionnaire(GOOD)
    assert (read.id, read.kind, read.source) == ("trivsel-2026", "own", "Kjøpt lisens 2026")
    assert (read.scale.min, read.scale.max) == (0, 6)
    assert [label.in_language("nb") for label in read.scale.labels] == ["Aldri", "", "", "", "", "", "Alltid"]
    assert [(item.id, item.factor, item.direction, item.sensitive) for item in read.items] == [
        ("T1", "TILHØR", "+", False),
        ("T2", "", "-", True),
    ]
    assert read.open_questions[0].text.nb == "Hva mer vil du si?"


def test_missing_languages_fall_back_and_a_plain_text_is_bokmal():
    read = parse_questionnaire(GOOD)
    assert read.title.in_language("nn") == "Trivsel"
    assert read.items[1].text.in_language("en") == "Jeg blir avbrutt."
    assert read.items[0].label == read.items[0].text
    assert read.items[1].label.nb == "Avbrudd"


def test_a_file_may_carry_a_byte_order_mark():
    assert parse_questionnaire(b"\xef\xbb\xbf" + GOOD.encode()).id == "trivsel-2026"


def test_items_of_the_bank_are_named_by_id_alone_on_their_own_scale():
    text = (
        "id: eget\ntitle: Eget\nscale: {min: 1, max: 5, labels: [a, b, c, d, e]}\n"
        "items:\n - id: P1\n - {id: X1, text: Mitt, direction: '+'}\n"
    )
    read = parse_questionnaire(text)
    assert read.items[0].text.nb.startswith("Arbeidsbelastningen")
    assert read.items[0].law


def test_own_factors_of_the_workplace_are_known():
    text = GOOD.replace("TILHØR", "STØY")
    assert parse_questionnaire(text, own_factors=["STØY"]).items[0].factor == "STØY"
    assert "STØY" in faults(text).text()


def test_words_that_yaml_takes_for_truth_stay_words():
    read = parse_questionnaire(GOOD.replace("Jeg blir avbrutt.", "Nei").replace("Avbrudd", "no"))
    assert read.items[1].text.nb == "Nei"
    assert read.items[1].label.nb == "no"


TABLE = [
    ("id: trivsel-2026", "id: Trivsel 2026", 1, "små bokstaver"),
    ("id: trivsel-2026", "id: monthly", 1, "følger med"),
    ("id: trivsel-2026\n", "", 1, "«id» mangler"),
    ("title: {nb: Trivsel, en: Well-being}", "title: {no: Trivsel}", 2, "«no» er ukjent"),
    ("title: {nb: Trivsel, en: Well-being}", "title: []", 2, "mangler eller er tomt"),
    ("title: {nb: Trivsel, en: Well-being}", "title: [Trivsel]", 2, "ikke en liste"),
    ("title: {nb: Trivsel, en: Well-being}", 'title: {nb: ""}', 2, "tom på alle språk"),
    ("title: {nb: Trivsel, en: Well-being}", "title: " + "x" * 101, 2, "høyst 100 tegn"),
    ("title: {nb: Trivsel, en: Well-being}", "titel: Trivsel", 2, "Mente du «title»"),
    ("title: {nb: Trivsel, en: Well-being}", 'title: "Triv\\u202esel"', 2, "usynlige"),
    ("  min: 0", "  min: -2", 4, "mellom 0 og 10"),
    ("  max: 6", "  max: 3", 4, "har 4 trinn. Den må ha minst 5"),
    ("  max: 6", "  max: 6.5", 5, "ikke et helt tall"),
    ("  max: 6", "  max: 11", 4, "mellom 0 og 10"),
    ("  max: 6\n", "", 4, "«max» mangler"),
    ("{0: Aldri, 6: {nb: Alltid, en: Always}}", "{0: Aldri}", 6, "tekstene for 0 og 6"),
    ("{0: Aldri, 6: {nb: Alltid, en: Always}}", "{0: Aldri, 6: Alltid, 7: Mer}", 6, "ikke et trinn"),
    ("{0: Aldri, 6: {nb: Alltid, en: Always}}", "[Aldri, Alltid]", 6, "2 tekster til 7 trinn"),
    ("{0: Aldri, 6: {nb: Alltid, en: Always}}", "ja", 6, "labels må være en liste"),
    ("  - id: T2", "  - id: T1", 12, "brukt før, på linje 8"),
    ("  - id: T2", "  - id: t1", 12, "brukt før, på linje 8"),
    ("  - id: T2", "  - id: comment", 12, "kan ikke brukes som id på et spørsmål"),
    ("  - id: T2", "  - id: 2", 12, "Begynn med en bokstav"),
    ("  - id: T2", "  - id: B01", 12, "Skriv bare id"),
    ("    text: Jeg blir avbrutt.\n", "", 12, "«text» mangler"),
    ("    text: Jeg blir avbrutt.", "    text: {nb: {nb: x}}", 13, "én tekst"),
    ("    factor: TILHØR", "    factor: TRIVSEL", 10, "«TRIVSEL» er ukjent"),
    ('    direction: "-"', "    direction: ned", 15, "ikke en retning"),
    ('    direction: "-"\n', "", 12, "«direction» mangler"),
    ("    sensitive: true", "    sensitive: kanskje", 16, "true eller false"),
    ("    sensitive: true", "    sensitivt: true", 16, "Mente du «sensitive»"),
    ("    sensitive: true", "    farge: blå", 16, "Feltene er id, text"),
    ("source: Kjøpt", "id: en-gang-til\nsource: Kjøpt", 18, "står to ganger"),
    ("source: Kjøpt", "about: &a Hei\nsource: Kjøpt", 18, "ankere"),
    ("source: Kjøpt", "about: !!python/name:os.system x\nsource: Kjøpt", 18, "merker som begynner med !"),
    ("source: Kjøpt", "about: [[[[[[[x]]]]]]]\nsource: Kjøpt", 18, "for mange nivåer"),
    ("source: Kjøpt", "---\nsource: Kjøpt", 18, "flere dokumenter"),
    ("source: Kjøpt", "? [a]\n: b\nsource: Kjøpt", 18, "ett ord"),
    ('    direction: "-"', "    direction: -", 15, "hermetegn"),
    ("  min: 0", "\tmin: 0", 4, "ikke tabulator"),
]


@pytest.mark.parametrize(("right", "wrong", "line", "said"), TABLE)
def test_a_fault_is_named_with_its_line_and_how_to_mend_it(right, wrong, line, said):
    assert right in GOOD
    refused = faults(GOOD.replace(right, wrong, 1))
    assert f"Linje {line}" in refused.text(), refused.text()
    assert said in refused.text(), refused.text()
    assert not any("{" in text for text in refused.texts("nn") + refused.texts("en"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "tom"),
        ("# bare en kommentar", "tom"),
        ("x" * 100_001, "100001 tegn"),
        (b"id: \xe6\xf8\xe5", "UTF-8"),
        ("id: a\x00b", "ren tekst"),
    ],
)
def test_a_file_that_cannot_be_read_at_all_is_refused_as_a_whole(text, said):
    assert faults(text).text().startswith("Filen: ")
    assert said in faults(text).text()


@pytest.mark.parametrize("text", ["bare tekst", "- a\n- b", "items: {}\n", "items: tekst"])
def test_a_file_of_another_shape_is_refused_without_a_crash(text):
    assert faults(text).problems


def test_all_faults_are_told_at_once_and_in_order():
    refused = faults(GOOD.replace('"+"', "opp").replace("Trivsel,", "T" * 101 + ",").replace("true", "tja"))
    assert [problem.line for problem in refused.problems] == [2, 11, 16]


def test_too_many_questions_and_too_many_faults_are_kept_within_bounds():
    head = "id: stor\ntitle: Stor\nscale: {min: 1, max: 5, labels: [a, b, c, d, e]}\nitems:\n"
    many = head + "".join(f" - {{id: Q{number}, text: Hei, direction: '+'}}\n" for number in range(121))
    assert "121 spørsmål" in faults(many).text()
    wrong = head + "".join(f" - {{id: Q{number}, text: Hei, direction: x}}\n" for number in range(120))
    assert (len(faults(wrong).problems), faults(wrong).left_out) == (50, 70)


def test_a_bank_item_keeps_to_the_banks_scale():
    assert "1–5" in faults(GOOD.replace("  - id: T1\n", "  - id: P1\n  - id: T1\n")).text()


def test_the_reader_is_answered_in_her_language():
    refused = faults(GOOD.replace("  max: 6", "  max: 3"))
    assert "at least 5" in refused.text("en")
    assert "minst 5, elles" in refused.text("nn")


@pytest.mark.parametrize("kind", SHIPPED_KINDS)
def test_shipped_questionnaires_are_made_of_bank_items_and_survive_being_frozen(kind):
    questionnaire = shipped(kind)
    frozen = json.loads(json.dumps(definition_of(questionnaire)))
    again = questionnaire_from(frozen)
    assert again.items == questionnaire.items
    assert again.scale == questionnaire.scale
    assert again.open_questions == questionnaire.open_questions


def test_a_round_freezes_the_items_it_asks_and_no_others():
    quarterly = shipped("quarterly")
    asked = quarterly.items_with("B08")
    assert [item.id for item in questionnaire_from(definition_of(quarterly, items=asked)).items][-1] == "B08"
    with pytest.raises(ContentError, match="B01"):
        quarterly.items_with("B01")


def test_only_quarterly_and_yearly_have_an_open_question():
    assert [kind for kind in SHIPPED_KINDS if shipped(kind).open_questions] == ["quarterly", "yearly"]
    assert comment_rules().max_length == 400


def test_an_unknown_kind_is_refused():
    with pytest.raises(ContentError, match="weekly"):
        shipped("weekly")
