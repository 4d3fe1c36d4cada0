"""Statistics for a workplace that keeps two promises: tables that never describe fewer than k people,
and trends that only speak when something changed.

Everything here is a pure function of its arguments: no web framework, no files, no clock, no chance.
A survey of one tree of units goes from counts to a safe table like this:

>>> from samspill.insight.publish import CellTally, Item, publish
>>> from samspill.insight.tree import Tree
>>> tree = Tree(("clinic", "day", "night"), (-1, 0, 0))
>>> tallies = [
...     CellTally("day", "day", invited=9, respondents=8, counts={"joy": (0, 1, 2, 4, 1)}),
...     CellTally("night", "night", invited=6, respondents=3, counts={"joy": (0, 0, 2, 1, 0)}),
... ]
>>> for figure in publish(tree, tallies, [Item("joy")]).figures:
...     print(figure.unit, figure.n, figure.mean, figure.covers, figure.reason)
clinic 8 3.62 ('day',) None
day 8 3.62 ('day',) None
night None None () too_few_or_extreme

The three on the night shift are too few, and the clinic's figure says plainly that it covers the day shift.

Words used throughout: a *unit* is a place in the organisation; a *cell* is the smallest group whose answers
are ever stored together; an *atom* is a set of cells first shown together, so that every published sum is a
sum of atoms; the *excess* of a group is its sum minus the lowest sum it could have.
"""
