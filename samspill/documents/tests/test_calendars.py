"""What is written is read back by two libraries that had no part in writing it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import ics
import pytest
import vobject

from samspill.documents.calendars import Entry, Told, calendar_file

OSLO = ZoneInfo("Europe/Oslo")
STAMP = datetime(2026, 11, 23, 9, tzinfo=OSLO)
NASTY = 'Møte; "AMU", side 1\\2: æøå\nBEGIN:VEVENT\r\nSUMMARY:falsk\x07 ' + "lang tittel på norsk 🎡 " * 8


def told(*entries: Entry, **how: object) -> list[Told]:
    return [Told(entry, how.get("sequence", 0), STAMP, how.get("off", False)) for entry in entries]


def written(*entries: Entry, **how: object) -> bytes:
    return calendar_file("Samspill: Solvik", told(*entries, **how))


def by_vobject(content: bytes) -> dict[str, object]:
    calendar = vobject.readOne(content.decode())
    return {event.uid.value: event for event in calendar.contents.get("vevent", [])}


def by_ics(content: bytes) -> dict[str, ics.Event]:
    return {event.uid: event for event in ics.Calendar(content.decode()).events}


def meeting(uid: str, day: date) -> Entry:
    starts = datetime(day.year, day.month, day.day, 9, tzinfo=OSLO)
    return Entry(uid, "Møte", starts, starts + timedelta(hours=2))


def test_every_line_is_short_ends_as_it_should_and_breaks_no_letter():
    content = written(Entry("a@b", NASTY, date(2026, 12, 1), url="https://puls.example/" + "x" * 120))
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content[:-2].split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines)
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert not re.search(rb"[\x00-\x08\x0b-\x1f]", content.replace(b"\r\n", b""))


@pytest.mark.parametrize("needed", ["VERSION:2.0", "PRODID:-//", "REFRESH-INTERVAL;VALUE=DURATION:PT4H", "NAME:", "X-WR-CALNAME:"])  # fmt: skip
def test_the_calendar_says_what_it_is_and_how_often_to_ask(needed):
    assert needed in written().decode()


@pytest.mark.parametrize("needed", ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS"])
def test_every_entry_has_what_the_format_demands_once(needed):
    content = written(Entry("a@b", "Frist", date(2026, 12, 1))).decode()
    assert len(re.findall(rf"^{needed}[;:]", content, re.MULTILINE)) == 1


@pytest.mark.parametrize("read", [by_vobject, by_ics])
def test_a_hostile_title_is_one_title_and_no_entry_of_its_own(read):
    events = read(written(Entry("a@b", NASTY, date(2026, 12, 1)), Entry("c@d", "Frist", date(2026, 12, 2))))
    assert sorted(events) == ["a@b", "c@d"]
    event = events["a@b"]
    title = event.name if isinstance(event, ics.Event) else event.summary.value
    assert title == " ".join(NASTY.replace("\x07", " ").split())


def test_a_day_is_a_day_and_the_last_day_is_counted_in():
    content = written(Entry("a@b", "Puls", date(2026, 12, 7), date(2026, 12, 11)))
    event = by_vobject(content)["a@b"]
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 12, 7), date(2026, 12, 12))
    other = by_ics(content)["a@b"]
    assert other.all_day
    assert (other.begin.date(), other.duration) == (date(2026, 12, 7), timedelta(days=5))


@pytest.mark.parametrize(
    ("day", "hour_in_utc"),
    [
        (date(2026, 3, 28), 8),
        (date(2026, 3, 29), 7),
        (date(2026, 3, 30), 7),
        (date(2026, 10, 24), 7),
        (date(2026, 10, 25), 8),
        (date(2026, 10, 26), 8),
    ],
)
def test_nine_in_oslo_is_nine_in_oslo_on_both_sides_of_both_changes(day, hour_in_utc):
    content = written(meeting("m@b", day))
    read = by_vobject(content)["m@b"].dtstart.value
    assert (read.astimezone(OSLO).hour, read.astimezone(UTC).hour) == (9, hour_in_utc)
    assert by_ics(content)["m@b"].begin.datetime.astimezone(OSLO).hour == 9
    assert by_ics(content)["m@b"].duration == timedelta(hours=2)


def test_the_hour_that_comes_twice_is_told_apart():
    first = datetime(2026, 10, 25, 2, 30, tzinfo=OSLO, fold=0)
    again = datetime(2026, 10, 25, 2, 30, tzinfo=OSLO, fold=1)
    events = by_vobject(written(Entry("a", "Vakt", first), Entry("b", "Vakt", again)))
    assert events["b"].dtstart.value - events["a"].dtstart.value == timedelta(hours=1)


def test_a_moment_without_a_time_zone_is_a_fault_and_not_a_guess():
    with pytest.raises(ValueError, match="time zone"):
        written(Entry("a", "Møte", datetime(2026, 12, 1, 9)))  # noqa: DTZ001


def test_what_is_off_says_so_under_the_same_name_with_a_higher_number():
    content = written(Entry("a@b", "Utgår", date(2026, 12, 1)), sequence=3, off=True)
    event = by_vobject(content)["a@b"]
    assert (event.status.value, event.sequence.value) == ("CANCELLED", "3")
    assert by_ics(content)["a@b"].status == "CANCELLED"


def test_a_thousand_entries_come_back_as_a_thousand():
    entries = [Entry(f"{n}@b", f"Frist {n}", date(2026, 1, 1) + timedelta(days=n % 365)) for n in range(1000)]
    assert len(by_vobject(written(*entries))) == 1000


def test_the_same_entries_are_the_same_bytes():
    entry = Entry("a@b", "Frist", date(2026, 12, 1))
    assert written(entry) == written(entry)


@pytest.mark.parametrize(
    "other",
    [
        Entry("a", "Annet", date(2026, 12, 1)),
        Entry("a", "Frist", date(2026, 12, 2)),
        Entry("a", "Frist", date(2026, 12, 1), date(2026, 12, 2)),
        Entry("a", "Frist", date(2026, 12, 1), url="https://x.example"),
    ],
)
def test_whatever_a_reader_would_see_changes_the_digest(other):
    assert Entry("a", "Frist", date(2026, 12, 1)).digest != other.digest
