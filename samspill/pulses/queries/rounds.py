from __future__ import annotations

from samspill.audit.rules import Hidden
from samspill.pulses.models import PulseRound


def round_of(round_id: int) -> PulseRound:
    """A round as the answering pages know it, after they have seen a token or a cookie of ours."""
    found = PulseRound.objects.select_related("organisation").filter(pk=round_id).first()
    if found is None:
        raise Hidden
    return found
