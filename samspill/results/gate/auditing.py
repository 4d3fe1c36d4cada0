"""What a run of the auditor says on the page, in the auditor's own sentences."""

from __future__ import annotations

from dataclasses import dataclass

from samspill.insight.auditor.words import Checked, checked_words, members_words, verdict
from samspill.results.models import AuditRun


@dataclass(frozen=True, slots=True)
class Said:
    """The answer, what was looked at, and whether changes between rounds were too."""

    verdict: str
    checked: str
    members: str
    number: int

    @property
    def is_safe(self) -> bool:
        return self.number == 0


def said_of(run: AuditRun, language: str) -> Said | None:
    """Nothing for a run that could not be carried out."""
    if run.has_failed or not run.checked:
        return None
    counts = dict(run.checked)
    k = counts.pop("k")
    checked = Checked(**counts)
    return Said(
        verdict=verdict(run.number, k, language),
        checked=checked_words(checked, language),
        members=members_words(checked, language),
        number=run.number,
    )
