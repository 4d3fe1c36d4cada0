"""From files to a plan. Nothing is changed here."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from samspill.organisations.imports.columns import ImportFile
from samspill.organisations.imports.people import read_people
from samspill.organisations.imports.plan import ImportPlan, UnitPlan
from samspill.organisations.imports.planning_people import plan_people
from samspill.organisations.imports.planning_roles import check_roles, plan_roles, roles_given
from samspill.organisations.imports.planning_units import plan_units
from samspill.organisations.imports.problems import Problems
from samspill.organisations.imports.units import read_units
from samspill.organisations.models import Organisation, Post


def plan_import(
    organisation: Organisation, units_file: ImportFile, people_file: ImportFile | None, *, today: date
) -> ImportPlan:
    """What the files would do to ``organisation`` (which may be unsaved: then everything is new).

    Raises ``ImportRefused`` with everything that is wrong, and then nothing is planned at all.
    """
    tree = read_units(units_file)
    wanted = read_people(people_file, tree, today=today) if people_file else None
    units = plan_units(organisation, tree)
    people = plan_people(organisation, wanted) if wanted else None
    given = roles_given(organisation, today, renumbered=people.new_numbers if people else {})
    if people:
        plan_roles(people, given)
    else:
        _check_nobody_is_left_behind(units)
    warnings = [*_about_file(units), *check_roles(units, people, given, today)]
    return ImportPlan(organisation, today, units, people, warnings)


def _check_nobody_is_left_behind(units: UnitPlan) -> None:
    """With a file of people everybody has a place in the new tree or leaves; without one they stay where they are."""
    problems = Problems(units.wanted.file)
    staying = set(
        Post.objects.filter(unit__in=units.closed, is_main=True, valid_to=None, person__left_on=None).values_list(
            "unit_id", flat=True
        )
    )
    for unit in units.closed:
        if unit.pk in staying:
            problems.add(
                _(
                    "«%(unit)s» (%(id)s) mangler i filen, men det arbeider folk der. "
                    "Behold raden, eller flytt dem først."
                )
                % {"unit": unit.name, "id": unit.external_id}
            )
    problems.refuse_if_any()


def _about_file(units: UnitPlan) -> list[str]:
    wanted = units.wanted
    told = []
    if wanted.nameless:
        sentence = _("%(count)d rader i %(file)s mangler navn. Enhetene får nummeret sitt som navn.")
        told.append(sentence % {"count": wanted.nameless, "file": wanted.file})
    if wanted.ignored:
        names = ", ".join(f"«{name}»" for name in wanted.ignored)
        told.append(_("Kolonner i %(file)s som ikke brukes: %(names)s.") % {"file": wanted.file, "names": names})
    return told
