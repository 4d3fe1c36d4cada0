"""What stands in minutes, who approves them, and how two editions differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.amu.models import Committee, Meeting, Minutes, Side
from samspill.amu.rules.access import VOTES, Standing
from samspill.amu.rules.meetings import owner_in_words
from samspill.audit.rules import Refused
from samspill.organisations.models import Role


@dataclass(frozen=True, slots=True)
class PersonLine:
    name: str
    side: str = ""
    """A ``Side``."""
    is_present: bool = True
    is_deputy: bool = False
    stands_in_for: str = ""

    @property
    def side_label(self) -> str:
        return str(Side(self.side).label) if self.side else ""


@dataclass(frozen=True, slots=True)
class DissentLine:
    name: str
    reason: str = ""

    @property
    def words(self) -> str:
        if self.reason:
            return f"{self.name}: {self.reason}"
        return _("%(name)s er uenig i vedtaket.") % {"name": self.name}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as it stands in the minutes. Of what is exempt, others read that there was a case, and no more."""

    id: int
    sign: str
    title: str
    kind: str
    letter: str = ""
    is_exempt: bool = False
    exempt_reason: str = ""
    discussion: str = ""
    decision: str = ""
    dissents: tuple[DissentLine, ...] = ()
    votes_for: int | None = None
    votes_against: int | None = None
    votes_blank: int | None = None
    owner_name: str = ""
    owner_role: str = ""
    """A ``Role`` that everybody may know of, when the minutes were sent."""
    owner_has_left: bool = False
    """When the minutes were sent."""
    due: str = ""
    """ISO, as all days here: what is kept is said in the language of whoever reads."""

    @property
    def owner(self) -> str:
        return owner_in_words(self.owner_name, has_left=self.owner_has_left) if self.owner_name else ""

    def owner_by_role(self, named: Collection[str]) -> str:
        """For a document that is open to everybody: by name only those who are ``named`` in it as members."""
        if not self.owner_name:
            return ""
        if self.owner_has_left:
            return _("sekretæren")
        return self.owner_name if self.owner_name in named else self._role

    @property
    def _role(self) -> str:
        return str(Role(self.owner_role).label) if self.owner_role else _("en ansatt")

    @property
    def due_on(self) -> str:
        return _said(self.due)

    @property
    def votes(self) -> str:
        if self.votes_for is None and self.votes_against is None and not self.votes_blank:
            return ""
        counts = {"votes_for": self.votes_for or 0, "against": self.votes_against or 0, "blank": self.votes_blank or 0}
        if not self.votes_blank:
            return _("%(votes_for)d for, %(against)d mot") % counts
        return _("%(votes_for)d for, %(against)d mot, %(blank)d blankt") % counts

    @property
    def dissent(self) -> str:
        """One line for each."""
        return "\n".join(one.words for one in self.dissents)

    def without_content(self) -> CaseLine:
        return CaseLine(self.id, self.sign, _("Unntatt sak"), self.kind, is_exempt=True)


@dataclass(frozen=True, slots=True)
class MinutesText:
    """The whole text of one edition: what people wrote, as they wrote it, and the rest as facts."""

    committee: str
    number: str
    on: str
    hours: str
    place: str
    people: tuple[PersonLine, ...]
    cases: tuple[CaseLine, ...]

    @property
    def day(self) -> str:
        return _said(self.on)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> MinutesText:
        people = tuple(PersonLine(**one) for one in data["people"])
        return cls(**{**data, "people": people, "cases": tuple(map(_case_line, data["cases"]))})

    def open_to_all(self, exempt: Collection[int] = ()) -> MinutesText:
        """Without what is exempt, or was found to be so later."""
        hidden = {one.id for one in self.cases if one.is_exempt} | set(exempt)
        shown = tuple(one.without_content() if one.id in hidden else one for one in self.cases)
        return replace(self, cases=shown)

    @property
    def present(self) -> list[PersonLine]:
        return [one for one in self.people if one.is_present]

    @property
    def members(self) -> frozenset[str]:
        """Those who were called. Who was only heard has no part in what the committee answers for."""
        return frozenset(one.name for one in self.people if one.side)

    @property
    def absent(self) -> list[PersonLine]:
        """A deputy who was not asked for has not sent apologies."""
        return [one for one in self.people if not one.is_present and not one.is_deputy]


def _said(day: str) -> str:
    return date_format(date.fromisoformat(day), _("j. F Y")) if day else ""


