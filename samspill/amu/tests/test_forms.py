"""What is typed about a committee is read as it was meant, or explained: nothing here asks the database."""

from __future__ import annotations

from datetime import date, time
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone, translation

from samspill.amu.forms.committees import ChairForm, CommitteeForm, LastDayForm, SeatForm, a_year_from
from samspill.amu.forms.meetings import CaseForm, MeetingForm, PeopleField, PlaceForm, StandingForm, meeting_initial
from samspill.amu.forms.minutes import MOST_ROWS, Asked, AttendanceForm, ChangeWishForm, OutcomeForm, ReasonForm
from samspill.amu.forms.people import PersonField
from samspill.amu.forms.reports import AdoptForm, SectionForm, YearForm
from samspill.amu.models import Meeting
from samspill.amu.rules.meetings import Dissenting
from samspill.organisations.models import Person

TOR, AMINA = Person(pk=1, name="Tor Lie", email="tor@solvik.example"), Person(pk=2, name="Amina Ali")
TWIN = Person(pk=3, name="Tor Lie", email="tor.lie@solvik.example")


def find(*people: Person) -> Any:
    return lambda text: [one for one in people if text.casefold() in {one.name.casefold(), one.email}]


def sent(**typed: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in typed.items():
        data.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    return data


def errors(form: Any) -> str:
    assert not form.is_valid()
    return " ".join(str(one) for messages in form.errors.values() for one in messages)


# -- people --------------------------------------------------------------------------------------------------


def person_field(*people: Person, **options: Any) -> PersonField:
    return PersonField(find=find(*people), required=False, **options)


@pytest.mark.parametrize("text", ["Tor Lie", "tor lie", " Tor  Lie", "tor@solvik.example"])
def test_somebody_is_found_by_name_or_mail(text):
    assert person_field(TOR, AMINA).clean(text) == TOR


def test_an_empty_line_is_nobody():
    assert person_field(TOR).clean("") is None


@pytest.mark.parametrize(
    ("people", "text", "sentence"),
    [
        ([AMINA], "Tor Lie", "Vi finner ikke «Tor Lie»"),
        ([TOR, TWIN], "Tor Lie", "Flere heter «Tor Lie»"),
        ([TOR], "Tor", "Vi finner ikke «Tor»"),
    ],
)
def test_who_is_not_found_is_named_in_the_sentence(people, text, sentence):
    from django import forms

    with pytest.raises(forms.ValidationError, match=sentence):
        person_field(*people).clean(text)


def test_who_is_kept_needs_not_be_found_again():
    gone = Person(pk=9, name="Geir Strand")
    assert person_field(TOR, kept=gone).clean("Geir Strand") == gone
    assert person_field(TOR, TWIN, kept=TWIN).clean("Tor Lie") == TWIN
    assert person_field(TOR, kept=gone).clean("Tor Lie") == TOR


def test_suggestions_belong_to_the_field_and_are_escaped():
    form = ReasonForm()
    form.fields["owner"] = person_field(TOR, suggestions=['<b>"Tor"</b>', "Amina Ali"])
    said = str(form["owner"])
    assert 'list="id_owner_suggested"' in said
    assert '<datalist id="id_owner_suggested">' in said
    assert "<b>" not in said
    assert said.count("<option") == 2


def test_without_suggestions_there_is_a_line_and_no_more():
    form = ReasonForm()
    form.fields["owner"] = person_field(TOR)
    assert "datalist" not in str(form["owner"])
    assert "list=" not in str(form["owner"])


@pytest.mark.parametrize(("value", "person"), [("1", TOR), ("2", AMINA), ("", None)])
def test_one_of_a_few_is_chosen(value, person):
    assert PeopleField(people=[TOR, AMINA], label="Hvem?").clean(value) == person


def test_somebody_who_is_not_among_the_few_is_refused():
    from django import forms

    with pytest.raises(forms.ValidationError):
        PeopleField(people=[TOR], label="Hvem?").clean("2")


# -- committees and seats ------------------------------------------------------------------------------------


def test_a_committee_has_a_kind_when_it_is_made_and_never_afterwards():
    made = CommitteeForm(sent(name="AMU", kind="management", secretary=""), find=find(TOR), is_new=True)
    assert made.is_valid()
    assert made.facts().kind == "management"
    changed = CommitteeForm(sent(name="AMU", kind="management", secretary="Tor Lie"), find=find(TOR), is_new=False)
    assert changed.is_valid()
    assert (changed.facts().kind, changed.facts().secretary) == ("amu", TOR)


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_committee_has_a_name_that_fits(name):
    assert "name" in CommitteeForm(sent(name=name, kind="amu"), find=find(), is_new=True).errors


def test_a_seat_in_the_committee_has_a_side_and_an_end():
    form = SeatForm(sent(person="Tor Lie", since="2026-01-01"), find=find(TOR), is_formal=True)
    assert {"side", "until"} <= set(form.errors)


def test_a_seat_in_a_group_has_neither():
    form = SeatForm(sent(person="Tor Lie", since="2026-01-01"), find=find(TOR), is_formal=False)
    assert form.is_valid()
    term = form.term()
    assert (term.side, term.until, term.is_deputy) == ("", None, False)


def test_a_deputy_is_ticked():
    typed = {"person": "Amina Ali", "side": "employees", "since": "2026-01-01", "until": "2027-12-31"}
    form = SeatForm(sent(**typed, is_deputy="on"), find=find(AMINA), is_formal=True)
    assert form.is_valid()
    assert form.term().is_deputy


@pytest.mark.parametrize("day", ["", "2026-02-30", "i morgen", "0026-01-01"])
def test_a_last_day_is_a_day(day):
    assert not LastDayForm(sent(last_day=day)).is_valid()


def test_a_chair_is_one_of_those_who_may():
    people = [(TOR, "Tor Lie, arbeidsgiver")]
    right = ChairForm(sent(person=1, since="2026-01-01"), people=people)
    assert right.is_valid()
    assert right.term().person == TOR
    assert "person" in ChairForm(sent(person=2, since="2026-01-01"), people=people).errors


@pytest.mark.parametrize(
    ("day", "year_on"),
    [
        (date(2026, 3, 1), date(2027, 3, 1)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_a_year_on_is_a_day_that_exists(day, year_on):
    assert a_year_from(day) == year_on


# -- meetings ------------------------------------------------------------------------------------------------


def meeting_form(**typed: str) -> MeetingForm:
    right = {"on": "2026-11-23", "start": "09:00", "end": "11:00", "place": "Rom 2", "note": ""}
    return MeetingForm(sent(**{**right, **typed}))


def test_a_meeting_is_on_the_clock_of_the_place():
    form = meeting_form()
    assert form.is_valid()
    plan = form.plan()
    assert timezone.localtime(plan.starts_at).time() == time(9)
    assert plan.starts_at.utcoffset() is not None


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 1), ("2026-03-30", 2), ("2026-10-24", 2), ("2026-10-26", 1)])
def test_nine_is_nine_in_summer_and_winter(day, hours):
    form = meeting_form(on=day)
    assert form.is_valid()
    starts = timezone.localtime(form.plan().starts_at)
    assert (starts.hour, starts.utcoffset().total_seconds() / 3600) == (9, hours)


@pytest.mark.parametrize("name", ["on", "start", "end", "place"])
def test_each_part_of_a_meeting_is_asked_for(name):
    assert name in meeting_form(**{name: ""}).errors


@pytest.mark.parametrize(("name", "value"), [("start", "25:00"), ("end", "elleve"), ("on", "23.13.2026")])
def test_a_wrong_time_is_told_at_its_own_field(name, value):
    assert list(meeting_form(**{name: value}).errors) == [name]


def test_a_form_over_a_meeting_begins_with_what_stands():
    form = meeting_form()
    assert form.is_valid()
    plan = form.plan()
    row = Meeting(starts_at=plan.starts_at, ends_at=plan.ends_at, place="Rom 2", note="Husk kaffe")
    begun = meeting_initial(row)
    assert begun == {
        "on": date(2026, 11, 23),
        "start": time(9),
        "end": time(11),
        "place": "Rom 2",
        "note": "Husk kaffe",
    }


def test_a_place_is_one_line_whatever_is_pasted():
    form = meeting_form(place="Rom 2\r\nBcc: noen@annet.example")
    assert form.is_valid()
    assert form.plan().place == "Rom 2 Bcc: noen@annet.example"


# -- cases ---------------------------------------------------------------------------------------------------


def case_form(*, may_exempt: bool = True, **typed: Any) -> CaseForm:
    right = {"title": "Hvile", "kind": "V", "letter": "f", "responsible": "1"}
    return CaseForm(sent(**{**right, **typed}), people=[TOR, AMINA], language="nb", may_exempt=may_exempt)


def test_a_case_is_read_as_it_was_typed():
    form = case_form(is_exempt="on", exempt_reason="Få personer")
    assert form.is_valid()
    plan = form.plan()
    assert (plan.title, plan.kind, plan.letter, plan.responsible) == ("Hvile", "V", "f", TOR)
    assert (plan.is_exempt, plan.exempt_reason) == (True, "Få personer")


def test_whoever_may_not_read_exempt_cases_cannot_make_one_by_sending_the_field():
    form = case_form(may_exempt=False, is_exempt="on", exempt_reason="Få personer")
    assert form.is_valid()
    assert not form.plan().is_exempt


@pytest.mark.parametrize(
    ("name", "value"), [("kind", "X"), ("letter", "g"), ("responsible", "7"), ("title", ""), ("title", "x" * 161)]
)
def test_a_wrong_choice_in_a_case_is_told_at_its_own_field(name, value):
    assert list(case_form(**{name: value}).errors) == [name]


def test_kinds_and_letters_are_named_in_the_language_of_whoever_writes():
    with translation.override("en"):
        form = CaseForm(people=[], language="en", may_exempt=False)
    assert "Beslutning" not in str(form["kind"])
    assert len(form.fields["letter"].choices) == 7


def test_a_case_is_put_up_for_one_of_the_coming_meetings():
    meeting = Meeting(pk=4, starts_at=timezone.now(), ends_at=timezone.now())
    right = PlaceForm(sent(meeting=4), meetings=[meeting])
    assert right.is_valid()
    assert right.meeting() is meeting
    assert not PlaceForm(sent(meeting=5), meetings=[meeting]).is_valid()


def test_standing_items_are_those_that_are_left():
    items = [("trends", "Trender"), ("measures", "Tiltak")]
    right = StandingForm(sent(items=["trends"]), items=items)
    assert right.is_valid()
    assert right.cleaned_data["items"] == ["trends"]
    assert not StandingForm(sent(items=["annual_report"]), items=items).is_valid()
    assert not StandingForm(sent(), items=items).is_valid(), "nothing chosen is no answer"


# -- minutes -------------------------------------------------------------------------------------------------


def outcome_form(dissents: int = 0, **typed: Any) -> OutcomeForm:
    asked = Asked(find(TOR, AMINA), ["Tor Lie"], [TOR, AMINA], dissents=dissents)
    return OutcomeForm(sent(**typed), asked=asked)


def test_an_empty_outcome_is_an_outcome():
    form = outcome_form()
    assert form.is_valid()
    outcome = form.outcome()
    assert (outcome.decision, outcome.owner, outcome.votes, outcome.dissents) == ("", None, 0, ())


def test_everything_of_an_outcome_is_read():
    form = outcome_form(
        discussion="Vi snakket.",
        decision="Ja.",
        owner="Amina Ali",
        due_on="2026-12-01",
        votes_for=3,
        votes_against=1,
        votes_blank=2,
        dissent_1_who=1,
        dissent_1_reason="Nei.",
    )
    assert form.is_valid()
    outcome = form.outcome()
    assert (outcome.owner, outcome.due_on, outcome.votes) == (AMINA, date(2026, 12, 1), 6)
    assert outcome.dissents == (Dissenting(TOR, "Nei."),)


def test_rows_without_a_name_or_words_are_left_out():
    form = outcome_form(dissent_1_who="", dissent_2_who=2)
    assert form.is_valid()
    assert form.outcome().dissents == (Dissenting(AMINA, ""),)


@pytest.mark.parametrize(("stored", "rows"), [(0, 2), (1, 2), (2, 3), (5, 6), (40, MOST_ROWS)])
def test_there_is_room_for_one_more_up_to_a_limit(stored, rows):
    assert len(outcome_form(dissents=stored).rows) == rows


def test_as_many_rows_as_were_sent_are_read_though_fewer_are_stored():
    form = outcome_form(dissent_5_who=1, dissent_5_reason="Nei.")
    assert form.is_valid()
    assert form.outcome().dissents == (Dissenting(TOR, "Nei."),)


@pytest.mark.parametrize("name", ["dissent_99_who", "dissent_100_who", "dissent_x_who", "dissent_-1_who"])
def test_nobody_makes_a_form_without_end_by_what_they_send(name):
    assert len(outcome_form(**{name: "1"}).rows) <= MOST_ROWS


def test_somebody_who_was_not_there_cannot_be_chosen():
    assert list(outcome_form(dissent_1_who=9).errors) == ["dissent_1_who"]


def test_words_need_somebody_whose_they_are():
    assert "Velg hvem dette skal stå ved." in errors(outcome_form(dissent_2_reason="Nei."))


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("votes_for", "votes"),
        ("votes_blank", "votes"),
        ("dissent_1_who", "dissent_1"),
        ("dissent_1_reason", "dissent_1"),
        ("decision", "decision"),
    ],
)
def test_what_stands_or_falls_together(name, part):
    assert outcome_form().part_of(name) == part


