"""What is known of a unit before it is assessed: published figures in words, who can take part, where to begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.content.language import text_in
from samspill.insight.intervals import PRESET, interval
from samspill.organisations.models import Role, Unit
from samspill.organisations.queries import people_with_role
from samspill.organisations.queries.browsing import contacts_of
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound
from samspill.results.queries.figures import FigureRow, figures_for, findings_for
from samspill.results.queries.rounds import closed_rounds_for

USUAL = ("MENGDE", "LEDERSTØTTE", "ROLLE", "RESTIT", "TRYGG")
"""What most workplaces look at first, where no figure says otherwise."""
FOLLOW = 3.5
"""Below this on 1–5 our words for a mean begin with «følg med»; a starting point for a talk, not a norm."""
MOST = 5


@dataclass(frozen=True, slots=True)
class Ground:
    """What a published figure says of a factor, as a sentence, and its mean where one is shown."""

    factor: str
    sentence: str
    mean: float | None


def newest_round(viewer: Viewer, unit: Unit) -> PulseRound | None:
    rounds = closed_rounds_for(viewer, unit, limit=12)
    return next((one for one in rounds if one.state == PulseRound.State.PUBLISHED), None)


def grounds_of(viewer: Viewer, unit: Unit, pulse_round: PulseRound | None, language: str) -> Mapping[str, list[Ground]]:
    """By factor, from figures the viewer may see; ``unit`` comes from ``unit_for(viewer, …)``. Two statements."""
    if pulse_round is None:
        return {}
    rows = {row.item: row for row in figures_for(viewer, unit, [pulse_round.pk])}
    said = findings_for(viewer, [unit.pk], pulse_round.pk)
    scale = pulse_round.definition["scale"]
    found: dict[str, list[Ground]] = {}
    for item in pulse_round.definition["items"]:
        row = rows.get(item["id"])
        if row is None or row.n is None:
            continue
        sigma = said.get((unit.pk, item["id"]), {}).get("sigma", PRESET)
        asked = text_in(item["text"], language)
        sentence = _sentence(asked, row, sigma, (float(scale["min"]), float(scale["max"])))
        found.setdefault(item["factor"], []).append(Ground(item["factor"], sentence, row.mean))
    return found


def _sentence(asked: str, row: FigureRow, sigma: float, scale: tuple[float, float]) -> str:
    """A figure is told with its uncertainty and how many it is about."""
    n = row.n or 0
    answers = ngettext("%(n)d svar", "%(n)d svar", n) % {"n": n}
    if row.mean is not None:
        low, high = interval(row.mean, n, sigma)
        words = {"mean": _digits(row.mean), "low": _digits(max(low, scale[0])), "high": _digits(min(high, scale[1]))}
        return f"«{asked}» " + _("%(mean)s (mellom %(low)s og %(high)s)") % words + f", {answers}."
    words = {"low": _digits(row.low or 0), "high": _digits(row.high or 0)}
    return f"«{asked}» " + _("mellom %(low)s og %(high)s") % words + f", {answers}."


def _digits(number: float) -> str:
    return number_format(number, 1)


def suggested(grounds: Mapping[str, Sequence[Ground]], relevant: Sequence[str]) -> list[str]:
    """Factors to begin with: those whose figures call for a talk, lowest first, and then the usual ones."""
    means = {
        code: min(one.mean for one in those if one.mean is not None)
        for code, those in grounds.items()
        if any(one.mean is not None for one in those)
    }
    low = sorted((code for code, mean in means.items() if mean < FOLLOW), key=means.__getitem__)
    return [code for code in dict.fromkeys([*low, *USUAL]) if code in relevant][:MOST]


def participants(viewer: Viewer, unit: Unit) -> str:
    """«Leder Jonas Vik og verneombud Amina Ali», to begin a text with."""
    contacts = contacts_of(unit, viewer)
    reps = contacts.safety_reps or [
        person.name for person in people_with_role(unit.organisation_id, Role.CHIEF_SAFETY_REP, on=viewer.today)
    ]
    leaders = [_("leder %(name)s") % {"name": name} for name in contacts.leaders]
    named = leaders + [_("verneombud %(name)s") % {"name": name} for name in reps]
    text = ", ".join(named)
    return text[:1].upper() + text[1:] + "." if text else ""
