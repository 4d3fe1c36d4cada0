"""The action plan as pages show it: board, list, calendar, counts. A fixed number of statements, whatever the size."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.content.factors import factors
from samspill.measures.models import Level, Measure
from samspill.measures.queries.access import HEAVY
from samspill.measures.queries.homes import leaders_of
from samspill.measures.rules import ENDED, RUNNING, has_left, is_overdue, is_to_evaluate

Status = Measure.Status
CARDS_A_COLUMN = 8
ENDED_SHOWN = 25
SORTS = {
    "due": ("due_on", "pk"),
    "title": ("title", "pk"),
    "unit": ("unit__name", "due_on", "pk"),
    "status": ("status", "due_on", "pk"),
    "responsible": ("responsible__name", "due_on", "pk"),
}
CHIPS = {"better": "better", "unclear": "same", "worse": "worse", "too_early": "early"}


@dataclass(frozen=True, slots=True)
class Line:
    """One measure in a list or on a card."""

    measure: Measure
    unit: str
    factors: str
    responsible: str
    when: tuple[str, str]
    """What the date is, and the date."""
    remark: str = ""
    """What one should know about it, calmly: past its date, ready to be looked at, moved."""

    @property
    def chip(self) -> str:
        return CHIPS.get(self.measure.verdict, "")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody searches and filters by, as it stands in the address."""

    search: str = ""
    level: str = ""
    factor: str = ""
    status: str = ""
    sort: str = ""
    only_own: bool = False
    day: date | None = None


def filtered(measures: QuerySet[Measure], wanted: Wanted) -> QuerySet[Measure]:
    if wanted.level in Level.values:
        measures = measures.filter(level=wanted.level)
    if wanted.factor in factors():
        measures = with_factor(measures, wanted.factor)
    if wanted.status in Status.values:
        measures = measures.filter(status=wanted.status)
    if wanted.search:
        named = Q(title__icontains=wanted.search) | Q(unit__name__icontains=wanted.search)
        measures = measures.filter(named | Q(responsible__name__icontains=wanted.search))
    if wanted.day is not None:
        measures = measures.filter(Q(due_on=wanted.day) | Q(starts_on=wanted.day) | Q(evaluate_on=wanted.day))
    if wanted.sort.removeprefix("-") not in SORTS:
        # What runs comes first; what has ended follows, in the order it ended.
        return measures.order_by(F("finished_on").asc(nulls_first=True), "due_on", "pk")
    descending = wanted.sort.startswith("-")
    order = SORTS[wanted.sort.removeprefix("-")]
    first = f"-{order[0]}" if descending else order[0]
    return measures.order_by(first, *order[1:])


def with_factor(measures: QuerySet[Measure], code: str) -> QuerySet[Measure]:
    """The two databases write letters beyond a-z in their JSON differently."""
    written = {json.dumps(code), json.dumps(code, ensure_ascii=False)}
    among = Q()
    for text in written:
        among |= Q(factors_text__contains=text)
    return measures.annotate(factors_text=Cast("factors", TextField())).filter(among)


