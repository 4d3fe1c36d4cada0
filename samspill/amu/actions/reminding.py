from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.amu.actions.mailing import tell
from samspill.amu.models import Committee, Seat
from samspill.notices.models import Kind
from samspill.notices.rules import Words
from samspill.organisations.models import Role
from samspill.organisations.queries import people_with_role

IN_GOOD_TIME = timedelta(days=60)


@transaction.atomic
def remind_of_terms(*, now: datetime) -> int:
    """One letter for each committee where somebody's term is running out; how many committees. Each term once."""
    today = timezone.localdate(now)
    ending = Seat.objects.filter(valid_to__range=(today, today + IN_GOOD_TIME), reminded_on=None)
    ending = ending.filter(committee__kind=Committee.Kind.AMU).select_related("committee__secretary")
    of_each: dict[Committee, int] = defaultdict(int)
    for seat in ending.select_for_update(of=("self",), skip_locked=True):
        of_each[seat.committee] += 1
    for committee, count in of_each.items():
        _remind(committee, count, now)
    Seat.objects.filter(committee__in=of_each, valid_to__range=(today, today + IN_GOOD_TIME), reminded_on=None).update(
        reminded_on=today
    )
    return len(of_each)


def _remind(committee: Committee, count: int, now: datetime) -> None:
    """The secretary; where there is none, HR/HMS."""
    secretary, today = committee.secretary, timezone.localdate(now)
    is_here = secretary is not None and (secretary.left_on is None or secretary.left_on >= today)
    people = [secretary] if secretary and is_here else people_with_role(committee.organisation_id, Role.HR, on=today)

    def say() -> Words:
        title = ngettext("Et medlems valgperiode går ut snart", "%(n)d medlemmers valgperioder går ut snart", count)
        address = reverse("committee_members", args=[committee.pk])
        return Words(title % {"n": count}, address, _("Se hvem det gjelder"))

    key = f"terms-{committee.pk}-{today:%Y%m%d}"
    tell(people, say, key=key, now=now, kind=Kind.DUTIES)
