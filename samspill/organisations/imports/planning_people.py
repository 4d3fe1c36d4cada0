"""people.csv against the people there are."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspill.organisations.imports.people import PersonLine, WantedPeople
from samspill.organisations.imports.plan import Known, PeoplePlan, PersonChange
from samspill.organisations.imports.problems import Problems
from samspill.organisations.models import Organisation, Person, Post


def plan_people(organisation: Organisation, wanted: WantedPeople) -> PeoplePlan:
    plan = PeoplePlan(wanted, _under_new_numbers(known_people(organisation), wanted))
    _check_addresses(plan)
    for line in wanted.lines.values():
        known = plan.known.get(line.person_id)
        if known is None:
            plan.added.append(line)
        else:
            _compare(plan, known, line)
            if known.external_id != line.person_id:
                plan.renumbered.append(PersonChange(known, line))
    plan.left.extend(
        known
        for external_id, known in plan.known.items()
        # A guest without a post, such as a consultant, is not in anybody's payroll and stays.
        if known.left_on is None and known.post_id is not None and external_id not in wanted.lines
    )
    return plan


def known_people(organisation: Organisation) -> dict[str, Known]:
    """Two statements: everybody, and where each works now or will work."""
    posts = {
        person_id: (pk, unit_id, since)
        for person_id, pk, unit_id, since in Post.objects.filter(
            person__organisation_id=organisation.pk, is_main=True, valid_to=None
        ).values_list("person_id", "pk", "unit__external_id", "valid_from")
    }
    people = Person.objects.filter(organisation_id=organisation.pk).values_list(
        "pk", "external_id", "name", "email", "language", "is_hired_in", "attributes", "joined_on", "left_on"
    )
    nowhere = (None, "", None)
    return {row[1]: Known(*row, *posts.get(row[0], nowhere)) for row in people}


def _under_new_numbers(known: dict[str, Known], wanted: WantedPeople) -> dict[str, Known]:
    """The register by the file's numbers. Whoever was added by hand has a number of ours until the payroll's comes.

    An address alone is not enough: a successor may have inherited it, and would inherit the roles too.
    """
    free = {
        (one.email.lower(), one.name.casefold()): one
        for external_id, one in known.items()
        if one.email and one.left_on is None and external_id not in wanted.lines
    }
    renumbered = {
        line.person_id: free[line.email, line.name.casefold()]
        for line in wanted.lines.values()
        if line.email and line.person_id not in known and (line.email, line.name.casefold()) in free
    }
    replaced = {one.external_id for one in renumbered.values()}
    return {external_id: one for external_id, one in known.items() if external_id not in replaced} | renumbered


def _check_addresses(plan: PeoplePlan) -> None:
    """An address that somebody outside the file has, also somebody who left: it would no longer be one person's."""
    problems = Problems(plan.wanted.file)
    outside = {
        known.email.lower(): known
        for external_id, known in plan.known.items()
        if known.email and external_id not in plan.wanted.lines
    }
    for line in plan.wanted.lines.values():
        holder = outside.get(line.email or "")
        if holder:
            problems.add(
                _("%(email)s tilhører %(name)s med person_id «%(id)s», som ikke står i filen. Bruk samme person_id.")
                % {"email": line.email, "name": holder.name, "id": holder.external_id},
                row=line.row,
                column="email",
            )
    problems.refuse_if_any()


def _compare(plan: PeoplePlan, known: Known, line: PersonLine) -> None:
    change = PersonChange(known, line)
    if facts_of(known, line) != facts_of(known, None):
        plan.changed.append(change)
    if known.left_on is not None:
        plan.returned.append(change)
    elif known.unit_id != line.unit_id:
        plan.moved.append(change)


def facts_of(known: Known | None, line: PersonLine | None) -> dict[str, object]:
    """A person's columns as they are to be: the file's where it says something, else as they were."""
    facts: dict[str, object] = {
        "name": known.name if known else "",
        "email": known.email if known else None,
        "language": known.language if known else "nb",
        "is_hired_in": known.is_hired_in if known else False,
        "attributes": dict(known.attributes) if known else {},
    }
    if line is None:
        return facts
    facts |= {"name": line.name, "email": line.email}
    if line.language is not None:
        facts["language"] = line.language
    if line.is_hired_in is not None:
        facts["is_hired_in"] = line.is_hired_in
    kept = (known.attributes if known else {}) | line.attributes
    facts["attributes"] = {name: value for name, value in kept.items() if value}
    return facts
