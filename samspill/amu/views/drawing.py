"""A pack as a page shows it: its charts drawn from the figures that were kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from samspill.amu.queries.packs import points_of
from samspill.amu.rules.packs import Pack, PackTrend
from samspill.design.charts.trend import points_chart, trend_chart


@dataclass(frozen=True, slots=True)
class DrawnTrend:
    trend: PackTrend
    chart: SafeString
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DrawnPack:
    overall: DrawnTrend | None
    signals: tuple[DrawnTrend, ...]


def drawn_pack(pack: Pack) -> DrawnPack:
    return DrawnPack(_drawn(pack.overall) if pack.overall else None, tuple(map(_drawn, pack.signals)))


def _drawn(trend: PackTrend) -> DrawnTrend:
    draw = trend_chart if trend.is_line else points_chart
    chart = draw(trend.series, title=f"{trend.place}, {trend.name}: {trend.words}", description=trend.detail)
    return DrawnTrend(trend, chart, tuple(points_of(trend)))