def attendance_form(**typed: Any) -> AttendanceForm:
    rows = [(1, "Tor Lie", []), (2, "Amina Ali", []), (3, "Kari Nes, vara", ["Amina Ali"])]
    return AttendanceForm(sent(**typed), rows=rows)


def test_who_was_there_is_read_with_whom_they_sat_for_and_guests():
    form = attendance_form(present=[1, 3], for_3="Amina Ali", guests=" Berit,  BHT \n\nArne\n")
    assert form.is_valid()
    given = form.given()
    assert given == {"present": [1, 3], "stands_in_for": {3: "Amina Ali"}, "guests": ["Berit, BHT", "Arne"]}


def test_nobody_there_is_read_as_that():
    form = attendance_form()
    assert form.is_valid()
    assert form.given() == {"present": [], "stands_in_for": {}, "guests": []}


def test_guests_are_no_more_than_a_room_holds_and_their_names_fit():
    form = attendance_form(guests="\n".join(["x" * 30] * 60))
    assert form.is_valid()
    assert len(form.given()["guests"]) == 40
    long = attendance_form(guests="x" * 900)
    assert long.is_valid()
    assert len(long.given()["guests"][0]) == 200


@pytest.mark.parametrize("typed", [{"present": [9]}, {"for_3": "Tor Lie"}])
def test_only_those_on_the_list_were_there_and_only_for_their_own_side(typed):
    assert not attendance_form(**typed).is_valid()


