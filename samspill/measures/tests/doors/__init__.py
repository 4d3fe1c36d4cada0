"""Who gets through which door of the measures, a table per noun."""

from __future__ import annotations

from samspill.measures.tests.doors import conversations, library, plans, stories
from tests.doors import Door

DOORS: dict[str, Door] = {**plans.DOORS, **conversations.DOORS, **stories.DOORS, **library.DOORS}
