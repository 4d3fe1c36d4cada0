"""What the figures say, in sentences a person could have said: bokmål, nynorsk, English.

Computed, never written by hand on a page: the same finding always has the same words. No arrow, no
percentage of change, no cause, no rank; a rise is told as calmly as a fall.

>>> interval_words(2.49, 3.31, "nb"), day_words("2026-11-22", "nb")
('mellom 2,5 og 3,3', '22. november 2026')
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal

from samspill.insight.effect import Verdict
from samspill.insight.errors import BadInput
from samspill.insight.phrases import MONTHS, PHRASES
from samspill.insight.prognosis import Prognosis
from samspill.insight.trends import Assessment, Point, Rhythm, State, explain

Language = Literal["nb", "nn", "en"]
MUCH_THE_SAME = 0.2  # differences smaller than this are not worth words
MOST_NAMED = 2
MIDDLE = 3.0


@dataclass(frozen=True, slots=True)
class Row:
    """One theme on a unit's page. `meaning` may complete "… is strongest here:", in the reader's language.

    >>> Row("Støtte", Assessment("team", State.ORDINARY, ())).meaning is None
    True
    """

    name: str
    found: Assessment
    meaning: str | None = None

    @property
    def value(self) -> float | None:
        """The figure of the latest round, None if it was hidden."""
        return self.found.points[-1].value if self.found.points else None


# -- numbers and dates -----------------------------------------------------------------------------


def decimal(value: float, language: Language, *, rounding: str = ROUND_HALF_UP) -> str:
    """One decimal, comma in Norwegian and point in English; halves go up, as people expect.

    >>> decimal(2.25, "nb"), decimal(2.25, "en")
    ('2,3', '2.3')
    """
    text = str(Decimal(repr(float(value))).quantize(Decimal("0.1"), rounding=rounding))
    return text if language == "en" else text.replace(".", ",")


def interval_words(low: float, high: float, language: Language) -> str:
    """An interval in words.

    >>> interval_words(2.5, 3.3, "en"), interval_words(3.01, 3.02, "nn")
    ('between 2.5 and 3.3', 'om lag 3,0')
    """
    ends = {"low": decimal(low, language), "high": decimal(high, language)}
    return _say("about" if ends["low"] == ends["high"] else "between", language, **ends)


def band_words(low: float, high: float, language: Language) -> str:
    """A published band, rounded outwards so that it never seems narrower than it is.

    >>> band_words(4.62, 5.0, "nb"), band_words(1.0, 2.0, "en")
    ('4,6–5', '1–2')
    """
    ends = decimal(low, language, rounding=ROUND_FLOOR), decimal(high, language, rounding=ROUND_CEILING)
    return "–".join(end.removesuffix(",0").removesuffix(".0") for end in ends)


def month_name(month: int, language: Language) -> str:
    """Name of month 1-12; Norwegian months have small letters. Raises BadInput otherwise.

    >>> month_name(8, "nn"), month_name(8, "en")
    ('august', 'August')
    """
    if not 1 <= month <= len(MONTHS[language]):
        raise BadInput(f"there is no month {month!r}")
    return MONTHS[language][month - 1]


def day_words(day: date | str, language: Language) -> str:
    """A date in words; an ISO string will do. Raises ValueError for a string that is no date.

    >>> day_words("2026-11-02", "nn"), day_words("2026-11-02", "en")
    ('2. november 2026', '2 November 2026')
    """
    day = date.fromisoformat(day) if isinstance(day, str) else day
    point = "" if language == "en" else "."
    return f"{day.day}{point} {month_name(day.month, language)} {day.year}"


# -- one finding -----------------------------------------------------------------------------------


def finding(found: Assessment, language: Language, *, middle: float = MIDDLE) -> str:
    """The one sentence (with its reservation) about a unit's series. `middle`: of the item's scale.

    >>> finding(Assessment("team", State.TOO_SHORT, ()), "nn")
    'For få målingar til å seie noko om endring.'
    """
    latest = found.latest
    if found.signalled:
        return _change([found], _say("figures", language), language, plural=True)
    if latest is not None and latest.banded and latest.value is not None:
        return _say("band_high" if latest.value > middle else "band_low", language)
    if found.mostly_banded:
        return _say("too_short", language)
    yearly = found.rhythm is Rhythm.YEARLY and found.state is State.ORDINARY
    return _say("yearly_ordinary" if yearly else found.state.value, language)


def notes(found: Assessment, language: Language, *, root: bool = False) -> tuple[str, ...]:
    """What a reader should know beside the finding: an invitation to talk, and each reservation that applies.

    `root`: the organisation itself, for which nothing shared is ever taken out.

    >>> notes(Assessment("team", State.FALL, (), firm=True, used_month_effect=True), "nb")
    ('Snakk om hva som har endret seg.',)
    """
    said = []
    if found.signalled:
        said.append(_say("talk", language))
        if found.follows:
            said.append(_say("follows", language))
        if not found.firm:
            said.append(_say("few_yet", language))
    covered = [point for point in found.points if point.new_cover and point.value is not None]
    if covered:
        month = _month(covered[-1], found.points, language)
        said.append(_say("new_cover" if month else "new_cover_undated", language, month=month))
    compared = found.state is not State.TOO_SHORT and found.rhythm is not Rhythm.YEARLY
    if compared and not found.used_month_effect and not root:
        said.append(_say("no_month_effect", language))
    return tuple(said)


def hidden(language: Language) -> str:
    """The one reason given wherever a figure is not shown: too few and too alike must not be told apart.

    >>> hidden("nb")
    'Vi viser ikke tall her. Det er for få svar, eller svarene er så like at tallet kunne røpe noen.'
    """
    return _say("hidden", language)


def verdict(found: Verdict, language: Language) -> str:
    """What is said of a measure, with the question that always follows.

    >>> verdict(Verdict.BETTER, "nb")
    'Vi ser tegn til bedring. Hva hjalp?'
    """
    return _say(found.value, language)


def prospect(found: Prognosis, language: Language, *, names: Mapping[str, str]) -> str:
    """What the set-up guide says to a unit; `names` gives the names of units.

    >>> from samspill.insight.prognosis import Advice
    >>> prospect(Prognosis("a", Advice.ENOUGH, 0.84, 9.2), "nn", names={})
    'De kan vente tal i om lag 9 av 11 målingar.'
    """
    others = _listed([names[unit] for unit in found.together if unit != found.unit], language)
    number = round(found.rounds)
    rounds = _say("about", language, low=str(number)) if number else _say("almost_none", language)
    return _say(found.advice.value, language, rounds=rounds, others=others)


# -- the top of a page -----------------------------------------------------------------------------


def summary(
    rows: Sequence[Row], language: Language, *, index: Assessment | None = None, middle: float = MIDDLE
) -> tuple[str, ...]:
    """At most three sentences: what is strongest, what changed if anything did, and the rest.

    With an `index` only that may raise a change, and the rows explain it; without one, each row speaks for
    itself.

    >>> calm = Assessment("team", State.ORDINARY, (Point("r", "2026-11-27", 4.2, 13),))
    >>> for sentence in summary([Row("Støtte", calm, "De fleste får hjelp når de trenger det")], "nb"):
    ...     print(sentence)
    Støtte er det sterkeste hos dere: De fleste får hjelp når de trenger det.
    Ingen tydelig endring. Tallene svinger som vanlig.
    """
    first = _strongest(rows, language, middle)
    if first is None:
        return (hidden(language),)
    if index is None:
        told = [row for row in rows if row.found.signalled]
        changed = _changes(told, language)
    else:
        most = explain(index, {row.name: row.found for row in rows})[:MOST_NAMED]
        told = [row for row in rows if row.name in most]
        changed = _index_change(index, most, language)
    rest = [row.found for row in rows if row not in told]
    last = _rest(rest, language, after_change=bool(changed))
    return tuple(sentence for sentence in (first, " ".join(changed), last) if sentence)


def _strongest(rows: Sequence[Row], language: Language, middle: float) -> str | None:
    shown = {row: value for row in rows if (value := row.value) is not None}
    if not shown:
        return None
    best = max(shown.values())
    top = [row for row, value in shown.items() if value > best - MUCH_THE_SAME]
    if best <= middle:
        return _say("none_high", language)
    if len(top) > MOST_NAMED and best - min(shown.values()) < 2 * MUCH_THE_SAME:
        return _say("much_the_same", language)
    if len(top) > MOST_NAMED:
        return _say("among_strongest", language, what=_listed([row.name for row in top[:MOST_NAMED]], language))
    meaning = f": {top[0].meaning}" if len(top) == 1 and top[0].meaning else ""
    names = _listed([row.name for row in top], language)
    return _say("strongest", language, what=names, meaning=meaning, are="are" if len(top) > 1 else "is")


def _changes(told: Sequence[Row], language: Language) -> list[str]:
    return [
        _change(
            [row.found for row in same], _listed([row.name for row in same], language), language, plural=len(same) > 1
        )
        for way in (State.FALL, State.RISE)
        if (same := [row for row in told if row.found.state is way])
    ]


def _index_change(index: Assessment, most: Sequence[str], language: Language) -> list[str]:
    if not index.signalled:
        return []
    said = [_change([index], _say("figures", language), language, plural=True)]
    return said + ([_say("mostly", language, what=_listed(most, language))] if most else [])


def _rest(rest: Sequence[Assessment], language: Language, *, after_change: bool) -> str:
    if not rest:
        return ""
    short = [found.state is State.TOO_SHORT or found.mostly_banded for found in rest]
    if all(short):
        return _say("rest_short" if after_change else "too_short", language)
    if any(short):
        return _say("rest_partly" if after_change else "all_partly", language)
    if after_change:
        return _say("rest", language)
    provisional = all(found.state is State.PROVISIONAL for found in rest)
    return _say("provisional" if provisional else "ordinary", language)


def _change(found: Sequence[Assessment], what: str, language: Language, *, plural: bool) -> str:
    """One sentence for changes in the same direction; dated only where they share a month."""
    months = {_month(one.since_point, one.points, language) if one.since_point else "" for one in found}
    month = months.pop() if len(months) == 1 else ""
    since = _say("since", language, month=month) if month else _say("lately", language)
    verbs = {"have": "have" if plural else "has", "are": "are" if plural else "is"}
    way = found[0].state.value
    phrase = f"yearly_{way}" if found[0].rhythm is Rhythm.YEARLY else way
    return _say(phrase, language, what=what, since=since, **verbs)


def _month(point: Point, points: Sequence[Point], language: Language) -> str:
    """The month of a round, with its year once a year has gone round; empty where rounds are only numbered."""
    if not isinstance(point.on, str) or not isinstance(points[-1].on, str):
        return ""
    then, now = date.fromisoformat(point.on), date.fromisoformat(points[-1].on)
    name = month_name(then.month, language)
    return name if (now.year - then.year) * 12 + now.month - then.month < 12 else f"{name} {then.year}"


def _listed(names: Sequence[str], language: Language) -> str:
    *first, last = names or [""]
    return f"{', '.join(first)} {_say('and', language)} {last}" if first else last


def _say(phrase: str, language: Language, **filled: str) -> str:
    return PHRASES[phrase][language].format(**filled)
