"""The course of a measure as a page shows it: the drawing, the verdict in words, and what must stand right under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.design.charts.effect import effect_chart, effect_charts
from samspill.design.charts.types import Band, Effect, Point, Scale, Series
from samspill.design.figures import answers_text, decimal
from samspill.insight.effect import LEAST_ROUNDS, ROUNDS, Verdict
from samspill.insight.intervals import interval
from samspill.results.gate.comparing import Course
from samspill.results.gate.drawing import shown_figure
from samspill.results.gate.tables import SafePoint

BEFORE_DRAWN, AFTER_DRAWN = 8, 12
LEAST_BAND = 3


@dataclass(frozen=True, slots=True)
class EffectPage:
    """What one viewer is shown of one measure. ``lines``: the rounds as a table, newest last."""

    item_name: str
    ask: str
    verdict: Verdict
    sentence: str
    reservations: tuple[str, ...]
    chart: SafeString
    ends: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str, str], ...]
    rounds_since: int
    picture: SafeString
    """The wide drawing alone, for paper."""
    points: tuple[SafePoint, ...]


def effect_page(course: Course, *, hoped: float | None, language: str) -> EffectPage:
    """``hoped``: the level that was written down before the start, on the item's scale."""
    before = [point for point in course.row.points if point.round.closed_on < course.start][-BEFORE_DRAWN:]
    after = [point for point in course.row.points if point.round.closed_on >= course.start][:AFTER_DRAWN]
    sentence = _sentence(course)
    drawing = _drawing(course, before, after, hoped)
    told = [point for point in after if point.figure.kind != "hidden"]
    described = _described(course, told)
    return EffectPage(
        item_name=course.row.name,
        ask=course.row.ask,
        verdict=course.effect.verdict,
        sentence=sentence,
        reservations=tuple(_reservations(course)),
        chart=effect_charts(drawing, title=sentence, description=described),
        ends=_ends(drawing),
        lines=tuple(_line(point, language) for point in (*before, *after)),
        rounds_since=len(told),
        picture=effect_chart(drawing, title=sentence, description=described),
        points=(*before, *after),
    )


def _sentence(course: Course) -> str:
    """The verdict and what it is about; never that the measure did it."""
    item = {"item": course.row.name}
    verdict, compared = course.effect.verdict, course.basis == "compared"
    if verdict == Verdict.BETTER and compared:
        return (
            _("Tegn til bedring. «%(item)s» ligger høyere enn før, og lignende enheter har ikke hatt det samme.") % item
        )
    if verdict == Verdict.BETTER:
        return _("Tegn til bedring. «%(item)s» ligger høyere enn før start, mer enn tallene pleier å svinge.") % item
    if verdict == Verdict.WORSE and compared:
        return (
            _("Tegn til forverring. «%(item)s» ligger lavere enn før, og lignende enheter har ikke hatt det samme.")
            % item
        )
    if verdict == Verdict.WORSE:
        return _("Tegn til forverring. «%(item)s» ligger lavere enn før start, mer enn tallene pleier å svinge.") % item
    if verdict == Verdict.UNCLEAR:
        return _("Ingen tydelig endring. «%(item)s» har svingt som vanlig siden start.") % item
    return _("For tidlig eller for få svar. Vi vet ikke ennå hvordan det går med «%(item)s».") % item


def _reservations(course: Course) -> list[str]:
    """First that we cannot know; then how it was judged; then what chance does to those who were lowest."""
    said = [_("Vi kan ikke vite at tiltaket er årsaken. Vi kan bare si hva som skjedde etter at det startet.")]
    if course.effect.verdict == Verdict.TOO_EARLY:
        least = ROUNDS if course.basis != "alone" else LEAST_ROUNDS
        enough = _("Vi sier noe når det er minst %(least)d målinger med tall etter start, og nok målinger før.")
        return [*said, enough % {"least": least}]
    said.append(_how(course))
    if course.basis != "organisation":
        said.append(_guard(course.effect.compared > 0))
    return said


