"""Has anything changed? Judged from published figures alone, and only said when it did.

A team of ten that is perfectly stable shows a month-to-month move of 0.3 in almost every year.
So no two rounds are compared. Each unit has a *baseline* (what is shown of its first year, shrunk
towards its siblings), each round is freed from what all the *other* units did that month, and what
is left is smoothed (EWMA). Only a smoothed departure too large for chance, and large enough to be
worth a talk, is a signal; `since` is then the round from which the change is most likely. What
chance can do is read from how alike the units' rounds are when the same people answer again.

>>> from samspill.insight.trends import Point, Series, assess
>>> months = [Point(f"r{m}", m, 4.0 if m < 14 else 3.2, 12) for m in range(20)]
>>> found = assess([Series("team", None, tuple(months))], sigma=0.9)["team"]
>>> found.state, found.since
(<State.FALL: 'fall'>, 'r14')
"""

from samspill.insight.trends.assessing import assess, explain, followed, from_the_top
from samspill.insight.trends.baseline import month_effect, shrink
from samspill.insight.trends.panel import Panel, tabulate
from samspill.insight.trends.spread import index_sigma, pooled_sigma
from samspill.insight.trends.types import Assessment, Point, Rhythm, Series, State, TrendInputError
from samspill.insight.trends.watching import Trace, change_point, monitor

__all__ = [
    "Assessment",
    "Panel",
    "Point",
    "Rhythm",
    "Series",
    "State",
    "Trace",
    "TrendInputError",
    "assess",
    "change_point",
    "explain",
    "followed",
    "from_the_top",
    "index_sigma",
    "monitor",
    "month_effect",
    "pooled_sigma",
    "shrink",
    "tabulate",
]
