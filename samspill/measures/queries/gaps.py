"""What is missing in a plan: seen through, so that nothing stays where it was left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.measures.models import Conversation, Measure
from samspill.measures.queries.plans import Line, lines, listed
from samspill.measures.queries.scopes import Scope, measures_in
from samspill.measures.rules import RUNNING
from samspill.organisations.models import Unit
from samspill.organisations.queries import units_for
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound
from samspill.results.queries.figures import published

SHOWN = 10
WEEKS_TO_FOLLOW_UP = 4


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that waits for somebody: what, and where one goes to mend it."""

    heading: str
    note: str
    url_name: str
    url_args: tuple[object, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.url_name, args=self.url_args)


@dataclass(frozen=True, slots=True)
class Gap:
    """One check: what was looked for, why it matters, and what was found."""

    key: str
    heading: str
    about: str
    count: int = 0
    found: tuple[Missing, ...] = ()

    @property
    def hidden(self) -> int:
        return self.count - len(self.found)


Check = Callable[[Viewer, Scope], Gap]
"""What an app above adds: a risk that has no measure, for one."""


def gaps_for(viewer: Viewer, scope: Scope, *, further: Sequence[Check] = ()) -> list[Gap]:
    """All checks, also those that find nothing: what was looked for is part of the answer."""
    open_ones, today = measures_in(viewer, scope).filter(status__in=RUNNING), viewer.today
    begun = open_ones.filter(status__in=[Measure.Status.DECIDED, Measure.Status.UNDER_WAY])
    checks = (
        (
            Gap("owner", _("Tiltak uten ansvarlig"), _("Noen må se til at det skjer.")),
            open_ones.filter(responsible=None),
        ),
        (
            Gap("left", _("Den ansvarlige har sluttet"), _("Ansvaret går til lederen. Velg gjerne en annen.")),
            open_ones.filter(responsible__left_on__lt=today),
        ),
        (
            Gap("due", _("Over fristen"), _("Flytt fristen, eller si at det er gjort.")),
            begun.filter(due_on__lt=today),
        ),
        (
            Gap("evaluate", _("Klart til å vurderes"), _("Dagen dere ville se om det virket, er kommet.")),
            open_ones.filter(evaluate_on__lte=today),
        ),
    )
    found = [_filled(gap, measures, today) for gap, measures in checks]
    return [*found, _without_follow_up(viewer, scope), *(check(viewer, scope) for check in further)]


def _filled(gap: Gap, measures: QuerySet[Measure], today: date) -> Gap:
    language = get_language() or "nb"
    rows = lines(listed(measures.order_by("due_on", "pk"))[:SHOWN], today=today, language=language)
    count = len(rows) if len(rows) < SHOWN else measures.count()
    return replace(gap, count=count, found=tuple(_missing(line) for line in rows))


def _missing(line: Line) -> Missing:
    return Missing(line.measure.title, f"{line.unit} · {line.when[0]} {line.when[1]}", "measure", (line.measure.pk,))


def _without_follow_up(viewer: Viewer, scope: Scope) -> Gap:
    about = _("Fire uker etter målingen er ingen samtale holdt og ingen tiltak valgt.")
    gap = Gap("result", _("Resultat uten oppfølging"), about)
    pulse_round = _round_to_follow_up(viewer)
    if pulse_round is None:
        return gap
    units, language = _units_left_alone(viewer, scope, pulse_round), get_language() or "nb"
    shown = list(units[:SHOWN])
    closed = {"round": pulse_round.name, "day": date_format(timezone.localtime(pulse_round.closes_at), "j. F Y")}
    note = _("%(round)s, lukket %(day)s") % closed
    found = tuple(Missing(unit.name_in(language), note, "results_unit", (unit.pk,)) for unit in shown)
    return replace(gap, count=len(shown) if len(shown) < SHOWN else units.count(), found=found)


def _round_to_follow_up(viewer: Viewer) -> PulseRound | None:
    """The latest that was published at least four weeks ago."""
    rounds = PulseRound.objects.filter(
        organisation_id=viewer.organisation_id,
        state=PulseRound.State.PUBLISHED,
        published_at__date__lte=viewer.today - timedelta(weeks=WEEKS_TO_FOLLOW_UP),
    )
    return rounds.order_by("-published_at").first()


def _units_left_alone(viewer: Viewer, scope: Scope, pulse_round: PulseRound) -> QuerySet[Unit]:
    """Units with figures in the round, and since then neither a conversation nor a measure, nor one under way."""
    figures = published(viewer.organisation_id).filter(
        pulse_round=pulse_round, unit=OuterRef("pk"), is_rest=False, reason=""
    )
    since = pulse_round.published_at
    talked = Conversation.objects.filter(unit=OuterRef("pk"), began_at__gte=since)
    measures = Measure.objects.filter(unit=OuterRef("pk"))
    chosen = measures.filter(Q(status__in=RUNNING) | Q(created_on__gte=since.date() if since else viewer.today))
    units = units_for(viewer).filter(Exists(figures), ~Exists(talked), ~Exists(chosen))
    if scope.unit is not None:
        units = units.filter(path__startswith=scope.unit.path)
    return units.order_by("name", "pk")
