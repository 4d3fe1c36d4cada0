"""Charts as pictures with words: SVG made on the server, classes only, the same in page, PDF and Word."""

from samspill.design.charts.distribution import distribution_bar
from samspill.design.charts.effect import effect_chart, effect_charts
from samspill.design.charts.people import people_chart
from samspill.design.charts.relation import relation_chart
from samspill.design.charts.styles import with_styles
from samspill.design.charts.trend import points_chart, sparkline, trend_chart
from samspill.design.charts.types import Band, Dots, Effect, Part, Point, Relation, Scale, Series

__all__ = [
    "Band",
    "Dots",
    "Effect",
    "Part",
    "Point",
    "Relation",
    "Scale",
    "Series",
    "distribution_bar",
    "effect_chart",
    "effect_charts",
    "people_chart",
    "points_chart",
    "relation_chart",
    "sparkline",
    "trend_chart",
    "with_styles",
]
