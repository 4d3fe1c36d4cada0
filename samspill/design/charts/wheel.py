"""The year as a wheel: twelve months, a ring for each kind of thing, and how each stands by shape as well as colour."""

from __future__ import annotations

import hashlib
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe

from samspill.design.charts.arcs import CENTRE, Arc, point
from samspill.design.charts.fitting import SHY, SIZES, fitted
from samspill.design.charts.logo import CIRCLES
from samspill.design.charts.marks import MARKS, RINGS

RIM, MONTH_INNER = 482.0, 445.0
OUTERMOST, INNERMOST = 439.0, 156.0
BETWEEN, GAP, PAD, MARK = 5.0, 1.8, 5.0, 16.0
JULY = 7
MONTH = 30.0
MOST_LANES = {"duties": 3}
LANES = 2
FIRST_LANES = {"rounds": 1}
SMALLER = ("", " w-small", " w-smaller")
"""As the style sheet has them, for each of ``SIZES``."""
LOWEST = 19.0
"""How deep one line of words is at the least."""
LINE = 1.06
"""From one line to the next, of the size of the letters."""
BASELINE = 0.36
"""How far below the middle of a line its letters stand."""
UNMARKED = frozenset({"planned"})
CROWDED = 358.0
WHEEL_ID = "wheel-id"
HEAD, WIDER = '<svg class="s-wheel" viewBox="0 0 1000 1000"', '<svg class="s-wheel" viewBox="-14 -14 1028 1028"'


@dataclass(frozen=True, slots=True)
class Segment:
    """One thing of the year: in which month and ring, how it stands, and what is heard of it."""

    month: int
    ring: str
    short: str
    status: str
    heard: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class MonthName:
    name: str
    heard: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class YearWheel:
    """Everything the drawing says. Without addresses it is a picture; with them its months and things are links."""

    year: int
    organisation: str
    months: tuple[MonthName, ...]
    segments: tuple[Segment, ...]
    rest: tuple[str, str]
    """What is written in the empty wedge of July."""
    today: date | None = None
    today_words: str = ""
    has_weeks: bool = False


@dataclass(frozen=True, slots=True)
class _Ring:
    name: str
    inner: float
    outer: float
    lanes: int

    @property
    def lane(self) -> float:
        return (self.outer - self.inner) / self.lanes


def year_wheel(wheel: YearWheel, *, title: str, description: str) -> SafeString:
    """The drawing, as large as its place. `title` says what it is, `description` that all of it stands in a list too.

    Things of the same month and ring lie beside each other, at most three deep; how many more there are is said.
    """
    rings = _rings(wheel.segments)
    drawn = [
        *_tracks(rings),
        *_rest(wheel, rings),
        *_today(wheel, rings),
        *_months(wheel),
        *(part for ring in rings for part in _ring(wheel, ring)),
        *(_weeks(wheel.year) if wheel.has_weeks else []),
        *_middle(wheel, rings),
    ]
    is_picture = not any(month.url for month in wheel.months)
    opening = f'{WIDER if wheel.has_weeks else HEAD} role="{"img" if is_picture else "group"}"'
    return _finished("".join(drawn), title, description, opening)


def rings_drawn(segments: Sequence[Segment]) -> tuple[str, ...]:
    """From the outside in; a ring with nothing in it is not drawn."""
    there = {one.ring for one in segments}
    return tuple(ring for ring in RINGS if ring in there)


def _rings(segments: Sequence[Segment]) -> list[_Ring]:
    names = rings_drawn(segments)
    lanes = {name: _lanes(name, segments) for name in names}
    room = OUTERMOST - INNERMOST - BETWEEN * max(len(names) - 1, 0)
    lane = min(room / max(sum(lanes.values()), 1), 34.0)
    rings, outer = [], OUTERMOST
    for name in names:
        inner = round(outer - lane * lanes[name], 1)
        rings.append(_Ring(name, inner, outer, lanes[name]))
        outer = inner - BETWEEN
    return rings


def _lanes(ring: str, segments: Sequence[Segment]) -> int:
    """As many as the fullest month needs: room for two lines, but of short words."""
    fullest = max(sum(one.ring == ring and one.month == month for one in segments) for month in range(1, 13))
    return min(max(fullest, FIRST_LANES.get(ring, LANES)), MOST_LANES.get(ring, LANES))


def _wedge(month: int, inner: float, outer: float) -> Arc:
    return Arc((month - 1) * MONTH, month * MONTH, inner, outer)


# -- what stands still -----------------------------------------------------------------------------


