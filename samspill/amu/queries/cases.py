"""The register of cases: every case that has a number, by words, year, letter and kind."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samspill.amu.models import Case, Dissent
from samspill.amu.queries.access import Place, readable
from samspill.content.committee import kinds_of_case, matters

MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Sought:
    """As it stands in the address."""

    words: str = ""
    year: str = ""
    letter: str = ""
    kind: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.year or self.letter or self.kind)


def register_for(place: Place, sought: Sought) -> QuerySet[Case]:
    """The latest first. A search never tells of what one may not read, not even by a match."""
    cases = place.committee.cases.filter(readable(place.standing), number__isnull=False)
    if sought.year.isdecimal() and len(sought.year) == 4:
        cases = cases.filter(year=int(sought.year))
    if sought.letter in matters():
        cases = cases.filter(letter=sought.letter)
    if sought.kind in kinds_of_case():
        cases = cases.filter(kind=sought.kind)
    for word in sought.words.split()[:MOST_WORDS]:
        cases = cases.filter(_has(word))
    return cases.select_related("meeting", "measure").order_by("-year", "-number")


def _has(word: str) -> Q:
    number, _slash, year = word.partition("/")
    if number.isdecimal() and year.isdecimal() and len(word) <= 8:
        return Q(number=int(number), year__endswith=year)
    texts = ("title", "text", "discussion", "decision")
    dissenting = Dissent.objects.filter(Q(reason__icontains=word) | Q(name__icontains=word))
    found = Q(pk__in=dissenting.values("case"))
    for name in texts:
        found |= Q(**{f"{name}__icontains": word})
    return found


def years_of(place: Place) -> list[int]:
    years = place.committee.cases.filter(readable(place.standing), number__isnull=False)
    found = years.order_by("-year").values_list("year", flat=True).distinct()
    return [year for year in found if year is not None]


def letter_choices(language: str) -> list[tuple[str, str]]:
    return [(one.letter, f"{one.letter}) {one.name.in_language(language)}") for one in matters().values()]


def kind_choices(language: str) -> list[tuple[str, str]]:
    return [(code, name.in_language(language)) for code, name in kinds_of_case().items()]
