from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from samspill.audit.models import Event


class Actor(Protocol):
    """Whoever acts: a viewer, or the worker. Only the two ids and the name are kept."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def organisation_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...


def record(action: str, *, by: Actor, now: datetime, subject: Any = None, **detail: Any) -> Event:
    """Write one audit line; call it inside the transaction of the action it tells of."""
    return Event.objects.create(
        organisation_id=by.organisation_id,
        at=now,
        actor_id=by.user_id,
        actor_name=by.name,
        action=action,
        subject_type=type(subject).__name__ if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        subject_name=str(subject)[:300] if subject is not None else "",
        detail=detail,
    )


def rename_subject(subject: Any) -> int:
    """Let earlier lines call something what it is called now, where its old name may no longer be read; returns how
    many. What was done, when and by whom stands."""
    lines = Event.objects.filter(subject_type=type(subject).__name__, subject_id=str(subject.pk))
    return lines.update(subject_name=str(subject)[:300])
