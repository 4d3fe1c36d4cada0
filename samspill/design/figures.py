"""A figure as a page may show it: a value, an area, or a dash with its reason. Never a bare number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, Self

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# 4.1 * 10 is a hair under 41: what is already round stays where it is.
EXACT = 1e-9
FEW = 5


def decimal(number: float, decimals: int = 1) -> str:
    """A number the way people here write it.

    >>> from django.utils.translation import override
    >>> with override("nb"):
    ...     decimal(2.96), decimal(2.96, 0)
    ('3,0', '3')
    """
    return number_format(round(number, decimals), decimal_pos=decimals)


def few(count: int) -> str:
    """Of people, and of what concerns them: from five on the number, below that none; not even whether it is nothing.

    >>> from django.utils.translation import override
    >>> with override("nb"):
    ...     few(0), few(4), few(5)
    ('færre enn 5', 'færre enn 5', '5')
    """
    return number_format(count) if count >= FEW else _("færre enn 5")


def answers_text(answers: int) -> str:
    return ngettext("%(answers)s svar", "%(answers)s svar", answers) % {"answers": number_format(answers)}


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands large, and the lines that must stand with it."""

    kind: Literal["value", "area", "hidden"]
    text: str
    notes: tuple[str, ...]

    @classmethod
    def value(cls, mean: float, *, low: float, high: float, answers: int, decimals: int = 1) -> Self:
        """An exact mean with its interval and its number of answers."""
        bounds = {"low": decimal(low, decimals), "high": decimal(high, decimals)}
        interval = _("mellom %(low)s og %(high)s") % bounds
        return cls("value", decimal(mean, decimals), (interval, answers_text(answers)))

    @classmethod
    def area(cls, low: float, high: float, *, answers: int, decimals: int = 0) -> Self:
        """A band where an exact mean could give an answer away; rounded outwards, so that it stays true."""
        step = 10**decimals
        low, high = math.floor(low * step + EXACT) / step, math.ceil(high * step - EXACT) / step
        text = f"{decimal(low, decimals)}–{decimal(high, decimals)}"
        return cls("area", text, (_("vist som område, så ingen svar kan leses ut"), answers_text(answers)))

    @classmethod
    def hidden(cls, reason: str) -> Self:
        """No figure, and why: the same place and size as a figure has."""
        return cls("hidden", "–", (reason,))


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One factor on a result page: name, the item as asked, what we dare say, the drawing, the figure."""

    name: str
    figure: Figure
    chart: SafeString | str = ""
    ask: str = ""
    finding: str = ""
    signal: bool = False
    url: str = ""
