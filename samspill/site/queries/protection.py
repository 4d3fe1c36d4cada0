"""The examples of «Slik beskytter vi svarene»: made-up answers, protected by the code that protects real ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.design.charts import Dots, people_chart
from samspill.design.figures import decimal
from samspill.insight.auditor import Kind, Shown, audit
from samspill.insight.publish import CellTally, Figure, Item, publish
from samspill.insight.tree import Tree

ITEM = Item("example")
DEPARTMENT, A, B, C = "department", "a", "b", "c"
ANSWERS = {A: (0, 1, 3, 5, 2), B: (1, 1, 1, 0, 0), C: (0, 1, 2, 1, 0)}
"""Made up: how many in each team gave 1, 2, 3, 4 and 5."""
ALIKE = (4, 2, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Example:
    """A picture of who is counted, and what it shows in one or two sentences."""

    heading: str
    picture: SafeString
    text: str


def examples() -> tuple[Example, ...]:
    return (_subtracted(), _left_out(), _together(), _alike())


def _subtracted() -> Example:
    """What would happen with nothing but a rule that small teams are hidden; the auditor finds the three."""
    people = {team: sum(ANSWERS[team]) for team in (A, B)}
    sums = {team: _total(ANSWERS[team]) for team in (A, B)}
    whole = Shown(
        DEPARTMENT, ITEM.id, sum(people.values()), (A, B), mean=round(sum(sums.values()) / sum(people.values()), 2)
    )
    team = Shown(A, ITEM.id, people[A], (A,), mean=round(sums[A] / people[A], 2))
    found = next(one for one in audit([whole, team], k=5, scale=(1, 5)) if one.kind == Kind.SMALL_PART)
    left = (whole.n * (whole.mean or 0) - team.n * (team.mean or 0)) / (found.size or 1)
    words = {
        "whole": decimal(whole.mean or 0, 2), "answers": whole.n, "team": decimal(team.mean or 0, 2),
        "others": team.n, "few": found.size, "mean": decimal(left),
    }  # fmt: skip
    rows = (
        Dots(people[A], _("Team A: %(mean)s av %(n)s svar") % {"mean": words["team"], "n": team.n}),
        Dots(people[B], _("Team B: skjult"), is_shown=False),
    )
    return Example(
        _("Det holder ikke å skjule de små"),
        people_chart(rows, title=_("Team A vises, team B er skjult"), description=_described(rows)),
        _(
            "Avdelingen har %(whole)s av %(answers)s svar, og team A har %(team)s av %(others)s. Da kan hvem som helst "
            "trekke det ene fra det andre: De %(few)s i team B har %(mean)s i snitt. "
            "Det er et tall om %(few)s personer."
        ) % words,
    )  # fmt: skip


def _left_out() -> Example:
    told = _told(A, B)
    rows = (
        Dots(sum(ANSWERS[A]), _("Med i tallet for avdelingen")),
        Dots(sum(ANSWERS[B]), _("Ikke med i noe tall"), is_shown=False),
    )
    words = {"mean": decimal(told[DEPARTMENT].mean or 0, 2), "answers": told[DEPARTMENT].n}
    return Example(
        _("Derfor vises aldri tre alene"),
        people_chart(rows, title=_("De små er ikke med i tallet for avdelingen"), description=_described(rows)),
        _(
            "Tallet for avdelingen er %(mean)s og omfatter %(answers)s svar. Det står ved tallet. "
            "Trekker du team A fra, er det ingen igjen."
        ) % words,
    )  # fmt: skip


def _together() -> Example:
    told = _told(A, B, C)
    rest = told[f"{DEPARTMENT}:rest"]
    rows = (
        Dots(sum(ANSWERS[A]), _("Team A")),
        Dots(rest.n or 0, _("Team B og team C, talt sammen")),
    )
    words = {"mean": decimal(told[DEPARTMENT].mean or 0, 2), "answers": told[DEPARTMENT].n, "rest": rest.n}
    return Example(
        _("Flere små team løftes sammen"),
        people_chart(rows, title=_("To små team blir ett tall"), description=_described(rows)),
        _(
            "Har avdelingen et team til, blir de små %(rest)s til sammen. Da er alle med i tallet for avdelingen: "
            "%(mean)s av %(answers)s svar. Trekker du team A fra, får du et tall om %(rest)s, aldri om færre enn fem."
        ) % words,
    )  # fmt: skip


def _alike() -> Example:
    told = _published(Tree((A,), (-1,)), [_tally(A, ALIKE)])[A]
    low, high = told.band or (0.0, 0.0)
    mean = _total(ALIKE) / sum(ALIKE)
    rows = (
        Dots(ALIKE[0], _("Svarte 1")),
        Dots(ALIKE[1], _("Svarte 2")),
    )
    words = {"mean": decimal(mean, 2), "low": decimal(low, 0), "high": decimal(high), "answers": told.n}
    return Example(
        _("Når nesten alle svarer likt"),
        people_chart(rows, title=_("Nesten alle svarte det samme"), description=_described(rows)),
        _(
            "Snittet er %(mean)s. Det ville vist at de fleste må ha svart 1. I stedet viser vi et område: "
            "mellom %(low)s og %(high)s, av %(answers)s svar."
        ) % words,
    )  # fmt: skip


def _described(rows: Sequence[Dots]) -> str:
    return ". ".join(_("%(label)s: %(n)s prikker") % {"label": row.label, "n": row.count} for row in rows)


def _told(*teams: str) -> dict[str, Figure]:
    """What would be published of a department with these teams."""
    tree = Tree((DEPARTMENT, *teams), (-1, *(0,) * len(teams)))
    return _published(tree, [_tally(team, ANSWERS[team]) for team in teams])


def _published(tree: Tree, tallies: Sequence[CellTally]) -> dict[str, Figure]:
    return {one.unit: one for one in publish(tree, tallies, [ITEM]).figures}


def _tally(team: str, counts: tuple[int, ...]) -> CellTally:
    people = sum(counts)
    return CellTally(team, team, max(people, 5), people, {ITEM.id: counts})


def _total(counts: Sequence[int]) -> int:
    return sum(value * count for value, count in enumerate(counts, start=1))