def listed(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """With what a line names, and without the long texts."""
    return measures.select_related("unit", "responsible", "moved_from").defer(*HEAVY)


def lines(measures: Iterable[Measure], *, today: date, language: str) -> list[Line]:
    """At most two statements more: who leads where somebody responsible has left."""
    rows = list(measures)
    left = [row.unit for row in rows if row.responsible and has_left(row.responsible, today)]
    leaders = leaders_of(left, today) if left else {}
    return [
        Line(
            row,
            row.unit.name_in(language),
            factor_names(row.factors, language),
            _responsible(row, leaders.get(row.unit_id), today),
            _when(row),
            _remark(row, today, language),
        )
        for row in rows
    ]


def factor_names(codes: Sequence[str], language: str) -> str:
    return ", ".join(factors()[code].name.in_language(language) for code in codes if code in factors())


def _responsible(measure: Measure, leader: object | None, today: date) -> str:
    """True also before the worker has handed it over."""
    person = measure.responsible
    if person is None:
        return _("Ingen ennå")
    if not has_left(person, today) or measure.status in ENDED:
        return person.name
    if leader is None:
        return _("%(name)s, som har sluttet") % {"name": person.name}
    return _("%(leader)s (%(name)s har sluttet)") % {"leader": leader, "name": person.name}


def _when(measure: Measure) -> tuple[str, str]:
    if measure.finished_on is not None:
        return _("Avsluttet"), day(measure.finished_on)
    if measure.status == Status.EVALUATING and measure.evaluate_on:
        return _("Vurderes"), day(measure.evaluate_on)
    return _("Frist"), day(measure.due_on)


def _remark(measure: Measure, today: date, language: str) -> str:
    if is_overdue(measure, today):
        return _("Fristen var %(day)s") % {"day": day(measure.due_on)}
    if is_to_evaluate(measure, today):
        return _("Klart til å vurderes")
    if measure.moved_from is not None:
        return _("Flyttet hit fra %(unit)s") % {"unit": measure.moved_from.name_in(language)}
    return ""


def day(on: date) -> str:
    return date_format(on, _("j. F Y"))


@dataclass(frozen=True, slots=True)
class Column:
    status: str
    heading: str
    count: int
    lines: tuple[Line, ...]

    @property
    def hidden(self) -> int:
        """How many there is no room for."""
        return self.count - len(self.lines)


@dataclass(frozen=True, slots=True)
class Counts:
    proposed: int
    decided: int
    under_way: int
    evaluating: int
    to_evaluate: int
    overdue: int
    ended: int
    better: int

    @property
    def of(self) -> dict[str, int]:
        return {Status.DECIDED: self.decided, Status.UNDER_WAY: self.under_way, Status.EVALUATING: self.evaluating}

    @property
    def nothing(self) -> bool:
        return not (self.proposed or self.decided or self.under_way or self.evaluating or self.ended)


def counts_of(measures: QuerySet[Measure], today: date) -> Counts:
    """One statement. What has ended is counted for the year."""
    ended = Q(status__in=ENDED, finished_on__year=today.year)
    late = Q(status__in=[Status.DECIDED, Status.UNDER_WAY], due_on__lt=today)
    ready = Q(status__in=RUNNING, evaluate_on__lte=today) | Q(status=Status.EVALUATING)
    found = measures.order_by().aggregate(
        proposed=Count("pk", filter=Q(status=Status.PROPOSED)),
        decided=Count("pk", filter=Q(status=Status.DECIDED)),
        under_way=Count("pk", filter=Q(status=Status.UNDER_WAY)),
        evaluating=Count("pk", filter=Q(status=Status.EVALUATING)),
        to_evaluate=Count("pk", filter=ready),
        overdue=Count("pk", filter=late),
        ended=Count("pk", filter=ended),
        better=Count("pk", filter=ended & Q(verdict=Measure.Verdict.BETTER)),
    )
    return Counts(**found)


def open_to_all(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """What may leave the house: none that is for one person."""
    return measures.exclude(level=Level.INDIVIDUAL)


def number_for_one_person(measures: QuerySet[Measure]) -> int:
    """Of what is decided; how many an open document leaves out."""
    return measures.filter(level=Level.INDIVIDUAL).exclude(status=Status.PROPOSED).count()


def board(measures: QuerySet[Measure], counts: Counts, *, today: date, language: str) -> list[Column]:
    """Three columns; the last asks whether it worked, since that is the last step of the work, not «done»."""
    columns = []
    for status in RUNNING:
        rows = listed(measures.filter(status=status))[:CARDS_A_COLUMN]
        shown = tuple(lines(rows, today=today, language=language))
        columns.append(Column(status, str(Status(status).label), counts.of[status], shown))
    return columns


def proposals(measures: QuerySet[Measure], *, today: date, language: str) -> list[Line]:
    rows = listed(measures.filter(status=Status.PROPOSED)).order_by("created_on", "pk")[:CARDS_A_COLUMN]
    return lines(rows, today=today, language=language)


def ended_this_year(measures: QuerySet[Measure], *, today: date, language: str) -> list[Line]:
    """With what was seen and learnt; those that did not work stay."""
    rows = listed(measures.filter(status__in=ENDED, finished_on__year=today.year))
    return lines(rows.order_by("-finished_on", "-pk")[:ENDED_SHOWN], today=today, language=language)


def whole_measures(measures: QuerySet[Measure], *, most: int | None) -> QuerySet[Measure]:
    """With all texts, for a file: what runs first, by its date; a proposal is not part of the plan yet."""
    decided = measures.exclude(status=Status.PROPOSED).select_related("unit", "responsible", "moved_from")
    return decided.order_by(F("finished_on").asc(nulls_first=True), "due_on", "pk")[:most]
