"""Solvik's year: chosen a year ago and lived with since, so that most is done, and a little was left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from samspill.organisations.models import Organisation
from samspill.organisations.rules import Viewer, Worker
from samspill.yearwheel.actions import (
    Choice,
    Finish,
    MilestonePlan,
    add_milestone,
    choose_wheel,
    find_done,
    mark_done,
    move_occurrences,
    skip_occurrences,
    tend_wheel,
)
from samspill.yearwheel.models import DoneBy, Occurrence
from samspill.yearwheel.queries.choosing import kind_now
from samspill.yearwheel.rules import Window

Look = Callable[[str, datetime], Viewer]
A_YEAR = timedelta(days=380)
WHO = {"general_manager": "ingrid", "hr": "per", "amu_member": "arne", "leader": "per"}
LEFT = ("budget",)
"""Passed without anybody saying how it went, in the whole organisation."""
LEFT_IN_NORD = ("newcomers", "results_autumn")
MOVED, SKIPPED = "mental_health", "winter_break"
NOTE = "Ført etter gjennomgangen i ledermøtet."
FILE = ("notat.txt", b"Notat fra gjennomgangen. Alle punkter er fulgt opp.")


def live_through_the_year(organisation: Organisation, look: Look, now: datetime) -> None:
    """``look`` finds a person's viewer on a day."""
    began = now - A_YEAR
    per = look("per", began)
    kind = kind_now(per)
    keys = frozenset(one.id for one in kind.preset.milestones) | {"occupational_health"}
    choose_wheel(choice=Choice(kind, keys), by=per, now=began, today=per.today)
    add_milestone(plan=_own(), by=per, now=began)
    find_done(organisation_id=organisation.pk, today=timezone.localdate(now), by=Worker(organisation.pk), now=now)
    passed = Occurrence.objects.filter(organisation=organisation, state="open", ends_on__lt=timezone.localdate(now))
    groups: dict[tuple[str, int], list[Occurrence]] = {}
    for one in passed.select_related("milestone", "unit").order_by("ends_on", "pk"):
        groups.setdefault((one.milestone.key, one.year), []).append(one)
    for (key, _year), some in groups.items():
        _say_how_it_went(key, some, look)
    tend_wheel(organisation=organisation, now=now)


def _own() -> MilestonePlan:
    return MilestonePlan(
        title="Felles fagdag",
        text="Enhetene viser hverandre én ting som har gjort arbeidet lettere.",
        window=Window(5, 20, 5, 28),
        ring="support",
        owner_role="hr",
    )


def _say_how_it_went(key: str, some: Sequence[Occurrence], look: Look) -> None:
    if key in LEFT:
        return
    kept = [one for one in some if not (key in LEFT_IN_NORD and one.unit and one.unit.external_id == "nord")]
    first = kept[0]
    at = _nine(first.starts_on + (first.ends_on - first.starts_on) * 2 // 3)
    by, ids = look(WHO[first.milestone.owner_role], at), [one.pk for one in kept]
    if key == MOVED:
        before = _nine(first.starts_on - timedelta(days=3))
        later = first.ends_on + timedelta(days=10)
        move_occurrences(
            ids=ids, starts_on=later - timedelta(days=4), ends_on=later, by=look("per", before), now=before
        )
        at = _nine(later)
        by = look("per", at)
    if key == SKIPPED:
        skip_occurrences(ids=ids, reason="Vi var midt i flyttingen til nytt rådhus.", by=by, now=at)
        return
    file = FILE if first.milestone.done_by == DoneBy.ATTACHED else None
    mark_done(ids=ids, finish=Finish(by.today, NOTE, file), by=by, now=at)


def _nine(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
