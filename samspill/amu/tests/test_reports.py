from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from samspill.amu.actions.reports import adopt_report, draft_report, draft_report_again, write_report_section
from samspill.amu.exports.papers import annual_report_paper
from samspill.amu.models import AnnualReport, Case
from samspill.amu.queries.access import place_for
from samspill.amu.queries.reports import report_for, reports_of, section_line, sections_of, years_to_report
from samspill.amu.rules.reports import without_cases
from samspill.amu.tests.holding import (
    DAY,
    SECRET,
    a_called_meeting,
    a_case,
    a_held_meeting,
    a_meeting,
    today_of,
)
from samspill.amu.tests.measured import a_measured_year
from samspill.audit.rules import Hidden, Refused
from samspill.content.committee import annual_report
from samspill.measures.tests.plans import a_finished_measure
from samspill.results.models import Withdrawal


def drafted(committee, look, now, year=2026):
    return draft_report(committee=committee, year=year, by=look("per"), now=now)


def said(report, name):
    return report.sections.get(name=name).text


def filled(report, look, now):
    for section in report.sections.filter(text=""):
        write_report_section(section=section, text="Færre enn fem.", by=look("per"), now=now)
    return report


def test_every_section_is_drafted_and_the_unknown_number_is_left_to_be_written(committee, look, now):
    report = drafted(committee, look, now)
    assert [line.section.name for line in sections_of(report, "nb")] == [one.id for one in annual_report()]
    assert {line.section.name for line in sections_of(report, "nb") if not line.section.text} == {"whistleblowing"}


def test_the_draft_tells_who_sat_there_and_who_came_and_went(cast, committee, look, now):
    from samspill.amu.models import Seat

    Seat.objects.filter(person=cast.amina).update(valid_to=today_of(now) - 10 * DAY)
    text = said(drafted(committee, look, now), "composition")
    assert "For arbeidsgiver: Tor Lie (fra 15. august)." in text
    assert "For arbeidstakerne: Amina Ali (til 13. november)." in text
    assert "Kari" not in text
    assert "Leder: Tor Lie." in text


def test_it_tells_the_meetings_and_how_many_came(cast, committee, look, now):
    a_held_meeting(cast, committee, now)
    a_called_meeting(cast, committee, now, days=5)
    from samspill.amu.actions.meetings import cancel_meeting

    cancel_meeting(meeting=a_meeting(cast, committee, now, days=20), by=look("per"), now=now)
    lines = said(drafted(committee, look, now), "meetings").splitlines()
    assert lines == ["23. november 2026: 2 til stede.", "28. november 2026: innkalt.", "13. desember 2026: avlyst."]


def test_cases_stand_under_the_letters_and_what_is_exempt_is_counted_alone(cast, committee, look, now):
    a_held_meeting(cast, committee, now, secret=True)
    text = said(drafted(committee, look, now), "matters")
    assert "f) Arbeidstid og helse" in text
    assert "– 1/26 Overtid i turnus: Hvilen skal være elleve timer." in text
    assert "Én sak er unntatt." in text
    whole = "\n".join(
        drafted_text for drafted_text in AnnualReport.objects.get().sections.values_list("text", flat=True)
    )
    assert SECRET not in whole
    assert "Gjelder få personer" not in whole


def test_results_are_the_organisations_own_and_name_no_team(cast, committee, look, now):
    a_measured_year(cast, now)
    text = said(drafted(committee, look, now), "risks")
    assert "målinger er gjennomført" in text
    assert "Ingen tydelig endring" in text
    assert "Hjemmetjenesten" not in text
    assert "Teknisk" not in text


def test_a_report_of_an_earlier_year_tells_what_was_known_then(cast, committee, look, now):
    a_measured_year(cast, now)
    text = said(drafted(committee, look, now, year=2025), "risks")
    assert "november 2026" not in text


