"""What was deleted at a close must leave the files too, not only the tables."""

from __future__ import annotations

from django.db import connection

from samspill.pulses.models import Participant, Token
from samspill.results.gate.collecting import answer_tables


def sweep_disk() -> None:
    """SQLite: what ``secure_delete`` has overwritten is moved out of the write-ahead log, and the log cut to nothing.

    PostgreSQL: dead rows are removed from the pages. Neither can run inside a transaction; there it is left to the
    next close. Old log segments and backups are the administrator's (docs/how-to/install.md): without the installation
    key they say nothing.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # The first holds nobody up, and leaves little for the second, which does.
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        elif connection.vendor == "postgresql":
            for table in (*answer_tables(), *_taken_part_tables()):
                cursor.execute(f"VACUUM {connection.ops.quote_name(table)}")


def _taken_part_tables() -> list[str]:
    return [model._meta.db_table for model in (Participant, Token)]  # noqa: SLF001 - Django's own name for it
