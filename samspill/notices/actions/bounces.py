from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samspill.audit.actions import record
from samspill.notices.models import Notice, Unreachable
from samspill.notices.rules.bounces import Bounce
from samspill.organisations.rules import Viewer, check_can_see_register


@transaction.atomic
def mark_unreachable(*, bounce: Bounce, now: datetime) -> bool:
    """Note that an address receives nothing; whether it was noted.

    Known by the name of a message we sent, which nobody can guess: a report somebody made up marks nobody. Only a
    notice is looked for. The name of an invitation or a reminder is written down nowhere.
    """
    if not bounce.is_gone:
        return False
    notice = Notice.objects.filter(message_id=bounce.message_id).select_related("person").first()
    if notice is None or not notice.person.email:
        return False
    month = timezone.localdate(now).replace(day=1)
    known = {"email": notice.person.email, "status": bounce.status, "since": month}
    Unreachable.objects.update_or_create(person=notice.person, defaults=known)
    return True


@transaction.atomic
def try_address_again(*, unreachable: Unreachable, by: Viewer, now: datetime) -> None:
    check_can_see_register(by)
    record("try_address_again", by=by, now=now, subject=unreachable.person)
    unreachable.delete()
