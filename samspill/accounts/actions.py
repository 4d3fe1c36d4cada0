from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.db import transaction

from samspill.accounts.models import User
from samspill.accounts.rules import Oneself, check_can_change_sign_in
from samspill.audit.actions import record


@transaction.atomic
def set_password(*, user: User, password: str | None, records: Iterable[Mapping[str, Any]], now: datetime) -> None:
    """A new password, or none at all; every other session of this user ends with the old one."""
    check_can_change_sign_in(records, now=now)
    user.set_password(password)
    user.save(update_fields=["password"])
    if password:
        record("set_password", by=Oneself(user.pk, str(user)), now=now)
    else:
        record("remove_password", by=Oneself(user.pk, str(user)), now=now)


@transaction.atomic
def end_session(*, session: UserSession, by: User, now: datetime) -> None:
    session.end()
    record("end_session", by=Oneself(by.pk, str(by)), now=now)


def choose_language(*, user: User, language: str) -> None:
    user.language = language
    user.save(update_fields=["language"])
