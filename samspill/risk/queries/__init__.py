"""Assessments, changes and coverage as a viewer may read them; what they may not know does not exist."""

from samspill.risk.queries.assessments import (
    assessment_for,
    assessments_for,
    due_between,
    happened_since,
    returned_to,
    signers_of,
    to_sign,
    versions_of,
)
from samspill.risk.queries.factors import Known, factors_of, known_factors
from samspill.risk.queries.register import Sifted, numbers_for

__all__ = [
    "Known",
    "Sifted",
    "assessment_for",
    "assessments_for",
    "due_between",
    "factors_of",
    "happened_since",
    "known_factors",
    "numbers_for",
    "returned_to",
    "signers_of",
    "to_sign",
    "versions_of",
]
