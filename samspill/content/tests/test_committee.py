from samspill.content.committee import (
    annual_report,
    confidentiality,
    kinds_of_case,
    matters,
    minutes_fields,
    pack_promises,
    standing_agenda,
)
from samspill.content.law import provision


def test_matters_go_by_the_six_letters_of_the_paragraph():
    assert "".join(matters()) == "abcdef"
    assert all(matter.examples for matter in matters().values())
    assert matters()["e"].name.nb == "Systematisk HMS-arbeid"


def test_the_agenda_begins_with_the_notice_and_ends_with_other_business():
    agenda = standing_agenda()
    assert (agenda[0].id, agenda[1].id, agenda[-1].id) == ("notice", "minutes", "other")
    assert {item.kind for item in agenda} == set(kinds_of_case()) == {"O", "D", "V"}
    assert {item.letter for item in agenda} <= {"", *matters()}
    assert len({item.id for item in agenda}) == len(agenda)


def test_the_report_working_time_and_numbers_of_cases_come_up_once_a_year():
    assert {item.id for item in standing_agenda() if not item.every_meeting} == {
        "working_time",
        "whistleblowing",
        "annual_report",
    }


def test_the_committee_looks_at_trends_and_never_at_single_cases():
    said = {item.id: item.text.nb for item in standing_agenda()}
    assert "ikke på enkelthendelser" in said["trends"]
    assert "Aldri noe om enkelte saker" in said["whistleblowing"]
    assert "Ingen enkeltpersoner" in said["absence"]


def test_a_pack_says_what_it_never_holds():
    promises = " ".join(promise.nb for promise in pack_promises())
    for word in ("lukket", "kommentarer", "for få svar", "enkeltpersoner"):
        assert word in promises


def test_the_statement_of_confidentiality_points_to_its_paragraph():
    statement = confidentiality()
    assert provision(statement.law).link == "https://lovdata.no/forskrift/2011-12-06-1355/§3-17"
    assert all(promise.nb.endswith(".") for promise in statement.promises)


def test_the_minutes_hold_dissent_and_approval_and_not_who_said_what():
    assert {"present", "decision", "dissent", "responsible", "due", "approved"} <= set(minutes_fields())
    assert "ikke hvem som sa hva" in minutes_fields()["discussion"].nb


def test_the_annual_report_has_nine_sections_that_can_stand_empty():
    sections = annual_report()
    assert [section.id for section in sections] == [
        "composition",
        "meetings",
        "matters",
        "risks",
        "measures",
        "training",
        "health_service",
        "whistleblowing",
        "next_year",
    ]
    assert all(section.guidance and section.empty for section in sections)
    assert {section.id: section.empty.nb for section in sections}["whistleblowing"] == "Færre enn fem saker i år."