def test_measures_are_counted_and_only_those_of_the_whole_are_named(cast, committee, look, now):
    today = today_of(now)
    a_finished_measure(cast.root, title="Færre møter", starts_on=today - 90 * DAY, due_on=today, finished_on=today)
    a_finished_measure(cast.nord, title="Bare i Nord", starts_on=today - 90 * DAY, due_on=today, finished_on=today)
    text = said(drafted(committee, look, now), "measures")
    assert "0 tiltak er i gang, og 2 ble avsluttet i året." in text
    assert "– Færre møter: tegn til bedring. Hold det kort." in text
    assert "Bare i Nord" not in text


def test_drafting_again_leaves_what_somebody_has_written_and_shows_the_new_beside_it(cast, committee, look, now):
    report = drafted(committee, look, now)
    own = report.sections.get(name="matters")
    write_report_section(section=own, text="Våre egne ord.", by=look("per"), now=now)
    a_held_meeting(cast, committee, now)
    draft_report_again(report=report, by=look("per"), now=now)
    assert said(report, "matters") == "Våre egne ord."
    assert "Overtid i turnus" in section_line(report, "matters", "nb").section.drafted
    assert said(report, "meetings") == "23. november 2026: 2 til stede."


def test_it_is_adopted_in_a_meeting_that_was_held_and_then_it_stands(cast, committee, look, now):
    meeting = a_held_meeting(cast, committee, now)
    report = drafted(committee, look, now)
    with pytest.raises(Refused, match="Ingenting står under: Varsling"):
        adopt_report(report=report, meeting=meeting, by=look("per"), now=now)
    with pytest.raises(Refused, match="holdt"):
        adopt_report(report=filled(report, look, now), meeting=a_meeting(cast, committee, now), by=look("per"), now=now)
    adopted = adopt_report(report=report, meeting=meeting, by=look("per"), now=now)
    assert (adopted.state, adopted.adopted_in) == ("adopted", meeting)
    with pytest.raises(Refused, match="vedtatt"):
        write_report_section(section=report.sections.first(), text="Nei.", by=look("per"), now=now)
    with pytest.raises(Refused, match="vedtatt"):
        draft_report_again(report=report, by=look("per"), now=now)


def test_a_case_found_exempt_after_the_draft_is_taken_out_before_everybody_reads_it(cast, committee, look, now):
    meeting = a_held_meeting(cast, committee, now)
    report = filled(drafted(committee, look, now), look, now)
    assert "Overtid i turnus" in report.sections.get(name="matters").text
    Case.objects.update(is_exempt=True, exempt_reason="Sett i ettertid")
    with pytest.raises(Refused, match="er unntatt, men står"):
        adopt_report(report=report, meeting=meeting, by=look("per"), now=now)
    report = draft_report_again(report=report, by=look("per"), now=now)
    assert "Overtid i turnus" not in report.sections.get(name="matters").text
    assert adopt_report(report=report, meeting=meeting, by=look("per"), now=now).state == "adopted"


def test_a_case_that_got_another_title_when_it_was_found_exempt_is_found_in_the_draft_too(cast, committee, look, now):
    meeting = a_held_meeting(cast, committee, now)
    report = filled(drafted(committee, look, now), look, now)
    Case.objects.update(is_exempt=True, exempt_reason="Sett i ettertid", title="Noe annet")
    with pytest.raises(Refused, match="Sak 1/26 er unntatt, men står"):
        adopt_report(report=report, meeting=meeting, by=look("per"), now=now)


def test_a_case_found_exempt_after_the_report_was_adopted_is_told_by_its_number_alone(
    cast, committee, look, now, visit
):
    meeting = a_held_meeting(cast, committee, now)
    a_case(cast, meeting, now, title="Ny rampe")
    report = adopt_report(
        report=filled(drafted(committee, look, now), look, now), meeting=meeting, by=look("per"), now=now
    )
    assert "elleve timer" in visit("kari", "annual_report", report.pk)
    Case.objects.filter(number=1).update(is_exempt=True, exempt_reason="Sett i ettertid", title="Noe annet")
    for who in ("kari", "amina"):
        page = visit(who, "annual_report", report.pk)
        assert "Overtid i turnus" not in page
        assert "elleve timer" not in page
        assert "1/26 Unntatt sak" in page
        assert "2/26 Ny rampe" in page
    told = str(annual_report_paper(report, sections_of(report, "nb")))
    assert "1/26 Unntatt sak" in told
    assert "elleve timer" not in told


