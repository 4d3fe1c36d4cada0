"""Reading the library, the plans, the conversations and the stories. The viewer comes first."""

from samspill.measures.queries.access import attachment_for, measure_for, measures_for, planned_unit_for
from samspill.measures.queries.calendar import Month, month_named, month_of
from samspill.measures.queries.drafts import (
    Start,
    carried_draft,
    draft_for,
    draft_of,
    indicator_choices,
    indicator_name,
)
from samspill.measures.queries.gaps import Check, Gap, Missing, gaps_for
from samspill.measures.queries.home import due_between, happened_since, own_work_of
from samspill.measures.queries.library import (
    Sought,
    effort_choices,
    entries_on,
    entry_for,
    entry_page,
    factor_choices,
    grade_choices,
    key_of,
    library_for,
    order_explained,
    own_measure_for,
)
from samspill.measures.queries.measures import expects_in_form, measure_page, plan_readers, sentence_of
from samspill.measures.queries.people import candidates_for, units_to_plan_in
from samspill.measures.queries.plans import (
    Counts,
    Line,
    Wanted,
    board,
    counts_of,
    ended_this_year,
    filtered,
    lines,
    listed,
    proposals,
    whole_measures,
)
from samspill.measures.queries.scopes import Scope, first_scope_key, measures_in, scope_for, scopes_for
from samspill.measures.queries.sentences import plan_sentences
from samspill.measures.queries.traits import trait_named, traits_in

__all__ = [
    "Check",
    "Counts",
    "Gap",
    "Line",
    "Missing",
    "Month",
    "Scope",
    "Sought",
    "Start",
    "Wanted",
    "attachment_for",
    "board",
    "candidates_for",
    "carried_draft",
    "counts_of",
    "draft_for",
    "draft_of",
    "due_between",
    "effort_choices",
    "ended_this_year",
    "entries_on",
    "entry_for",
    "entry_page",
    "expects_in_form",
    "factor_choices",
    "filtered",
    "first_scope_key",
    "gaps_for",
    "grade_choices",
    "happened_since",
    "indicator_choices",
    "indicator_name",
    "key_of",
    "library_for",
    "lines",
    "listed",
    "measure_for",
    "measure_page",
    "measures_for",
    "measures_in",
    "month_named",
    "month_of",
    "order_explained",
    "own_measure_for",
    "own_work_of",
    "plan_readers",
    "plan_sentences",
    "planned_unit_for",
    "proposals",
    "scope_for",
    "scopes_for",
    "sentence_of",
    "trait_named",
    "traits_in",
    "units_to_plan_in",
    "whole_measures",
]
