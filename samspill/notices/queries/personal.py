from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.core import signing
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from samspill.audit.rules import Hidden
from samspill.notices.models import How, Kind, MailHabit, Notice, Wish
from samspill.notices.rules.personal import EVERYBODY_BEGINS_WITH, week_of
from samspill.organisations.models import Person
from samspill.organisations.queries.viewers import here_on
from samspill.organisations.rules import Viewer

SALT = "samspill.notices"


def notices_for(viewer: Viewer) -> QuerySet[Notice]:
    """One's own, the unread first, then the newest."""
    own = Notice.objects.filter(person_id=viewer.person_id) if viewer.person_id else Notice.objects.none()
    return own.order_by(F("read_at").desc(nulls_first=True), "-at", "-id")


def notice_for(viewer: Viewer, notice_id: int) -> Notice:
    found = notices_for(viewer).filter(pk=notice_id).first()
    if found is None:
        raise Hidden
    return found


def unread_of(viewer: Viewer) -> int:
    return notices_for(viewer).filter(read_at=None).count()


def wishes_of(person_id: int) -> dict[Kind, How]:
    """Every kind, also those nothing was chosen for."""
    chosen = dict(Wish.objects.filter(person=person_id).values_list("kind", "how"))
    return {kind: How(chosen.get(kind, EVERYBODY_BEGINS_WITH)) for kind in Kind}


def wishes_of_all(people: Iterable[int], kinds: Collection[str]) -> dict[tuple[int, str], How]:
    """What was chosen, by person and kind; who is not there has chosen nothing."""
    chosen = Wish.objects.filter(person__in=people, kind__in=kinds).values_list("person_id", "kind", "how")
    return {(person, kind): How(how) for person, kind, how in chosen}


def takes_mail_any_time(person_id: int) -> bool:
    return MailHabit.objects.filter(person=person_id, is_any_time=True).exists()


def any_timers(people: Iterable[int]) -> set[int]:
    return set(MailHabit.objects.filter(person__in=people, is_any_time=True).values_list("person_id", flat=True))


def weekly_readers_due(now: datetime, *, limit: int) -> list[Person]:
    """Who has chosen the weekly letter for something and has not had this week's."""
    wants = Wish.objects.filter(person=OuterRef("pk"), how=How.WEEKLY)
    had = MailHabit.objects.filter(person=OuterRef("pk"), weekly_on__gte=week_of(now))
    people = Person.objects.filter(Exists(wants), ~Exists(had), here_on(timezone.localdate(now)), user__is_active=True)
    return list(
        people.exclude(Q(email=None) | Q(email="")).select_related("user", "organisation").order_by("pk")[:limit]
    )


def told_weekly(person: Person, since: datetime) -> list[Notice]:
    """Unread things of the kinds that are gathered for the weekly letter."""
    kinds = [kind for kind, how in wishes_of(person.pk).items() if how == How.WEEKLY]
    return list(Notice.objects.filter(person=person, kind__in=kinds, read_at=None, at__gt=since).order_by("at", "id"))


def leaving_token(person_id: int, kind: Kind) -> str:
    """Opens without signing in, and only the one choice."""
    return signing.dumps([person_id, kind.value], salt=SALT)


def leaver_of(token: str) -> tuple[Person, Kind]:
    try:
        person_id, kind = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise Hidden from None
    person = Person.objects.filter(pk=person_id).select_related("organisation", "user").first()
    if person is None or kind not in Kind.values:
        raise Hidden
    return person, Kind(kind)
