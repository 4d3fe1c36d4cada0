"""What a size and kind of workplace would have in its wheel, why, and what that changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.content.duties import Duty, duties_for, industries
from samspill.content.language import LocalText
from samspill.content.yearwheel import Milestone as Shipped
from samspill.content.yearwheel import Preset, preset_for, shipped_milestones
from samspill.organisations.models import Organisation, Role
from samspill.organisations.queries import organisation_of, people_by_unit
from samspill.organisations.rules import Viewer
from samspill.yearwheel.models import Milestone, Wheel
from samspill.yearwheel.queries.entries import days_text
from samspill.yearwheel.queries.milestones import wheel_for

SIZES = (1, 5, 10, 30, 50, 51)
A_YEAR = 2027


@dataclass(frozen=True, slots=True)
class Kind:
    """Of a workplace: how many, public or private, and whether violence or threats may occur."""

    headcount: int
    is_public: bool = False
    may_meet_violence: bool = False

    @property
    def preset(self) -> Preset:
        return preset_for(self.headcount, public=self.is_public, violence=self.may_meet_violence)


def kind_of(wheel: Wheel) -> Kind:
    return Kind(wheel.headcount, wheel.is_public, wheel.may_meet_violence)


def kind_now(viewer: Viewer) -> Kind:
    """As the workplace is described today; where nobody has said how many, those at work."""
    organisation = organisation_of(viewer)
    return Kind(_headcount(organisation, viewer), organisation.is_public, _meets_violence(organisation))


def _headcount(organisation: Organisation, viewer: Viewer) -> int:
    return organisation.headcount or max(1, sum(people_by_unit(organisation.pk, viewer.today).values()))


def _meets_violence(organisation: Organisation) -> bool:
    known = industries().get(organisation.industry)
    return known is not None and known.violence


def has_outgrown(viewer: Viewer, wheel: Wheel) -> str:
    """What the workplace has become, when that is another than what the wheel was chosen for; else empty."""
    now = Kind(_headcount(wheel.organisation, viewer), wheel.organisation.is_public, wheel.may_meet_violence)
    chosen = kind_of(wheel)
    if (now.preset.id, now.is_public) == (chosen.preset.id, chosen.is_public):
        return ""
    return _said(now.preset.name)


@dataclass(frozen=True, slots=True)
class Proposed:
    """One milestone of the preview: whether it would be on, why, and what that is to the wheel as it is."""

    key: str
    title: str
    days: str
    owner: str
    why: str
    is_wanted: bool
    """On by the preset."""
    is_on: bool
    """On in the wheel as it is."""
    is_possible: bool
    """May be switched on at all for this kind."""
    owner_before: str = ""
    """Where the preset gives it to another role than it has now."""

    @property
    def is_ticked(self) -> bool:
        """What is on stays, unless it is no longer for this kind; what the preset adds is added."""
        return self.is_wanted or (self.is_on and self.is_possible)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a preview is made from."""

    kind: Kind
    wanted: dict[str, Shipped]
    offered: dict[str, Shipped]
    duties: dict[str, Duty]
    there: dict[str, Milestone]
    chosen: Wheel | None


def preview_for(viewer: Viewer, kind: Kind) -> list[Proposed]:
    """Every shipped milestone, in the order of the year: two statements."""
    there = Milestone.objects.filter(organisation_id=viewer.organisation_id).exclude(key="")
    known = _Known(
        kind=kind,
        wanted={one.id: one for one in kind.preset.milestones},
        offered={one.id: one for one in kind.preset.optional},
        duties={duty.id: duty for duty in duties_for(kind.headcount, kind.is_public)},
        there={one.key: one for one in there},
        chosen=wheel_for(viewer),
    )
    every = sorted(shipped_milestones().values(), key=lambda one: (one.month, one.days))
    return [_proposed(one, known) for one in every]


def _proposed(shipped: Shipped, known: _Known) -> Proposed:
    key, now = shipped.id, known.there.get(shipped.id)
    best = known.wanted.get(key) or known.offered.get(key)
    is_on = now is not None and now.off_on is None
    return Proposed(
        key=key,
        title=_said(shipped.title),
        days=days_text(*shipped.window(A_YEAR)),
        owner=str(Role((best or shipped).owner).label),
        why=_why(best, known.duties, is_wanted=key in known.wanted) if best else _not_for(shipped, known.kind),
        is_wanted=key in known.wanted,
        is_on=is_on,
        is_possible=best is not None,
        owner_before=_owner_before(now, best, known.chosen) if is_on else "",
    )


def yearly_days(milestone: Milestone) -> str:
    """As they stand in every year, whatever day of the week it is."""
    first = date(A_YEAR, milestone.first_month, milestone.first_day)
    return days_text(first, date(A_YEAR, milestone.last_month, milestone.last_day))


def _said(text: LocalText) -> str:
    return text.in_language(get_language() or "nb")


def _within(title: str) -> str:
    """As it stands inside a sentence."""
    return title[:1].lower() + title[1:]


def _owner_before(now: Milestone | None, best: Shipped | None, chosen: Wheel | None) -> str:
    """Only where nobody has chosen another owner than the earlier preset gave."""
    if now is None or best is None or chosen is None or now.owner_role == best.owner:
        return ""
    before = {one.id: one.owner for one in (*kind_of(chosen).preset.milestones, *kind_of(chosen).preset.optional)}
    return str(Role(now.owner_role).label) if before.get(now.key) == now.owner_role else ""


def _why(milestone: Shipped, duties: dict[str, Duty], *, is_wanted: bool) -> str:
    duty = duties.get(milestone.duty)
    if duty is None:
        return _("Vårt forslag for denne størrelsen.")
    law = ", ".join(each.in_one_piece for each in duty.law)
    if is_wanted:
        return _("Følger av %(duty)s (%(law)s).") % {"duty": _within(_said(duty.title)), "law": law}
    words = {
        "on_request": _("Bare hvis en av partene krever det (%(law)s)."),
        "by_agreement": _("Bare hvis dere har avtalt det (%(law)s)."),
        "by_industry": _("Bare i noen bransjer (%(law)s). Les om det gjelder dere."),
    }
    return words[duty.status] % {"law": law}


def _not_for(milestone: Shipped, kind: Kind) -> str:
    fits = [size for size in SIZES if milestone.id in _ids(Kind(size, kind.is_public, kind.may_meet_violence))]
    if not fits:
        return _("Der vold eller trusler kan forekomme, eller for en annen type virksomhet.")
    if fits[0] > kind.headcount:
        return _("Fra %(n)d ansatte.") % {"n": fits[0]}
    return _("For mindre virksomheter.")


def _ids(kind: Kind) -> set[str]:
    return {one.id for one in kind.preset.milestones}


@dataclass(frozen=True, slots=True)
class Differences:
    """What choosing would do to the wheel as it is."""

    added: tuple[Proposed, ...]
    removed: tuple[Proposed, ...]
    given: tuple[Proposed, ...]
    """Those that another role will see to."""
    stays: int

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.removed or self.given)


def differences(proposed: list[Proposed]) -> Differences:
    return Differences(
        added=tuple(one for one in proposed if one.is_ticked and not one.is_on),
        removed=tuple(one for one in proposed if one.is_on and not one.is_ticked),
        given=tuple(one for one in proposed if one.owner_before),
        stays=sum(one.is_on and one.is_ticked for one in proposed),
    )
