"""The signs of a chart, small, with their words: for a line over the rows or a list under a chart."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Sign:
    svg: SafeString
    text: Promise


def _sign(width: int, height: int, drawing: str, text: Promise) -> Sign:
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return Sign(mark_safe(f'<svg class="s-chart" {size} aria-hidden="true">{drawing}</svg>'), text)


KEYS = {
    "band": _sign(30, 16, '<rect class="c-band" width="30" height="16" rx="3"/>', _("her pleier tallene å svinge")),
    "latest": _sign(
        16,
        20,
        '<line class="c-ci" x1="8" x2="8" y1="4" y2="16"/><circle class="c-dot" cx="8" cy="10" r="4.5"/>',
        _("siste måling og hvor sikker den er"),
    ),
    "area": _sign(
        20, 16, '<rect class="c-zone" fill="none" x="1" y="1" width="18" height="14" rx="3"/>', _("vist som område")
    ),
    "line": _sign(26, 12, '<line class="c-line c-strong" x1="2" x2="24" y1="6" y2="6"/>', _("teamet")),
    "compare": _sign(26, 12, '<line class="c-cmp" x1="1" x2="25" y1="6" y2="6"/>', _("lignende enheter")),
    "goal": _sign(26, 12, '<line class="c-goal" x1="0" x2="26" y1="6" y2="6"/>', _("det vi håpet på")),
    "start": _sign(
        12,
        18,
        '<line class="c-mark" x1="6" x2="6" y1="3" y2="18"/><circle class="c-mark-dot" cx="6" cy="4" r="3.5"/>',
        _("start på et tiltak"),
    ),
    "break": _sign(
        12, 18, '<line class="c-break" x1="6" x2="6" y1="0" y2="18"/>', _("omfatter en annen gruppe enn før")
    ),
}
