"""The pack of a meeting, built from what is published and what everybody may read. See ADR 0025."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspill.amu.models import Meeting
from samspill.amu.rules.packs import MOST_SIGNALS, Pack, PackMeasure, PackTrend
from samspill.content.factors import factors
from samspill.content.language import LANGUAGES
from samspill.design.figures import decimal, few
from samspill.leadership.models import Decision
from samspill.measures.models import Conversation, Level, Measure, Story
from samspill.measures.queries.plans import with_factor
from samspill.measures.queries.stories import STANDS
from samspill.measures.rules import ENDED, RUNNING, is_overdue
from samspill.organisations.models import Role, Unit
from samspill.organisations.rules import Hat, Viewer, wearing
from samspill.results.access import Asked, Overview, SafeTrend, is_taken_back_since, overview
from samspill.risk.models import Assessment
from samspill.yearwheel.queries import entries_between
from samspill.yearwheel.rules import Status

WHEEL_AHEAD = timedelta(days=90)
MOST_MEASURES = 8
STORY_IS_FRESH = timedelta(days=365)
FIRST_LOOK = timedelta(days=92)
"""How far back the counts go where there was no meeting before."""


@dataclass(frozen=True, slots=True)
class _Since:
    """What the counts of a pack are counted within."""

    organisation: int
    start: date
    today: date
    language: str


def build_packs(viewer: Viewer, meeting: Meeting, before: Meeting | None) -> dict[str, Pack]:
    """The same pack in every language there is."""
    packs: dict[str, Pack] = {}
    for language in LANGUAGES:
        with translation.override(language):
            packs[language] = build_pack(viewer, meeting, before, language=language)
    return packs


def build_pack(viewer: Viewer, meeting: Meeting, before: Meeting | None, *, language: str) -> Pack:
    """Whoever builds it, the pack is the same: it holds nothing that depends on what the builder may see."""
    root = Unit.objects.get(organisation_id=meeting.committee.organisation_id, parent=None, closed_on=None)
    reader = _anybody(viewer)
    seen = overview(reader, root, Asked(MOST_SIGNALS, language, until=viewer.today))
    start = before.starts_at.date() if before else viewer.today - FIRST_LOOK
    since = _Since(root.organisation_id, start, viewer.today, language)
    story = _story(since)
    return Pack(
        made_on=_day(viewer.today),
        measured=seen.round.name if seen.round else "",
        overall=_trend(seen.overall, "") if seen.overall else None,
        signals=tuple(_trend(one, _measures_so_far(one, root, since)) for one in seen.signals),
        story=story.text if story else "",
        story_about=_about(story, language) if story else "",
        story_id=story.pk if story else None,
        measures=_status(since),
        plan=_plan(root, since),
        wheel=_wheel(reader),
        counts=_counts(seen, since),
    )


def _anybody(viewer: Viewer) -> Viewer:
    """As any member of the committee reads: whoever calls the meeting, in whatever role, builds the same pack."""
    hat = Hat(key="committee", role=Role.AMU_MEMBER, label="")
    return wearing(viewer, hat)


def _wheel(reader: Viewer) -> tuple[str, ...]:
    """The next duties of the whole organisation."""
    coming = entries_between(reader, reader.today, reader.today + WHEEL_AHEAD)
    waiting = [one for one in coming if one.status in {Status.PLANNED, Status.DUE}]
    return tuple(f"{one.days}: {one.title}" for one in waiting[:MOST_MEASURES])


def _trend(one: SafeTrend, measures: str) -> PackTrend:
    return PackTrend(
        place=one.place,
        name=one.row.name,
        words=one.words,
        detail=one.described,
        series=one.series,
        is_line=one.is_line,
        measures=measures,
    )


def _measures_so_far(one: SafeTrend, root: Unit, since: _Since) -> str:
    """Counted, never named: what a team has written on its own plan is for those who may see the team."""
    there = about_all(since.organisation)
    if one.unit_id != root.pk:
        there = there.filter(unit__path__contains=f"/{one.unit_id}/")
    if one.row.factor:
        there = with_factor(there, one.row.factor)
    counts = there.aggregate(
        running=Count("pk", filter=Q(status__in=RUNNING)), ended=Count("pk", filter=Q(status__in=ENDED))
    )
    if not (counts["running"] or counts["ended"]):
        return _("Ingen tiltak så langt.")
    return _("Tiltak så langt: %(running)d i gang, %(ended)d avsluttet.") % counts


def about_all(organisation: int) -> QuerySet[Measure]:
    """What is done for one person is not even counted: where it is the only one, a number tells of it."""
    return Measure.objects.filter(organisation_id=organisation).exclude(level=Level.INDIVIDUAL)


def _status(since: _Since) -> tuple[str, ...]:
    """The measures of the organisation, in numbers."""
    late = Q(status__in=[Measure.Status.DECIDED, Measure.Status.UNDER_WAY], due_on__lt=since.today)
    ended = Q(status__in=ENDED, finished_on__gte=since.start)
    counts = about_all(since.organisation).aggregate(
        running=Count("pk", filter=Q(status__in=RUNNING)),
        late=Count("pk", filter=late),
        ended=Count("pk", filter=ended),
        better=Count("pk", filter=ended & Q(verdict=Measure.Verdict.BETTER)),
    )
    said = [ngettext("Ett tiltak er i gang.", "%(n)d tiltak er i gang.", counts["running"]) % {"n": counts["running"]}]
    if counts["late"]:
        said.append(ngettext("Ett er over fristen.", "%(n)s er over fristen.", counts["late"]) % {"n": counts["late"]})
    if counts["ended"]:
        said.append(_("%(ended)d er avsluttet siden sist, %(better)d av dem med tegn til bedring.") % counts)
    return tuple(said)


def _plan(root: Unit, since: _Since) -> tuple[PackMeasure, ...]:
    """What the organisation has decided for all, without who sees to it; nothing that is about one person."""
    open_to_all = about_all(since.organisation).filter(unit=root, status__in=RUNNING)
    rows = open_to_all.order_by("due_on", "pk")[:MOST_MEASURES]
    return tuple(
        PackMeasure(
            one.title,
            str(one.get_status_display()),
            _("Fristen var %(day)s") % {"day": _day(one.due_on)} if is_overdue(one, since.today) else _day(one.due_on),
        )
        for one in rows
    )


def _story(since: _Since) -> Story | None:
    """Told to all by a team: never one made of a comment, whoever has let that through."""
    told = Story.objects.filter(
        STANDS,
        organisation_id=since.organisation,
        is_for_unit_only=False,
        comment_key=None,
        told_on__gte=since.today - STORY_IS_FRESH,
    )
    return told.annotate(thanked=Count("thanks")).order_by("-thanked", "-told_on", "-pk").first()


def _about(story: Story, language: str) -> str:
    """The factor: neither the team nor the teller."""
    found = factors().get(story.factor)
    return found.name.in_language(language) if found else ""


def _counts(seen: Overview, since: _Since) -> tuple[tuple[str, str], ...]:
    """What people have done since the last meeting: fewer than five is never told as a number."""
    where = {"organisation_id": since.organisation}
    stories = Story.objects.filter(STANDS, **where, told_on__gte=since.start).count()
    talks = Conversation.objects.filter(**where, finished_at__date__gte=since.start).count()
    decisions = Decision.objects.filter(**where, decided_on__gte=since.start).count()
    assessed = Assessment.objects.filter(number__organisation_id=since.organisation, state=Assessment.State.VALID)
    said = [
        (_("Samtaler i team om resultatet"), few(talks)),
        (_("Fortellinger om hva som hjalp"), few(stories)),
        (_("Avgjørelser som er begrunnet for dem de gjelder"), few(decisions)),
        (_("Risikovurderinger som gjelder"), str(assessed.count())),
    ]
    return tuple([(_("Svar på målingen"), seen.response)] if seen.response else []) + tuple(said)


def _day(on: date) -> str:
    return date_format(on, _("j. F Y"))


def pack_of(meeting: Meeting) -> Pack | None:
    """As it was sent, without what has been taken back since: figures of a withdrawn survey, and a story by its teller.

    In the language of whoever reads. ``meeting`` comes with its committee.
    """
    if not meeting.pack or meeting.pack_at is None:
        return None
    pack = Pack.from_data(meeting.pack.get(get_language()) or meeting.pack[meeting.committee.organisation.language])
    if is_taken_back_since(meeting.committee.organisation_id, meeting.pack_at):
        pack = pack.without_figures()
    if pack.story_id and not Story.objects.filter(STANDS, pk=pack.story_id).exists():
        pack = pack.without_story()
    return pack


def points_of(trend: PackTrend) -> Sequence[tuple[str, str]]:
    """The figures behind a chart, for a table."""
    return [(point.label, _value(point.mean, point.area)) for point in trend.series.points]


def _value(mean: float | None, area: tuple[float, float] | None) -> str:
    if mean is not None:
        return decimal(mean, 2)
    return f"{decimal(area[0])}–{decimal(area[1])}" if area else "–"
