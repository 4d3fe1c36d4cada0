"""What a wheel may be chosen from, and what a milestone may lean on."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from samspill.audit.rules import Refused
from samspill.content.law import provisions
from samspill.content.yearwheel import shipped_milestones


def check_can_choose(keys: Collection[str], *, left_out: Sequence[str], reason: str) -> None:
    """``left_out``: the titles of what the kind of workplace calls for and somebody will do without."""
    unknown = set(keys) - set(shipped_milestones())
    if unknown:
        raise Refused(_("Vi kjenner ikke milepælen «%(key)s».") % {"key": min(unknown)[:40]})
    if left_out and not reason.strip():
        titles = ", ".join(left_out)
        raise Refused(_("Skriv hvorfor disse ikke gjelder hos dere: %(titles)s.") % {"titles": titles})


def check_can_cite(law: Collection[str]) -> None:
    unknown = set(law) - set(provisions())
    if unknown:
        raise Refused(_("Vi kjenner ikke paragrafen «%(law)s».") % {"law": min(unknown)[:80]})
