"""units.csv and people.csv (or XLSX): read, planned, shown, and then carried out whole or not at all."""

from __future__ import annotations

from samspill.organisations.imports.carrying import carry_out
from samspill.organisations.imports.columns import ImportFile
from samspill.organisations.imports.drafts import confirm_draft, draft_plan, drop_draft, drop_old_drafts, keep_draft
from samspill.organisations.imports.plan import ImportPlan, Section
from samspill.organisations.imports.planning import plan_import
from samspill.organisations.imports.problems import ImportRefused, Problem

__all__ = [
    "ImportFile",
    "ImportPlan",
    "ImportRefused",
    "Problem",
    "Section",
    "carry_out",
    "confirm_draft",
    "draft_plan",
    "drop_draft",
    "drop_old_drafts",
    "keep_draft",
    "plan_import",
]