def test_another_case_whose_number_begins_alike_keeps_its_line():
    assert without_cases("– 11/26 Vold\n– 1/26 Hvile: Ja.", ["1/26"]) == "– 11/26 Vold\n– 1/26 Unntatt sak"
    assert without_cases("I sak 1/26 ble vi enige.\n", ["1/26"]) == "I sak 1/26 ble vi enige.\n"


def test_a_survey_withdrawn_after_the_draft_is_looked_at_before_everybody_reads_it(cast, committee, look, now):
    meeting, last = a_held_meeting(cast, committee, now), a_measured_year(cast, now)
    report = filled(drafted(committee, look, now), look, now)
    Withdrawal.objects.create(pulse_round=last, withdrawn_at=now + DAY, withdrawn_by="Amina Ali")
    with pytest.raises(Refused, match="trukket tilbake"):
        adopt_report(report=report, meeting=meeting, by=look("per"), now=now + DAY)
    later = now + 2 * DAY
    report = draft_report_again(report=report, by=look("per"), now=later)
    assert adopt_report(report=report, meeting=meeting, by=look("per"), now=later).state == "adopted"


def test_a_draft_is_the_committees_and_an_adopted_report_everybodys(cast, committee, look, now):
    meeting, report = a_held_meeting(cast, committee, now), drafted(committee, look, now)
    assert report_for(look("amina"), report.pk)[0] == report
    for name in ("jonas", "ola"):
        with pytest.raises(Hidden):
            report_for(look(name), report.pk)
    assert reports_of(place_for(look("jonas"), committee.pk)) == []
    adopt_report(report=filled(report, look, now), meeting=meeting, by=look("per"), now=now)
    assert report_for(look("jonas"), report.pk)[0] == report
    assert reports_of(place_for(look("jonas"), committee.pk)) == [report]
    with pytest.raises(Hidden):
        report_for(look("ola"), report.pk)


def test_a_year_is_reported_once_and_not_before_it_has_begun(committee, look, now):
    drafted(committee, look, now)
    for year in (2026, 2027):
        with pytest.raises(Refused):
            drafted(committee, look, now, year=year)
    assert years_to_report(committee, today_of(now)) == [2025]


def test_members_do_not_draft_and_strangers_do_not_see(committee, look, now):
    with pytest.raises(Refused):
        draft_report(committee=committee, year=2026, by=look("amina"), now=now)
    with pytest.raises(Hidden):
        draft_report(committee=committee, year=2026, by=look("jonas"), now=now)


def test_an_unknown_section_is_not_there(committee, look, now):
    with pytest.raises(Hidden):
        section_line(drafted(committee, look, now), "nothing", "nb")


def test_drafting_costs_the_same_for_many_cases_as_for_few(cast, committee, look, now):
    meeting, costs = a_held_meeting(cast, committee, now), []
    for year in (2026, 2025):
        for number in range(10):
            a_case(cast, meeting, now, title=f"Sak {number}")
        with CaptureQueriesContext(connection) as asked:
            drafted(committee, look, now, year=year)
        costs.append(len(asked))
    assert abs(costs[0] - costs[1]) <= 2


@pytest.mark.parametrize("change", [{"state": "adopted"}, {"adopted_at": "2026-11-23T09:00:00Z"}])
def test_the_database_keeps_a_report_whole(committee, look, now, change):
    drafted(committee, look, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        AnnualReport.objects.update(**change)


def test_what_is_done_for_one_person_is_not_counted_in_a_report_that_everybody_reads(cast, committee, look, now):
    a_finished_measure(cast.nord, level="individual", finished_on=today_of(now))
    assert drafted(committee, look, now).sections.get(name="measures").text == "Ingen tiltak er avsluttet i år."
