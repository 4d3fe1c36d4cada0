"""A readable number for what is entered by hand and has none."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.text import slugify

from samspill.organisations.models import Person, Unit

LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def free_external_id(existing: QuerySet[Unit] | QuerySet[Person], name: str, *, otherwise: str) -> str:
    """«hjemmetjenesten-ost», «hjemmetjenesten-ost-2»: the first that nobody in ``existing`` has."""
    stem = slugify(name.lower().translate(LETTERS))[:60] or otherwise
    taken = set(existing.filter(external_id__startswith=stem).values_list("external_id", flat=True))
    candidates = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    return next(candidate for candidate in candidates if candidate not in taken)
