"""The register as a file that can be mended and imported again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samspill.audit.actions import record
from samspill.documents.sheets import Table
from samspill.organisations.models import Assignment, Organisation, Person, Post, Role
from samspill.organisations.queries.register import PeopleFilter, people_for
from samspill.organisations.rules import Viewer

COLUMNS = (
    "person_id",
    "name",
    "email",
    "unit_id",
    "leader_of",
    "roles",
    "language",
    "valid_from",
    "hired_in",
)


@transaction.atomic
def export_register(*, by: Viewer, now: datetime) -> Table:
    """Everybody who works here, in the columns of people.csv. That it was taken out is written down."""
    places = _places(by)
    # A guest without a post, such as a consultant, is in nobody's payroll.
    people = [person for person in people_for(by, PeopleFilter()) if person.pk in places]
    attributes = sorted({name for person in people for name in person.attributes})
    columns = (*COLUMNS, *attributes)
    rows = [(*_row(person, places), *(person.attributes.get(name, "") for name in attributes)) for person in people]
    organisation = Organisation.objects.get(pk=by.organisation_id)
    record("export_register", by=by, now=now, subject=organisation, people=len(rows))
    return Table(_("Folk"), columns, rows)


def _places(by: Viewer) -> dict[int, tuple[str, date]]:
    posts = Post.objects.filter(person__organisation_id=by.organisation_id, is_main=True, valid_to=None)
    return {
        person_id: (unit_id, since)
        for person_id, unit_id, since in posts.values_list("person_id", "unit__external_id", "valid_from")
    }


def _row(person: Person, places: dict[int, tuple[str, date]]) -> tuple[str | date | None, ...]:
    unit_id, since = places[person.pk]
    given: list[Assignment] = person.roles_now  # type: ignore[attr-defined]
    led = sorted({unit.external_id for one in given if one.role == Role.LEADER for unit in one.units.all()})
    others = [_role(one) for one in given if one.role not in {Role.LEADER, Role.CONSULTANT}]
    return (
        person.external_id,
        person.name,
        person.email or "",
        unit_id,
        ";".join(led),
        ";".join(others),
        person.language,
        since,
        _("ja") if person.is_hired_in else "",
    )


def _role(given: Assignment) -> str:
    units = sorted(unit.external_id for unit in given.units.all())
    return f"{given.role}:{'+'.join(units)}" if units else given.role
