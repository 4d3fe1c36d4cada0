"""What the database itself refuses, whatever the code does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from samspill.organisations.models import Assignment, Organisation, Person, Post, Role, Unit
from tests.cast import SINCE, Cast

BEFORE = date(2020, 1, 1)


def post(cast: Cast, **how: object) -> Post:
    return Post(person=cast.kari, unit=cast.sor, valid_from=SINCE, recorded_on=SINCE, **how)


def person(cast: Cast, **how: object) -> Person:
    return Person(**{"organisation": cast.solvik, "external_id": "ny", "name": "Ny", "joined_on": SINCE, **how})


def unit(cast: Cast, **how: object) -> Unit:
    return Unit(**{"organisation": cast.solvik, "external_id": "ny", "name": "Ny", "opened_on": SINCE, **how})


WRONG: dict[str, Callable[[Cast], object]] = {
    "a figure of four": lambda cast: Organisation.objects.create(name="X", slug="x", minimum_group=4),
    "two organisations of one name": lambda cast: Organisation.objects.create(name="X", slug="solvik"),
    "a second root": lambda cast: unit(cast).save(),
    "two units of one number": lambda cast: unit(cast, external_id="helse", parent=cast.root).save(),
    "closed before opened": lambda cast: unit(cast, parent=cast.root, closed_on=BEFORE).save(),
    "merged and open": lambda cast: unit(cast, parent=cast.root, merged_into=cast.nord).save(),
    "its own parent": lambda cast: Unit.objects.filter(pk=cast.nord.pk).update(parent=cast.nord.pk),
    "two people of one number": lambda cast: person(cast, external_id="kari-nes").save(),
    "two people of one address": lambda cast: person(cast, email="KARI@solvik.example").save(),
    "left before joined": lambda cast: person(cast, left_on=BEFORE).save(),
    "two main posts": lambda cast: post(cast).save(),
    "a post that ends before it begins": lambda cast: post(cast, is_main=False, valid_to=BEFORE).save(),
    "a role that ends before it begins": lambda cast: Assignment.objects.create(
        person=cast.kari, role=Role.HR, valid_from=SINCE, valid_to=BEFORE
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_database_refuses(cast: Cast, name: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        WRONG[name](cast)


def test_the_database_allows_what_is_meant(cast: Cast) -> None:
    unit(cast, closed_on=SINCE).save()
    person(cast, organisation=cast.other, external_id="kari-nes", email="kari@solvik.example").save()
    person(cast, email=None).save()
    person(cast, external_id="ny-2", email=None).save()
    post(cast, is_main=False).save()


def test_a_unit_has_a_name_in_each_language_or_its_bokmal_one(cast: Cast) -> None:
    named = unit(cast, name="Helse", name_nn="Helse og omsorg")
    assert [named.name_in(language) for language in ("nb", "nn", "en")] == ["Helse", "Helse og omsorg", "Helse"]
