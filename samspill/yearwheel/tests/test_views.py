"""The pages: what one does with the year, and what is answered to what cannot be."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.yearwheel.models import Change, Evidence, Milestone, Occurrence
from samspill.yearwheel.queries.choosing import Kind
from samspill.yearwheel.tests.doors import a_wheel_now
from tests.cast import Cast

DAY = timedelta(days=1)


@pytest.fixture
def per(cast: Cast, client: Client) -> Client:
    a_wheel_now(cast)
    client.force_login(cast.user("per"))
    return client


@pytest.fixture
def jonas(cast: Cast) -> Client:
    a_wheel_now(cast)
    client = Client()
    client.force_login(cast.user("jonas"))
    return client


def an_open_one(**fields: Any) -> Occurrence:
    """Whose time is now, whatever day the test is run."""
    one = Occurrence.objects.filter(**fields).order_by("ends_on")[0]
    today = timezone.localdate()
    Occurrence.objects.filter(pk=one.pk).update(starts_on=today - 9 * DAY, ends_on=today + 9 * DAY)
    one.refresh_from_db()
    return one


def passed(**fields: Any) -> Occurrence:
    one = an_open_one(**fields)
    today = timezone.localdate()
    Occurrence.objects.filter(pk=one.pk).update(starts_on=today - 30 * DAY, ends_on=today - 20 * DAY)
    return one


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_wheel_is_drawn_and_everything_in_it_stands_in_a_list_too(per: Client) -> None:
    page = text(per.get(reverse("wheel")))
    assert '<svg class="s-wheel"' in page
    assert "Nå og neste" in page
    assert "Hele året som liste" in page
    year = timezone.localdate().year + 1
    heard = text(per.get(f"{reverse('wheel')}?ar={year}"))
    assert re.search(rf'aria-label="november {year}: [^"]*Jakt på tidslekkasjer', heard)
    assert f'aria-label="juli {year}: ingenting"' in heard
    listed = text(per.get(f"{reverse('wheel_year')}?ar={year}"))
    for one in Milestone.objects.all():
        assert one.title in listed


def test_before_it_is_chosen_the_page_teaches_and_hr_is_led_on(cast: Cast, client: Client) -> None:
    client.force_login(cast.user("kari"))
    assert "Her kommer året deres" in text(client.get(reverse("wheel")))
    assert reverse("wheel_choose") not in text(client.get(reverse("wheel")))
    client.force_login(cast.user("per"))
    assert reverse("wheel_choose") in text(client.get(reverse("wheel")))


def test_hr_chooses_by_size_sees_why_and_gets_the_wheel(cast: Cast, client: Client) -> None:
    client.force_login(cast.user("per"))
    page = text(client.get(reverse("wheel_choose"), {"ansatte": "40", "offentlig": "on"}))
    assert "Følger av skriftlig rutine for varsling" in page
    assert re.search(r'<label [^>]*>Rutinen for varsling</label><div class="s-help"', page)
    keys = [one.id for one in Kind(40, is_public=True).preset.milestones]
    address = f"{reverse('wheel_choose')}?ansatte=40&offentlig=on"
    refused = client.post(address, {"keys": keys[1:]})
    assert "Skriv hvorfor disse ikke gjelder" in text(refused)
    assert client.post(address, {"keys": keys}).status_code == 302
    assert Milestone.objects.count() == len(keys)


@pytest.mark.parametrize("number", ["0", "-3", "mange", "9" * 30])
def test_a_size_that_cannot_be_is_said_at_its_field(cast: Cast, client: Client, number: str) -> None:
    client.force_login(cast.user("per"))
    answer = client.get(reverse("wheel_choose"), {"ansatte": number})
    assert answer.status_code == 200
    assert "ds-error-summary" in text(answer)


def test_a_leader_marks_something_done_with_what_shows_it_and_undoes_it(cast: Cast, jonas: Client) -> None:
    one = an_open_one(milestone__key="safety_round", unit=cast.nord)
    here = reverse("occurrence_done", args=[one.pk])
    today = timezone.localdate().isoformat()
    assert "ds-error-summary" in text(jonas.post(here, {"done_on": today}))
    file = SimpleUploadedFile("notat.pdf", b"%PDF-1.7 notat")
    assert jonas.post(here, {"done_on": today, "note": "Gått runden.", "file": file}).status_code == 302
    page = text(jonas.get(reverse("occurrence", args=[one.pk])))
    assert "Gått runden." in page
    assert "notat.pdf" in page
    kept = Evidence.objects.get()
    assert jonas.get(reverse("evidence", args=[kept.pk])).content == b"%PDF-1.7 notat"
    jonas.post(reverse("wheel_undo", args=[Change.objects.get().batch]))
    one.refresh_from_db()
    assert one.state == "open"


@pytest.mark.parametrize(("name", "content"), [("virus.exe", b"MZ\x00\x01"), ("tom.pdf", b""), ("side.txt", b"<html>")])
def test_a_file_we_do_not_take_is_refused_and_nothing_is_half_done(
    cast: Cast, jonas: Client, name: str, content: bytes
) -> None:
    one = an_open_one(milestone__key="safety_round", unit=cast.nord)
    sent = {"done_on": timezone.localdate().isoformat(), "file": SimpleUploadedFile(name, content)}
    assert jonas.post(reverse("occurrence_done", args=[one.pk]), sent).status_code == 200
    one.refresh_from_db()
    assert one.state == "open"
    assert not Evidence.objects.exists()


def test_what_shows_that_something_is_done_is_not_taken_away_from_under_it(cast: Cast, jonas: Client) -> None:
    one = an_open_one(milestone__key="safety_round", unit=cast.nord)
    file = SimpleUploadedFile("referat.pdf", b"%PDF-1.7 referat")
    jonas.post(reverse("occurrence_done", args=[one.pk]), {"done_on": timezone.localdate(), "file": file})
    kept = Evidence.objects.get()
    page = text(jonas.post(reverse("evidence_remove", args=[kept.pk]), follow=True))
    assert "Dette er det som viser at det er gjort" in page
    assert Evidence.objects.filter(pk=kept.pk).exists()
    other = SimpleUploadedFile("bilde.pdf", b"%PDF-1.7 bilde")
    jonas.post(reverse("occurrence_attach", args=[one.pk]), {"file": other})
    assert "Vedlegget er slettet" in text(jonas.post(reverse("evidence_remove", args=[kept.pk]), follow=True))


def test_something_is_moved_skipped_and_handed_over_from_its_page(cast: Cast, per: Client) -> None:
    today = timezone.localdate()
    year = today.year + 1
    one = Occurrence.objects.get(milestone__key="harassment", year=year)
    to = f"{year}-11-03"
    per.post(reverse("occurrence_move", args=[one.pk]), {"starts_on": to, "ends_on": to})
    assert "flyttet fra" in text(per.get(reverse("occurrence", args=[one.pk])))
    assert 'option value="" selected' in text(per.get(reverse("occurrence_hand_over", args=[one.pk])))
    assert "ds-error-summary" in text(per.post(reverse("occurrence_hand_over", args=[one.pk]), {"person": ""}))
    per.post(reverse("occurrence_hand_over", args=[one.pk]), {"person": cast.amina.pk})
    assert "Amina Ali" in text(per.get(reverse("occurrence", args=[one.pk])))
    assert "ds-error-summary" in text(per.post(reverse("occurrence_skip", args=[one.pk]), {"reason": " "}))
    per.post(reverse("occurrence_skip", args=[one.pk]), {"reason": "Slått sammen med fagdagen."})
    page = text(per.get(reverse("occurrence", args=[one.pk])))
    assert "Slått sammen med fagdagen." in page


def test_the_list_of_milestones_says_when_each_comes(per: Client) -> None:
    assert "8.–31. januar · HMS-arbeid" in text(per.get(reverse("milestones")))


def test_july_is_refused_where_somebody_moves_something_there(per: Client) -> None:
    year = timezone.localdate().year + 1
    one = Occurrence.objects.get(milestone__key="harassment", year=year)
    sent = {"starts_on": f"{year}-07-03", "ends_on": f"{year}-07-10"}
    assert "Juli er fri" in text(per.post(reverse("occurrence_move", args=[one.pk]), sent))


def test_after_a_month_away_several_are_told_of_at_once_and_undone_at_once(cast: Cast, jonas: Client) -> None:
    some = [passed(milestone__key=key, unit=cast.nord) for key in ("what_helped", "time_leaks")]
    here = reverse("wheel_catch_up")
    page = text(jonas.get(here))
    assert "Det er helt greit." in page
    answer = jonas.post(here, {"ids": [one.pk for one in some], "do": "done"})
    assert "2 er ført" in text(jonas.get(answer["Location"]))
    assert {one.state for one in Occurrence.objects.filter(pk__in=[one.pk for one in some])} == {"done"}
    jonas.post(reverse("wheel_undo", args=[Change.objects.all()[0].batch]))
    assert {one.state for one in Occurrence.objects.filter(pk__in=[one.pk for one in some])} == {"open"}


def test_several_are_moved_or_skipped_at_once_with_a_reason(cast: Cast, jonas: Client) -> None:
    first, second = (passed(milestone__key=key, unit=cast.nord) for key in ("what_helped", "time_leaks"))
    here = reverse("wheel_catch_up")
    assert "ds-error-summary" in text(jonas.post(here, {"do": "done"}))
    assert "Skriv kort hvorfor" in text(jonas.post(here, {"ids": [first.pk], "do": "skip", "reason": ""}))
    jonas.post(here, {"ids": [first.pk], "do": "skip", "reason": "Ikke i år."})
    assert "Velg dagen det flyttes til." in text(jonas.post(here, {"ids": [second.pk], "do": "move", "on": ""}))
    later = timezone.localdate() + DAY
    if later.month != 7:
        jonas.post(here, {"ids": [second.pk], "do": "move", "on": later.isoformat()})
        second.refresh_from_db()
        assert second.ends_on == later
    first.refresh_from_db()
    assert first.state == "skipped"


def test_what_needs_evidence_stops_the_whole_lot_and_says_which(cast: Cast, jonas: Client) -> None:
    some = [passed(milestone__key=key, unit=cast.nord) for key in ("what_helped", "safety_round")]
    page = text(jonas.post(reverse("wheel_catch_up"), {"ids": [one.pk for one in some], "do": "done"}))
    assert "Legg ved det som viser at det er gjort, før du fører det: Vernerunde med et psykososialt blikk" in page
    assert not Change.objects.exists()


def test_nobody_says_anything_of_what_is_not_theirs(cast: Cast, jonas: Client) -> None:
    other = passed(milestone__key="what_helped", unit=cast.sor)
    answer = jonas.post(reverse("wheel_catch_up"), {"ids": [other.pk], "do": "done"})
    assert answer.status_code == 200
    assert jonas.get(reverse("occurrence_done", args=[other.pk])).status_code == 404
    other.refresh_from_db()
    assert other.state == "open"


def a_form(**fields: object) -> dict[str, object]:
    return {
        "title": "Fagdag", "ring": "support", "scope": "organisation", "first_day": 20, "first_month": 5, "last_day": 28,
        "last_month": 5, "owner_role": "hr", "owner": "", "done_by": "marked", "lead_days": 14, **fields,
    }  # fmt: skip


def test_an_own_milestone_is_added_changed_switched_off_and_on(per: Client) -> None:
    per.post(reverse("milestone_new"), a_form())
    own = Milestone.objects.get(own_title="Fagdag")
    here = reverse("milestone_edit", args=[own.pk])
    shown = text(per.get(here)).split('name="shown" value="')[1].split('"')[0]
    per.post(here, a_form(title="Felles fagdag", shown=shown))
    own.refresh_from_db()
    assert own.title == "Felles fagdag"
    per.post(reverse("milestone_off", args=[own.pk]), {"reason": "Ikke i år."})
    assert "Ikke i år." in text(per.get(reverse("milestones")))
    per.post(reverse("milestone_on", args=[own.pk]))
    own.refresh_from_db()
    assert own.off_on is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"first_day": 30, "first_month": 2, "last_month": 3}, "30. februar finnes ikke"),
        ({"last_day": 10}, "Siste dag kommer før første dag"),
        ({"last_month": 8}, "Juli er fri"),
        ({"title": " "}, "ds-error-summary"),
        ({"lead_days": 91}, "ds-error-summary"),
        ({"law": ["aml § 99"]}, "ds-error-summary"),
        ({"owner": "999999"}, "ds-error-summary"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(
    per: Client, fields: dict[str, object], sentence: str
) -> None:
    before = Milestone.objects.count()
    page = text(per.post(reverse("milestone_new"), a_form(**{"text": "Behold meg", **fields})))
    assert sentence in page
    assert "Behold meg" in page
    assert Milestone.objects.count() == before


@pytest.mark.parametrize(
    "name", ["wheel", "wheel_year", "wheel_month", "wheel_quarter", "wheel_sheet", "wheel_catch_up"]
)
def test_an_address_with_nonsense_shows_something_sensible(per: Client, name: str) -> None:
    odd = ("ar=tusen", "ar=0", "ar=" + "9" * 40, "ar=20260", "maned=2026-13", "kvartal=9-9", "kvartal=020260-1")
    for query in (*odd, "ring=måne", "fort=x"):
        assert per.get(f"{reverse(name)}?{query}").status_code == 200


@pytest.mark.parametrize("year", [0, 1, 9998, 9999, 10**22])
def test_a_milestone_is_not_there_in_a_year_no_calendar_has(per: Client, year: int) -> None:
    one = Milestone.objects.order_by("pk")[0]
    assert per.get(reverse("milestone_year", args=[one.pk, year])).status_code == 404


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_poster_is_one_page_of_the_size_asked_for(cast: Cast, per: Client, language: str) -> None:
    user = cast.user("per")
    user.language = language
    user.save()
    sizes = {}
    for paper in ("a4", "a3"):
        document = pypdf.PdfReader(io.BytesIO(per.get(reverse("wheel_pdf", args=[paper])).content))
        assert len(document.pages) == 1
        assert "pdfuaid:part" in document.trailer["/Root"]["/Metadata"].get_data().decode()
        sizes[paper] = round(float(document.pages[0].mediabox.width) / 72 * 25.4)
    assert sizes == {"a4": 297, "a3": 420}
    assert per.get(reverse("wheel_pdf", args=["a9"])).status_code == 404


def test_the_home_page_tells_what_waits_in_the_year_and_what_comes(cast: Cast, jonas: Client) -> None:
    for key in ("what_helped", "time_leaks"):
        passed(milestone__key=key, unit=cast.nord)
    page = text(jonas.get(reverse("home")))
    assert "milepæler i årshjulet" in page
    assert reverse("wheel_catch_up") in page
    assert "Hele årshjulet" in page


def test_a_milestone_is_changed_in_the_language_of_the_reader(per: Client) -> None:
    per.post(reverse("choose_language", args=["en"]))
    page = text(per.get(reverse("milestone_edit", args=[Milestone.objects.get(key="harassment").pk])))
    assert "Leave it empty to use our text in every language." in page
    assert "Nobody in particular" in page
