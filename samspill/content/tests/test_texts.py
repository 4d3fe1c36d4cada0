import pytest

from samspill.content.law import provision, provisions
from samspill.content.source import ContentError
from samspill.content.texts import (
    TextFault,
    faults_in,
    fill,
    filled_information,
    information_page,
    number_in_words,
    protocol,
    texts,
    wording,
)

SETTINGS = {
    "organisation": "Solvik kommune",
    "controller_contact": "post@solvik.example",
    "k": "fem",
    "rounds_a_year": "elleve",
    "readers": "alle ansatte; verneombudet",
    "mail": "E-post sendes gjennom kommunens e-posttjener.",
    "safety_rep": "verneombudet",
    "comments_days": "21",
    "consulted_on": "3. mars 2026",
    "evaluation_on": "3. mars 2027",
}


def bodies(page):
    return {section: body for section, _, body in page}


@pytest.mark.parametrize("key", texts())
def test_our_own_texts_pass_the_check_that_rewordings_must_pass(key):
    for language in ("nb", "nn", "en"):
        assert faults_in(key, texts()[key].text.in_language(language)) == ()


def test_an_invitation_and_a_reminder_look_the_same_in_the_log_of_a_mail_server():
    assert texts()["invitation.subject"].text == texts()["reminder.subject"].text


def test_an_invitation_is_filled_without_leaving_anything_open():
    values = {
        "first_name": "Kari",
        "organisation": "Solvik",
        "closes_on": "27. november",
        "link": "https://x.example/s/1",
    }
    filled = fill(
        wording("invitation.body", "nb"), {**values, "questions": "tre", "minutes": "under ett minutt", "k": "fem"}
    )
    assert "Hei Kari" in filled
    assert "https://x.example/s/1" in filled
    assert "{" not in filled


def test_filling_reaches_into_no_object_and_leaves_unknown_names_alone():
    assert fill("{first_name.__class__} {0} {ukjent} {k}", {"first_name": "Kari", "k": 5}) == (
        "{first_name.__class__} {0} {ukjent} 5"
    )


def test_a_value_that_looks_like_a_placeholder_is_not_filled_again():
    assert fill("Hei {first_name}", {"first_name": "{link}", "link": "hemmelig"}) == "Hei {link}"


def test_a_rewording_must_keep_the_link_know_its_names_and_stay_short():
    assert faults_in("invitation.body", "Hei {fornavn}") == (
        TextFault("unknown", "fornavn"),
        TextFault("missing", "link"),
    )
    assert faults_in("invitation.subject", "x" * 121) == (TextFault("too_long"),)
    assert faults_in("promise.line", "Stol på oss.") == (TextFault("missing", "k"),)


def test_the_workplaces_own_words_count_in_the_language_they_are_in():
    own = {"thanks.title": {"nb": "Tusen takk!", "nn": " "}}
    assert wording("thanks.title", "nb", own) == "Tusen takk!"
    assert wording("thanks.title", "nn", own) == "Takk. Svaret ditt er talt med."
    assert wording("thanks.title", "en", own).startswith("Thank you")


def test_an_unknown_text_is_refused():
    with pytest.raises(ContentError, match=r"no\.such"):
        wording("no.such", "nb")


def test_small_numbers_are_words_in_a_promise():
    assert [number_in_words(5, code) for code in ("nb", "nn", "en")] == ["fem", "fem", "five"]
    assert number_in_words(20, "nb") == "20"
    assert number_in_words(6, "pl") == "seks"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_information_page_is_complete_when_the_settings_are(language):
    page = filled_information(SETTINGS, language)
    assert all("{" not in body for _, _, body in page)
    assert [section for section, _, _ in page][:2] == ["controller", "purpose"]
    assert all(heading for _, heading, _ in page)


def test_sections_about_what_the_workplace_does_not_have_are_left_out():
    shown = {section for section, _, _ in filled_information(SETTINGS, "nb")}
    assert {section.id for section in information_page()} - shown == {"dpo", "transfers"}
    with_dpo = filled_information({**SETTINGS, "dpo_contact": "ombud@solvik.example"}, "nb")
    assert "ombud@solvik.example" in bodies(with_dpo)["dpo"]


def test_a_bare_page_reads_well_too():
    page = bodies(filled_information({"organisation": "Solvik"}, "nb"))
    assert page["complaint"].startswith("Snakk med verneombudet eller")
    assert "  " not in page["recipients"]
    assert "how_often" not in page


def test_the_page_declares_every_placeholder_it_uses():
    for section in information_page():
        assert fill(section.body.nb, dict.fromkeys(section.placeholders, "")).count("{") == 0


def test_the_legal_basis_is_a_proposal_that_the_workplace_can_replace():
    assert "artikkel 6" in bodies(filled_information(SETTINGS, "nb"))["basis"]
    replaced = filled_information({**SETTINGS, "legal_basis": "Vår egen vurdering."}, "nb")
    assert bodies(replaced)["basis"] == "Vår egen vurdering."


def test_the_minutes_ask_for_reason_burden_views_and_evaluation_with_the_law_beside():
    fields = {field.id: field for field in protocol().fields}
    assert {"purpose", "proportion", "information", "views", "evaluation"} <= set(fields)
    assert all(field.law in {"", *provisions()} for field in fields.values())
    assert fields["purpose"].law == "aml § 9-1"
    assert fields["evaluation"].required
    assert not fields["serious"].required
    assert len(fields) == len(protocol().fields)


def test_no_line_ends_inside_a_reference_to_the_law() -> None:
    broken = provision("aml § 4-3 (5)").in_one_piece
    assert " " not in broken
    assert "-3" not in broken
    assert broken.replace("\N{WORD JOINER}", "").replace("\N{NO-BREAK SPACE}", " ") == "aml § 4-3 (5)"


def test_a_line_may_end_in_the_long_name_of_a_regulation_so_that_it_fits_a_phone() -> None:
    broken = provision("forskrift om utførelse av arbeid kap. 1A").in_one_piece
    assert broken == "forskrift om utførelse av arbeid\N{NO-BREAK SPACE}kap.\N{NO-BREAK SPACE}1A"
    assert max(len(part) for law in provisions().values() for part in law.in_one_piece.split(" ")) < 32
