"""«Personvern» and «Hvem ser hva» are there for everybody with something to do here, whatever the workplace is like."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from samspill.accounts.models import User
from samspill.notices.models import Webhook
from samspill.organisations.models import Organisation, Person, Post, Role
from samspill.pulses.models import Consultation
from tests.cast import SINCE, Cast, give_role

PAGES = ("/personvern/", "/hvem-ser-hva/")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_minutes_of_a_leap_day_are_looked_at_again_the_year_after(cast: Cast, now: datetime) -> None:
    Consultation.objects.create(
        organisation=cast.solvik,
        held_on=date(2024, 2, 29),
        participants="Per",
        recorded_by="Per",
        recorded_at=now,
    )
    page = signed_in(cast.user("kari")).get("/personvern/").content.decode()
    assert "28. februar 2025" in page or "1. mars 2025" in page


def test_that_something_is_sent_to_a_channel_is_told_where_one_is_set_up(cast: Cast) -> None:
    kari = signed_in(cast.user("kari"))
    assert "Ingen opplysninger sendes ut av huset" in kari.get("/personvern/").content.decode()
    for place, service in enumerate(("teams", "slack", "teams")):
        Webhook.objects.create(
            organisation=cast.solvik, name=f"Kanal {place}", service=service, nonce=str(place), made_on=SINCE
        )
    page = kari.get("/personvern/").content.decode()
    assert "Ingen opplysninger sendes ut av huset" not in page
    assert "sendes til en kanal i Microsoft Teams og Slack" in page


@pytest.mark.parametrize("address", PAGES)
def test_a_consultant_without_a_post_reads_them_too(cast: Cast, address: str) -> None:
    Person.objects.filter(organisation=cast.other, user=cast.user("siri")).delete()
    Post.objects.filter(person=cast.siri).delete()
    page = signed_in(cast.user("siri")).get(address)
    assert page.status_code == 200
    assert "Teknisk" not in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_a_workplace_that_has_no_units_yet_has_them_too(address: str) -> None:
    organisation = Organisation.objects.create(name="Tom AS", slug="tom")
    user = User.objects.create_user("tom@tom.example")
    person = Person.objects.create(
        organisation=organisation, external_id="1", name="Tom", user=user, joined_on=timezone.localdate()
    )
    give_role(person, Role.HR)
    assert timezone.localdate() > SINCE
    assert signed_in(user).get(address).status_code == 200
