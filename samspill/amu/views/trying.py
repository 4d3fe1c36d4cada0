"""A button that does what it says, or tells why not."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from samspill.audit.rules import Refused


class Act(Protocol):
    def __call__(self, *, now: datetime) -> object: ...


def tried(request: HttpRequest, act: Act, said: str = "") -> bool:
    """Whether it was done; a refusal stands at the top of the page one comes to."""
    try:
        act(now=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused))
        return False
    if said:
        messages.success(request, said)
    return True