def test_members_have_nobody_to_sit_for():
    assert "for_1" not in attendance_form().fields
    assert "for_3" in attendance_form().fields


@pytest.mark.parametrize("form", [ReasonForm, ChangeWishForm])
@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_a_reason_is_asked_for_and_fits_on_a_line(form, reason):
    assert "reason" in form(sent(reason=reason)).errors


# -- the report ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "right"), [("2026", True), ("2024", False), ("i fjor", False), ("", False)])
def test_a_report_is_of_one_of_the_years_that_are_left(year, right):
    form = YearForm(sent(year=year), years=[2026, 2025])
    assert form.is_valid() is right
    assert not right or form.cleaned_data["year"] == 2026


@pytest.mark.parametrize(("signs", "right"), [(0, True), (8000, True), (8001, False)])
def test_a_section_has_room_for_eight_thousand_signs(signs, right):
    assert SectionForm(sent(text="x" * signs)).is_valid() is right


def test_a_report_is_adopted_in_one_of_the_meetings_that_were_held():
    meeting = SimpleNamespace(pk=4, day="23. november 2026")
    right = AdoptForm(sent(meeting=4), meetings=[meeting])
    assert right.is_valid()
    assert right.meeting() is meeting
    assert not AdoptForm(sent(meeting=9), meetings=[meeting]).is_valid()
