from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.audit.actions import record
from samspill.content.yearwheel import Milestone as Shipped
from samspill.content.yearwheel import shipped_milestones
from samspill.organisations.rules import Viewer, Worker
from samspill.yearwheel.actions.milestones import switch_off, switch_on
from samspill.yearwheel.actions.planning import plan_occurrences
from samspill.yearwheel.models import Milestone, Ring, Wheel
from samspill.yearwheel.queries.choosing import Kind, kind_of
from samspill.yearwheel.rules import check_can_choose, managed_organisation

TO_SIGN_OFF = 400


@dataclass(frozen=True, slots=True)
class Choice:
    """The kind of workplace, and which shipped milestones are to be on; ``reason``: why some of the kind's are not."""

    kind: Kind
    keys: frozenset[str]
    reason: str = ""

    @property
    def left_out(self) -> list[Shipped]:
        return [one for one in self.kind.preset.milestones if one.id not in self.keys]


@transaction.atomic
def choose_wheel(*, choice: Choice, by: Viewer | Worker, now: datetime, today: date) -> Wheel:
    """The first time, and again when the workplace has changed: own milestones stay as they are."""
    organisation_id = managed_organisation(by)
    _check(choice)
    before = Wheel.objects.select_for_update().filter(organisation_id=organisation_id).first()
    facts = {
        "headcount": choice.kind.headcount,
        "is_public": choice.kind.is_public,
        "may_meet_violence": choice.kind.may_meet_violence,
        "chosen_on": today,
        "chosen_by_id": by.person_id if isinstance(by, Viewer) else None,
    }
    changed = _carry_out(choice, organisation_id, kind_of(before) if before else None, today)
    wheel, _made = Wheel.objects.update_or_create(organisation_id=organisation_id, defaults=facts)
    plan_occurrences(organisation_id=organisation_id, today=today)
    record("choose_wheel", by=by, now=now, subject=wheel.organisation, size=choice.kind.preset.id, **changed)
    return wheel


def _check(choice: Choice) -> None:
    left_out = [one.title.in_language(get_language() or "nb") for one in choice.left_out]
    check_can_choose(choice.keys, left_out=left_out, reason=choice.reason)


def _carry_out(choice: Choice, organisation_id: int, before: Kind | None, today: date) -> dict[str, list[str]]:
    """What was switched on and off, and which got another owner, by their keys."""
    there = {one.key: one for one in Milestone.objects.filter(organisation_id=organisation_id).exclude(key="")}
    best = {one.id: one for one in _of(choice.kind)}
    given = {one.id: one.owner for one in _of(before)} if before else {}
    on, off, moved = [], [], []
    for key, shipped in shipped_milestones().items():
        kept = there.get(key)
        if key in choice.keys:
            wanted = best.get(key, shipped)
            if kept is None:
                _made(wanted, organisation_id, today).save()
                on.append(key)
            elif kept.off_on is not None:
                switch_on(kept, today)
                on.append(key)
            if kept is not None and kept.owner_role != wanted.owner and given.get(key) == kept.owner_role:
                Milestone.objects.filter(pk=kept.pk).update(owner_role=wanted.owner)
                moved.append(key)
        elif kept is not None and kept.off_on is None:
            switch_off(kept, choice.reason.strip() or _not_for_this(), today)
            off.append(key)
        elif kept is None and key in {one.id for one in choice.left_out}:
            left = _made(best[key], organisation_id, today)
            left.off_on, left.off_reason = today, choice.reason.strip()[:TO_SIGN_OFF]
            left.save()
            off.append(key)
    return {"on": on, "off": off, "owner": moved}


def _not_for_this() -> str:
    return _("Gjelder ikke virksomheter av denne størrelsen.")


def _of(kind: Kind) -> Iterable[Shipped]:
    return (*kind.preset.milestones, *kind.preset.optional)


def _made(shipped: Shipped, organisation_id: int, today: date) -> Milestone:
    return Milestone(
        organisation_id=organisation_id,
        key=shipped.id,
        ring=Ring(shipped.ring.value),
        scope=shipped.scope,
        done_by=shipped.done_by,
        owner_role=shipped.owner,
        first_month=shipped.month,
        first_day=shipped.days[0],
        last_month=shipped.month,
        last_day=shipped.days[1],
        lead_days=shipped.lead_days,
        law=list(shipped.law),
        since=today,
    )
