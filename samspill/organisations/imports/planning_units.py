"""units.csv against the units there are."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.organisations.imports.plan import UnitChange, UnitPlan
from samspill.organisations.imports.problems import Problems
from samspill.organisations.imports.units import UnitLine, WantedTree
from samspill.organisations.models import Organisation, Unit


def plan_units(organisation: Organisation, wanted: WantedTree) -> UnitPlan:
    rows = Unit.objects.filter(organisation_id=organisation.pk).select_related("parent", "merged_into")
    plan = UnitPlan(wanted, {unit.external_id: unit for unit in rows})
    problems = Problems(wanted.file)
    for level in wanted.levels:
        for line in level:
            unit = plan.existing.get(line.unit_id)
            if unit is None:
                plan.added.append(line)
            else:
                _check_not_merged(unit, line, problems)
                _compare(plan, unit, line)
    plan.closed.extend(
        unit
        for external_id, unit in plan.existing.items()
        if unit.closed_on is None and external_id not in wanted.lines
    )
    problems.refuse_if_any()
    return plan


def _check_not_merged(unit: Unit, line: UnitLine, problems: Problems) -> None:
    if unit.merged_into is None or unit.closed_on is None:
        return
    problems.add(
        _("«%(unit)s» ble en del av «%(into)s» %(date)s. Ta raden bort, eller gi enheten et nytt unit_id.")
        % {
            "unit": unit.name,
            "into": unit.merged_into.name,
            "date": date_format(unit.closed_on, "j. F Y"),
        },
        row=line.row,
        column="unit_id",
    )


def _compare(plan: UnitPlan, unit: Unit, line: UnitLine) -> None:
    change = UnitChange(unit, line)
    above = unit.parent.external_id if unit.parent else ""
    if unit.closed_on is not None:
        plan.reopened.append(change)
    if above != line.parent_id:
        plan.moved.append(change)
    if unit.name != line.name:
        plan.renamed.append(change)
    if any(getattr(unit, column) != value for column, value in line.other.items()):
        plan.touched.append(change)
