"""Statistics for a workplace that keeps two promises: tables that never describe fewer than k people,
and trends that only speak when something changed.

Everything here is a pure function of its arguments: no web framework, no clock, no chance but that of a generator
handed in; only the auditor's command reads files. A survey of one tree of units goes from counts to a safe table like
this:

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

What is where. Names are imported from their modules, so that whoever needs one thing loads no more than that, and so
that the auditor shares nothing with what it audits.

*Before a round.* ``cells.collection_cells`` divides the invited into cells, ``attribute_cells.attribute_cells`` those
who have a value of one attribute; ``prognosis.advise`` says in how many rounds a small unit will see a figure.

*A round.* ``publish.publish``, and ``publish.publish_tables`` with an attribute, from ``tables.CellTally`` to
``tables.Publication``; by way of ``check.check_round``, ``scoring.scored``, ``cover.masked_cover`` (which groups are
shown, and where), ``policy.Policy`` (what may be told of them; ``bits`` are its sets), ``figures.figures_of``,
``distributions.shown_distributions``, ``index.index_figure``, ``organisation.organisation_figure`` for sensitive
items, ``comments.comment_pools``, ``rates.rate_step``, ``intervals.interval`` and, for an attribute,
``attribute.attribute_figures`` with ``room.Room``. ``drivers.drivers`` tells what goes together in a large
organisation.

*Other ways to publish.* ``strict.strict``: a figure always means the whole unit. ``families.two_families``: two
divisions of the same people, by ``flow.bounded_flow``. ``over_rounds.moved_up``: rounds beside each other.

*Afterwards.* ``auditor.audit`` is an independent look at all of it. ``trends.assess`` says whether anything changed
and ``effect.difference_in_differences`` whether a measure helped; ``words.finding`` and ``words.summary`` say it in
three languages, in the sentences of ``phrases.PHRASES``.

Whatever contradicts itself is refused with an ``errors.BadInput`` (a ``ValueError``) that names the offending value.
Units hang in a ``tree.Tree``. NumPy is loaded by ``trends``, ``effect`` and ``words`` alone, SciPy by ``effect`` and by
the auditor where figures overlap.

Words used throughout: a *unit* is a place in the organisation; a *cell* is the smallest group whose answers
are ever stored together; an *atom* is a set of cells first shown together, so that every published sum is a
sum of atoms; the *excess* of a group is its sum minus the lowest sum it could have.
"""