def _rest(wheel: YearWheel, rings: Sequence[_Ring]) -> Iterator[str]:
    if any(one.month == JULY for one in wheel.segments) or not rings:
        return
    wedge = _wedge(JULY, rings[-1].inner, OUTERMOST).inset(3)
    yield f'<path class="w-rest-field" d="{wedge.outline()}"/>'
    for words, radius in zip(wheel.rest, (370.0, 320.0), strict=True):
        yield _along(words, wedge.line(radius), "w-t w-quiet")


def _tracks(rings: Sequence[_Ring]) -> Iterator[str]:
    """Hairlines that hold the empty places together."""
    for ring in rings:
        yield f'<circle class="w-track" cx="{CENTRE:g}" cy="{CENTRE:g}" r="{ring.inner - BETWEEN / 2:g}"/>'
    inner = rings[-1].inner if rings else INNERMOST
    for month in range(12):
        (a, b), (c, d) = point(month * MONTH, inner), point(month * MONTH, OUTERMOST)
        yield f'<line class="w-spoke" x1="{a:g}" y1="{b:g}" x2="{c:g}" y2="{d:g}"/>'


def _months(wheel: YearWheel) -> Iterator[str]:
    for number, month in enumerate(wheel.months, 1):
        is_now = wheel.today is not None and (wheel.today.year, wheel.today.month) == (wheel.year, number)
        arc = _wedge(number, MONTH_INNER, RIM).inset(2.5)
        middle = (RIM + MONTH_INNER) / 2
        line = arc.line(round(middle + (8 if arc.is_below else -8), 1))
        field = f'<path class="w-month{" w-month-now" if is_now else ""}" d="{arc.outline()}"/>'
        name = _along(month.name, line, f"w-month-name{' w-name-now' if is_now else ''}")
        if month.url:
            # The whole wedge can be hit, so that a finger finds the month.
            hit = f'<path class="w-hit" d="{_wedge(number, INNERMOST, RIM).outline()}"/>'
            yield f'<a href="{escape(month.url)}" aria-label="{escape(month.heard)}">{hit}{field}{name}</a>'
        else:
            yield field + name


def _weeks(year: int) -> Iterator[str]:
    """ISO weeks round the rim, each at its Thursday, which decides which year it belongs to."""
    for week in range(1, 54):
        try:
            angle = _angle(date.fromisocalendar(year, week, 4))
        except ValueError:
            return
        if week > 1 and angle > CROWDED:
            return  # the first week of the next year stands there too
        x, y = point(angle, RIM + 16)
        yield f'<text class="w-week" x="{x:g}" y="{y + 4:g}" text-anchor="middle">{week}</text>'


def _middle(wheel: YearWheel, rings: Sequence[_Ring]) -> Iterator[str]:
    room = 1.6 * (rings[-1].inner if rings else INNERMOST)
    yield f'<g transform="translate({CENTRE - 44:g} {CENTRE - 122:g}) scale(2.3)"><g class="s-iso">{CIRCLES}</g></g>'
    yield f'<text class="w-year" x="{CENTRE:g}" y="{CENTRE + 38:g}" text-anchor="middle">{wheel.year}</text>'
    for number, line in enumerate(fitted(wheel.organisation, (room, room * 0.85)).lines):
        y = CENTRE + 68 + 20 * number
        yield f'<text class="w-for" x="{CENTRE:g}" y="{y:g}" text-anchor="middle">{escape(line)}</text>'


def _angle(day: date) -> float:
    return (day.month - 1 + (day.day - 0.5) / monthrange(day.year, day.month)[1]) * MONTH


def _today(wheel: YearWheel, rings: Sequence[_Ring]) -> Iterator[str]:
    """A line from the rings to the rim, and the date along it, outside, where it hides nothing."""
    if wheel.today is None or wheel.today.year != wheel.year:
        return
    angle = _angle(wheel.today)
    (a, b), (c, d) = point(angle, (rings[-1].inner if rings else INNERMOST) - 4), point(angle, RIM + 6)
    # Under the rings: it shows between them and strikes no words through.
    yield f'<line class="w-today" x1="{a:g}" y1="{b:g}" x2="{c:g}" y2="{d:g}"/>'
    yield f'<circle class="w-today-dot" cx="{c:g}" cy="{d:g}" r="6.5"/>'
    turned = Arc(angle - 40, angle, RIM, RIM + 30) if 90 < angle < 270 else Arc(angle, angle + 40, RIM, RIM + 30)
    line = turned.line(RIM + (24 if turned.is_below else 11), lead=14)
    yield _along(wheel.today_words, line, "w-today-name", anchor="start")


