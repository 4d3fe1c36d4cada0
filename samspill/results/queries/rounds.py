"""Closed rounds and what was frozen with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from samspill.audit.rules import Hidden
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound
from samspill.results.models import Rate, Spread
from samspill.results.queries.figures import ROUNDS_DRAWN, published

CLOSED = (PulseRound.State.PUBLISHED, PulseRound.State.NOT_PUBLISHED)
READ = (
    "organisation_id", "kind", "definition", "opens_at", "closes_at", "published_at", "state", "minimum_group",
    "has_comments", "attribute",
)  # fmt: skip
"""What pages read of a closed round; its mailing and its locked terms are long and stay where they are."""


def spreads_of(rounds: Sequence[int]) -> dict[str, list[tuple[float, int]]]:
    """Per item the frozen sums of squares and degrees of freedom, in the order of ``rounds``."""
    order = {round_id: place for place, round_id in enumerate(rounds)}
    rows = Spread.objects.filter(pulse_round__in=rounds).values_list(
        "item", "pulse_round_id", "sum_of_squares", "degrees_of_freedom"
    )
    found: dict[str, list[tuple[float, int]]] = {}
    for item, _round_id, squares, freedom in sorted(rows, key=lambda row: order[row[1]]):
        found.setdefault(item, []).append((squares, freedom))
    return found


def closed_rounds_for(viewer: Viewer, unit: Unit | None = None, limit: int | None = ROUNDS_DRAWN) -> list[PulseRound]:
    """The latest closed rounds, newest first.

    With a unit each also tells the unit's response rate (``percent``) and whether there are units below it
    (``has_children``), so that a page need not ask again.
    """
    rounds = PulseRound.objects.filter(organisation_id=viewer.organisation_id, state__in=CLOSED)
    if unit is not None:
        rate = Rate.objects.filter(pulse_round=OuterRef("pk"), unit=unit).values("percent")[:1]
        below = Unit.objects.filter(parent=unit, closed_on=None)
        rounds = rounds.annotate(percent=Subquery(rate), has_children=Exists(below))
    return list(rounds.only(*READ).order_by("-closes_at", "-pk")[:limit])


def happened_since(viewer: Viewer, since: datetime) -> list[PulseRound]:
    """Rounds whose figures were published, the newest first. One statement."""
    rounds = PulseRound.objects.filter(organisation_id=viewer.organisation_id, state=PulseRound.State.PUBLISHED)
    return list(rounds.filter(published_at__gte=since).only(*READ).order_by("-published_at", "-pk"))


def chosen_round(rounds: Sequence[PulseRound], round_id: str | None) -> PulseRound | None:
    """The round asked for, else the newest; one that is not there for this viewer is hidden."""
    if not round_id:
        return rounds[0] if rounds else None
    for one in rounds:
        if str(one.pk) == round_id:
            return one
    raise Hidden


def rounds_to_close(now: datetime) -> QuerySet[PulseRound]:
    """Due by the clock, whether or not a worker was there at the time, and those a close was begun for."""
    due = Q(state=PulseRound.State.OPEN, closes_at__lte=now) | Q(state=PulseRound.State.CLOSING)
    return PulseRound.objects.filter(due).select_related("organisation").order_by("closes_at", "pk")


def latest_with_figures(viewer: Viewer, unit: Unit) -> PulseRound | None:
    """``unit`` comes from ``unit_for(viewer, …)``."""
    shown = published(viewer.organisation_id).filter(unit=unit, is_rest=False, n__isnull=False)
    latest = shown.order_by("-pulse_round__closes_at", "-pulse_round_id").values_list("pulse_round_id", flat=True)[:1]
    return PulseRound.objects.filter(pk__in=list(latest)).only(*READ).first()