def _case_line(data: Mapping[str, Any]) -> CaseLine:
    return CaseLine(**{**data, "dissents": tuple(DissentLine(**one) for one in data["dissents"])})


def shown_to(standing: Standing, text: MinutesText, *, exempt: Collection[int] = ()) -> MinutesText:
    return text if standing.sees_exempt else text.open_to_all(exempt)


def check_can_send_minutes(meeting: Meeting, *, present: int) -> None:
    if meeting.state != Meeting.State.HELD:
        raise Refused(_("Møtet er ikke holdt ennå."))
    if not meeting.is_open:
        raise Refused(_("Protokollen er alt sendt til godkjenning."))
    if not present:
        raise Refused(_("Skriv hvem av medlemmene som møtte, før du sender protokollen."))


def check_can_approve(
    standing: Standing, minutes: Minutes, *, given: Iterable[tuple[str, int | None]], person: int
) -> None:
    """``given``: side and person of the approvals there are. One of each side, and never the same person."""
    if minutes.state != Minutes.State.WAITING:
        raise Refused(_("Denne utgaven venter ikke på godkjenning."))
    if not standing.approves:
        raise Refused(_("Protokollen godkjennes av medlemmer fra begge sider som har bekreftet taushetsplikten."))
    already = list(given)
    if any(who == person for _side, who in already):
        raise Refused(_("Du har godkjent denne utgaven. Nå er det den andre sidens tur."))
    side = standing.side if standing.is_formal else ""
    if any(of == side for of, _who in already):
        raise Refused(_("Din side har godkjent denne utgaven. Nå er det den andre sidens tur."))


def is_fully_approved(kind: str, sides: Iterable[str]) -> bool:
    if kind == Committee.Kind.AMU:
        return set(VOTES) <= set(sides)
    return bool(list(sides))


def check_can_take_back(standing: Standing, minutes: Minutes, reason: str) -> None:
    """By those who write, and by a member who wants something changed before they approve."""
    if not (standing.runs or standing.approves):
        raise Refused(_("Protokollen tas tilbake av sekretæren, lederen eller et medlem som skulle godkjent den."))
    if minutes.state != Minutes.State.WAITING:
        raise Refused(_("Denne utgaven venter ikke på godkjenning."))
    if not reason.strip():
        raise Refused(_("Skriv hva som bør endres. Det blir stående ved utgaven."))


def check_can_correct(meeting: Meeting, minutes: Minutes | None, reason: str) -> None:
    if minutes is None or minutes.state != Minutes.State.APPROVED or meeting.is_open:
        raise Refused(_("Bare en godkjent protokoll kan rettes i en ny utgave."))
    if not reason.strip():
        raise Refused(_("Skriv hva som skal rettes."))


@dataclass(frozen=True, slots=True)
class Difference:
    where: str
    field: str
    before: str
    after: str


COMPARED = ("title", "discussion", "decision", "dissent", "votes", "owner", "due_on")


def field_names() -> dict[str, str]:
    return {
        "title": _("Tittel"),
        "discussion": _("Hva kom fram"),
        "decision": _("Vedtak"),
        "dissent": _("Protokolltilførsel"),
        "votes": _("Stemmer"),
        "owner": _("Ansvarlig"),
        "due_on": _("Frist"),
    }


def differences(before: MinutesText, after: MinutesText) -> list[Difference]:
    """Field by field, in the order of the later edition; what stands alike is left out."""
    found = _of_the_meeting(before, after)
    old, names = {one.id: one for one in before.cases}, field_names()
    for case in after.cases:
        was = old.pop(case.id, None)
        for field in COMPARED:
            earlier, later = str(getattr(was, field, "") or ""), str(getattr(case, field) or "")
            if earlier != later:
                found.append(Difference(f"{case.sign} {case.title}", names[field], earlier, later))
    return found + [Difference(f"{one.sign} {one.title}", names["title"], one.title, "") for one in old.values()]


def _of_the_meeting(before: MinutesText, after: MinutesText) -> list[Difference]:
    pairs = [
        (_("Tid"), f"{before.day} {before.hours}", f"{after.day} {after.hours}"),
        (_("Sted"), before.place, after.place),
        (_("Til stede"), _names(before), _names(after)),
    ]
    return [Difference(_("Møtet"), *pair) for pair in pairs if pair[1] != pair[2]]


def _names(text: MinutesText) -> str:
    return ", ".join(one.name for one in text.present)