# -- what happens ----------------------------------------------------------------------------------


def _ring(wheel: YearWheel, ring: _Ring) -> Iterator[str]:
    for month in range(1, 13):
        here = [one for one in wheel.segments if (one.ring, one.month) == (ring.name, month)]
        if here:
            yield from _cell(here, ring, month, wheel.months[month - 1].url)


def _cell(here: Sequence[Segment], ring: _Ring, month: int, url: str) -> Iterator[str]:
    """The things of a month share its depth."""
    shown = list(here)
    if len(shown) > ring.lanes:
        rest = shown[ring.lanes - 1 :]
        more = Segment(month, ring.name, f"+ {len(rest)}", _loudest(rest), "; ".join(one.heard for one in rest), url)
        shown = [*shown[: ring.lanes - 1], more]
    share = (ring.outer - ring.inner) / len(shown)
    for number, one in enumerate(shown):
        outer = ring.outer - share * number
        arc = _wedge(month, round(outer - share + GAP, 1), round(outer - GAP, 1)).inset(PAD)
        yield _segment(one, arc, lines=int((share - 1) // LOWEST) or 1)


def _loudest(segments: Sequence[Segment]) -> str:
    order = ("overdue", "due", "planned", "done", "skipped")
    return min((one.status for one in segments), key=order.index)


def _segment(one: Segment, arc: Arc, *, lines: int) -> str:
    is_due = one.status == "due"
    names = ["w-s", f"w-{one.ring}", *([f"w-{one.status}"] if one.status in {"due", "overdue", "skipped"} else [])]
    field = f'<path class="{" ".join(names)}" d="{arc.outline()}"/>'
    lead = 0.0 if one.status in UNMARKED else MARK + PAD
    words = _words(one, arc, lines, lead)
    drawn = f"<title>{escape(one.heard)}</title>{field}{_mark(one, arc, lead, is_due=is_due)}{words}"
    if one.url:
        # The month beside it and the list say the same to those who do not point: one stop for each month is enough.
        return f'<a href="{escape(one.url)}" tabindex="-1" aria-hidden="true">{drawn}</a>'
    return f"<g>{drawn}</g>"


def _mark(one: Segment, arc: Arc, lead: float, *, is_due: bool) -> str:
    if not lead:
        return ""
    middle = (arc.inner + arc.outer) / 2
    x, y, turned = arc.reading_start(middle, PAD + MARK / 2)
    name = ' class="w-k-due"' if is_due else ""
    return f'<g{name} transform="translate({x:g} {y:g}) rotate({turned:.1f})">{MARKS[one.status]}</g>'


def _words(one: Segment, arc: Arc, lines: int, lead: float) -> str:
    """Lines from the outside in, from the inside out in the lower half: always from top to bottom as one reads."""
    middle = (arc.inner + arc.outer) / 2
    room = arc.length(middle) - lead - PAD
    found = fitted(one.short, (room,) * min(lines, LANES))
    tone = "due" if one.status == "due" else one.ring
    name = f"w-t w-t-{tone}{SMALLER[SIZES.index(found.size)]}"
    drawn = []
    for number, line in enumerate(found.lines):
        down = (number - (len(found.lines) - 1) / 2) * found.size * LINE + BASELINE * found.size
        radius = round(middle + down if arc.is_below else middle - down, 1)
        drawn.append(_along(line.replace(SHY, ""), arc.line(radius, lead=lead), name))
    return "".join(drawn)


def _along(words: str, line: str, name: str, *, anchor: str = "middle") -> str:
    """Words on a line of their own; its id is made of what it is, and made unique at the end."""
    key = hashlib.blake2s(f"{line}{words}".encode(), digest_size=4).hexdigest()
    offset = "50%" if anchor == "middle" else "0"
    return (
        f'<path id="{WHEEL_ID}{key}" fill="none" d="{line}"/><text class="{name}" text-anchor="{anchor}">'
        f'<textPath href="#{WHEEL_ID}{key}" startOffset="{offset}">{escape(words)}</textPath></text>'
    )


def _finished(body: str, title: str, description: str, opening: str) -> SafeString:
    key = "w" + hashlib.blake2s(f"{title}{description}{body}".encode(), digest_size=4).hexdigest()
    return mark_safe(
        f'{opening} aria-labelledby="{key}t" aria-describedby="{key}d">'
        f'<title id="{key}t">{escape(title)}</title><desc id="{key}d">{escape(description)}</desc>'
        f"{body.replace(WHEEL_ID, key)}</svg>"
    )