def _how(course: Course) -> str:
    if course.basis == "organisation":
        return _("Hele virksomheten er sammenlignet med den utviklingen den var i før start.")
    if course.basis == "alone":
        return _(
            "Én eller to enheter er for få til en statistisk prøve. Vi kaller det et tegn først når endringen er like "
            "tydelig som trendregelen krever."
        )
    sizes = {"units": course.effect.units, "others": course.effect.compared}
    chance = max(1, round(100 * (course.effect.p or 0)))
    return (
        _("%(units)d enheter som begynte omtrent samtidig, er sammenlignet med %(others)d uten tiltaket.") % sizes
    ) + (
        " "
        + _("Tilfeldigheter alene ville gitt en så stor forskjell om lag %(chance)d av 100 ganger.")
        % {"chance": chance}
    )


def _guard(is_shrunk: bool) -> str:  # noqa: FBT001 - one yes or no
    if is_shrunk:
        return _("Enheter som velges fordi tallene var lave, stiger ofte av seg selv. Det er trukket fra her.")
    return _(
        "Enheter som velges fordi tallene var lave, stiger ofte av seg selv. Her er det for få andre å sammenligne med "
        "til å trekke det fra."
    )


def _drawing(course: Course, before: Sequence[SafePoint], after: Sequence[SafePoint], hoped: float | None) -> Effect:
    points = (*before, *after)
    others = dict(zip((point.round.id for point in course.row.points), course.others, strict=True))
    low, high = course.scale
    last = next((point.figure for point in reversed(points) if point.figure.kind == "value"), None)
    compared = [others[point.round.id] for point in points]
    latest = next((value for value in reversed(compared) if value is not None), None)
    band = _band(course, before)
    return Effect(
        series=Series(tuple(_points(points)), band, Scale(float(low), float(high))),
        start=len(before) - 0.5,
        start_label=_("Start %(day)s") % {"day": date_format(course.start, "j. F Y")},
        team_label=_("Her: %(value)s") % {"value": decimal(last.mean)} if last else "",
        hoped=hoped,
        hoped_label=_("Vi håpet på %(value)s") % {"value": decimal(hoped)} if hoped is not None else "",
        others=tuple(compared) if latest is not None else (),
        others_label=_("Andre enheter: %(value)s") % {"value": decimal(latest)} if latest is not None else "",
        band_label=_("Vanlig variasjon før") if band else "",
    )


def _points(points: Sequence[SafePoint]) -> list[Point]:
    """The year stands under the first month drawn and under each January."""
    drawn, year = [], 0
    for point in points:
        label, figure = point.round.month, point.figure
        if point.round.closed_on.year != year:
            year = point.round.closed_on.year
            label = f"{label}\n{year}"
        is_value = figure.kind == "value"
        drawn.append(Point(label, figure.mean, figure.low, figure.high) if is_value else Point(label))
    return drawn


def _band(course: Course, before: Sequence[SafePoint]) -> Band | None:
    """Where the figures used to lie before the start; too few rounds make none."""
    shown = [point.figure for point in before if point.figure.kind == "value"]
    if len(shown) < LEAST_BAND:
        return None
    answers = sum(figure.n for figure in shown)
    level = sum(figure.mean * figure.n for figure in shown) / answers
    low, high = interval(level, round(answers / len(shown)), course.sigma)
    return Band(max(low, course.scale[0]), min(high, course.scale[1]))


def _ends(drawing: Effect) -> tuple[tuple[str, str], ...]:
    pairs = (
        ("line", drawing.team_label),
        ("goal", drawing.hoped_label),
        ("compare", drawing.others_label),
        ("band", drawing.band_label),
    )
    return tuple((kind, words) for kind, words in pairs if words)


def _described(course: Course, told: Sequence[SafePoint]) -> str:
    count = ngettext("%(count)d måling etter start.", "%(count)d målinger etter start.", len(told)) % {
        "count": len(told)
    }
    last = next((point.figure for point in reversed(told) if point.figure.kind == "value"), None)
    if last is None:
        return count
    latest = _("Siste tall %(mean)s, %(answers)s.") % {"mean": decimal(last.mean), "answers": answers_text(last.n)}
    return f"{count} {latest}"


def _line(point: SafePoint, language: str) -> tuple[str, str, str]:
    figure = shown_figure(point.figure, language)
    return point.round.name, figure.text, ", ".join(figure.notes)
