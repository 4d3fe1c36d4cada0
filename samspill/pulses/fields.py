"""A key whose order says nothing."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models


def random_key() -> int:
    return secrets.randbits(62)


class RandomKeyField(models.BigIntegerField):  # type: ignore[type-arg] # not generic when it runs
    """A random primary key that also decides where SQLite stores the row.

    SQLite keeps rows in the order of a hidden, increasing rowid unless the key is declared exactly
    ``integer PRIMARY KEY``; then the random key *is* the rowid, and the file holds no order of arrival.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("primary_key", True)
        kwargs.setdefault("default", random_key)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def db_type(self, connection: Any) -> str:
        return "integer" if connection.vendor == "sqlite" else "bigint"

    def rel_db_type(self, connection: Any) -> str:
        return self.db_type(connection)
