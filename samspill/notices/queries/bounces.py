from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, QuerySet

from samspill.audit.rules import Hidden
from samspill.notices.models import Unreachable
from samspill.organisations.queries.viewers import here_on
from samspill.organisations.rules import Viewer, can_see_register


def unreachable_for(viewer: Viewer) -> QuerySet[Unreachable]:
    """People here whose address receives nothing, for those who keep the register."""
    if not can_see_register(viewer):
        raise Hidden
    here = Unreachable.objects.filter(here_on(viewer.today, "person__"), person__organisation_id=viewer.organisation_id)
    return here.filter(email=F("person__email")).select_related("person").order_by("person__name", "pk")


def unreachable_person_for(viewer: Viewer, person_id: int) -> Unreachable:
    found = unreachable_for(viewer).filter(person=person_id).first()
    if found is None:
        raise Hidden
    return found


def unreachable_of(people: Iterable[int]) -> set[int]:
    return set(
        Unreachable.objects.filter(person__in=people, email=F("person__email")).values_list("person_id", flat=True)
    )
