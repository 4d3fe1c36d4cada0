"""The report of a year, drafted from what the committee has done in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspill.amu.models import AnnualReport, Case, Chair, Committee, Meeting, ReportSection, Seat, Side
from samspill.amu.queries.access import Place, inner_place_for, place_for
from samspill.amu.queries.packs import about_all
from samspill.amu.rules.reports import Unfit, without_cases
from samspill.audit.rules import Hidden
from samspill.content.committee import annual_report, matters
from samspill.measures.models import Measure
from samspill.measures.rules import ENDED, RUNNING
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer
from samspill.pulses.models import PulseRound
from samspill.results.access import Asked, Overview, is_taken_back_since, overview
from samspill.risk.models import Assessment
from samspill.yearwheel.models import Occurrence

MOST_ENDED = 12
MOST_SIGNALS = 3
UNKNOWN = "whistleblowing"


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section with its heading and what whoever edits it should think of."""

    section: ReportSection
    heading: str
    guidance: str


def reports_of(place: Place) -> Sequence[AnnualReport]:
    """Drafts are the committee's own; what is adopted is told to everybody."""
    found = place.committee.reports.all()
    return list(found if place.standing.reads else found.filter(state=AnnualReport.State.ADOPTED))


def report_for(viewer: Viewer, report_id: int) -> tuple[AnnualReport, Place]:
    report = (
        AnnualReport.objects.filter(pk=report_id, committee__organisation_id=viewer.organisation_id)
        .select_related("committee", "adopted_in")
        .first()
    )
    if report is None:
        raise Hidden
    is_open = report.state == AnnualReport.State.ADOPTED
    find = place_for if is_open else inner_place_for
    return report, find(viewer, report.committee_id)


def sections_of(report: AnnualReport, language: str) -> list[SectionLine]:
    """In the order of the content, whatever the order they were written in.

    What is adopted is read by everybody, so it is without a case that was found exempt later, as the minutes are.
    """
    known = {one.name: one for one in report.sections.all()}
    if report.state == AnnualReport.State.ADOPTED:
        signs = [one.sign for one in _exempt_cases(report)]
        for one in known.values():
            one.text = without_cases(one.text, signs)
    return [
        SectionLine(known[one.id], one.heading.in_language(language), one.guidance.in_language(language))
        for one in annual_report()
        if one.id in known
    ]


def drafted_sections(viewer: Viewer, committee: Committee, year: int, *, language: str) -> dict[str, str]:
    """What the year says of each section; where it says nothing, the words for that.

    How many have reported something is not known here. The section is left empty, and the report is not adopted with an
    empty one: whoever receives the reports tells the number.
    """
    drafts = _Drafts(viewer, committee, year, language)
    nothing = {one.id: "" if one.id == UNKNOWN else one.empty.in_language(language) for one in annual_report()}
    return {name: drafts.of(name) or words for name, words in nothing.items()}


class _Drafts:
    """The sections of one year. What is exempt is counted, never told: the report goes to the board and the unions."""

    def __init__(self, viewer: Viewer, committee: Committee, year: int, language: str) -> None:
        self.viewer, self.committee, self.year, self.language = viewer, committee, year, language
        self.first, self.last = date(year, 1, 1), date(year, 12, 31)
        held = committee.meetings.filter(year=year).exclude(state=Meeting.State.PLANNED)
        there = Count("attendance", filter=Q(attendance__is_present=True))
        self.meetings = list(held.annotate(present=there).order_by("starts_at"))
        self.cases = list(
            Case.objects.filter(committee=committee, meeting__year=year, meeting__state=Meeting.State.HELD)
            .select_related("measure")
            .order_by("year", "number")
        )

    def of(self, name: str) -> str:
        written: dict[str, Callable[[], list[str]]] = {
            "composition": self._composition,
            "meetings": self._meetings,
            "matters": self._matters,
            "risks": self._risks,
            "measures": self._measures,
            "health_service": self._health_service,
        }
        return "\n".join(written[name]()) if name in written else ""

    # -- who and when -----------------------------------------------------------

    def _composition(self) -> list[str]:
        seats = Seat.objects.filter(committee=self.committee, valid_from__lte=self.last)
        sat = seats.filter(Q(valid_to=None) | Q(valid_to__gte=self.first)).select_related("person")
        lines = [self._side(side, list(sat)) for side in (Side.EMPLOYER, Side.EMPLOYEES, Side.HEALTH, "")]
        chairs = Chair.objects.filter(committee=self.committee, valid_from__lte=self.last).filter(
            Q(valid_to=None) | Q(valid_to__gte=self.first)
        )
        led = [one.person.name for one in chairs.select_related("person").order_by("valid_from")]
        return [line for line in lines if line] + ([_("Leder: %(names)s.") % {"names": ", ".join(led)}] if led else [])

    def _side(self, side: str, seats: Sequence[Seat]) -> str:
        names = [self._seat(one) for one in seats if one.side == side and not one.is_deputy]
        if not names:
            return ""
        label = (
            {
                Side.EMPLOYER: _("For arbeidsgiver: %(names)s."),
                Side.EMPLOYEES: _("For arbeidstakerne: %(names)s."),
                Side.HEALTH: _("For bedriftshelsetjenesten, uten stemme: %(names)s."),
            }.get(Side(side))
            if side
            else _("Medlemmer: %(names)s.")
        )
        return str(label) % {"names": ", ".join(dict.fromkeys(names))}

    def _seat(self, seat: Seat) -> str:
        """Who came or went within the year is said so."""
        if seat.valid_to and seat.valid_to < self.last:
            return _("%(name)s (til %(day)s)") % {"name": seat.person.name, "day": _day(seat.valid_to)}
        if seat.valid_from > self.first:
            return _("%(name)s (fra %(day)s)") % {"name": seat.person.name, "day": _day(seat.valid_from)}
        return seat.person.name

    def _meetings(self) -> list[str]:
        return [self._meeting(one) for one in self.meetings]

    def _meeting(self, one: Meeting) -> str:
        if one.state == Meeting.State.CANCELLED:
            return _("%(day)s: avlyst.") % {"day": one.day}
        if one.state == Meeting.State.CALLED:
            return _("%(day)s: innkalt.") % {"day": one.day}
        present = one.present  # type: ignore[attr-defined]
        return _("%(day)s: %(present)d til stede.") % {"day": one.day, "present": present}

    # -- what -------------------------------------------------------------------

    def _matters(self) -> list[str]:
        lines: list[str] = []
        for letter, matter in matters().items():
            told = [self._case(one) for one in self.cases if one.letter == letter and not one.is_exempt]
            if told:
                lines += [f"{letter}) {matter.name.in_language(self.language)}", *told, ""]
        hidden = sum(one.is_exempt for one in self.cases)
        if hidden:
            lines.append(ngettext("Én sak er unntatt.", "%(n)d saker er unntatt.", hidden) % {"n": hidden})
        return lines

    def _case(self, one: Case) -> str:
        said = f"– {one.sign} {one.title}"
        if one.decision:
            said += f": {' '.join(one.decision.split())}"
        if one.measure:
            said += f" ({one.measure.get_status_display().lower()})"
        return said

    def _risks(self) -> list[str]:
        rounds = PulseRound.objects.filter(
            organisation_id=self.committee.organisation_id,
            state=PulseRound.State.PUBLISHED,
            closes_at__year=self.year,
        ).count()
        assessed = Assessment.objects.filter(
            number__organisation_id=self.committee.organisation_id, valid_from__range=(self.first, self.last)
        ).count()
        lines = []
        if rounds:
            told = ngettext("Én måling er gjennomført.", "%(n)d målinger er gjennomført.", rounds)
            lines.append(told % {"n": rounds})
            lines += self._safe_results()
        if assessed:
            lines.append(
                ngettext("Én risikovurdering er gjort.", "%(n)d risikovurderinger er gjort.", assessed)
                % {"n": assessed}
            )
        return lines + self._wheel()

    def _wheel(self) -> list[str]:
        """The duties of the whole organisation that fell within the year."""
        duties = Occurrence.objects.filter(
            organisation_id=self.committee.organisation_id, unit=None, ends_on__range=(self.first, self.last)
        ).exclude(state=Occurrence.State.OFF)
        counts = duties.aggregate(all=Count("pk"), done=Count("pk", filter=Q(state=Occurrence.State.DONE)))
        if not counts["all"]:
            return []
        return [_("I årshjulet er %(done)d av %(all)d milepæler for hele virksomheten gjort.") % counts]

    def _safe_results(self) -> list[str]:
        """What the organisation's page says of the latest round, never of a unit: everybody reads the report."""
        seen = self._overview()
        named = [_("Sist målt: %(round)s.") % {"round": seen.round.name}, seen.response] if seen.round else []
        return [line for line in (*named, *seen.sentences) if line]

    def _overview(self) -> Overview:
        root = Unit.objects.get(organisation_id=self.committee.organisation_id, parent=None, closed_on=None)
        return overview(self.viewer, root, Asked(MOST_SIGNALS, self.language, until=self.last))

    def _measures(self) -> list[str]:
        """Counted for all; named where the whole organisation decided it, since everybody may read that."""
        own = about_all(self.committee.organisation_id)
        ended = Q(status__in=ENDED, finished_on__range=(self.first, self.last))
        counts = own.aggregate(
            running=Count("pk", filter=Q(status__in=RUNNING)),
            ended=Count("pk", filter=ended),
            better=Count("pk", filter=ended & Q(verdict=Measure.Verdict.BETTER)),
            worse=Count("pk", filter=ended & Q(verdict=Measure.Verdict.WORSE)),
            unclear=Count("pk", filter=ended & Q(verdict__in=[Measure.Verdict.UNCLEAR, Measure.Verdict.TOO_EARLY])),
        )
        if not (counts["running"] or counts["ended"]):
            return []
        lines = [
            _("%(running)d tiltak er i gang, og %(ended)d ble avsluttet i året.") % counts,
            _(
                "Av de avsluttede: %(better)d med tegn til bedring, %(unclear)d uten tydelig endring eller for tidlig "
                "å si, %(worse)d med tegn til forverring."
            )
            % counts,
        ]
        whole = own.filter(ended, unit__parent=None).order_by("finished_on", "pk")
        return lines[: 2 if counts["ended"] else 1] + [_ended(one) for one in whole[:MOST_ENDED]]

    def _health_service(self) -> list[str]:
        told = [self._case(one) for one in self.cases if one.letter == "a" and not one.is_exempt]
        return told or [_("Utvalget har ikke hatt saker om bedriftshelsetjenesten i år.")]


def _ended(one: Measure) -> str:
    said = f"– {one.title}: {one.get_verdict_display() or one.get_status_display().lower()}"
    return f"{said}. {one.lesson}" if one.lesson else f"{said}."


def _day(on: date) -> str:
    return date_format(on, _("j. F"))


def unfit_of(report: AnnualReport) -> Unfit:
    """What keeps a draft from being read by everybody; ``report`` comes with its committee."""
    lines = sections_of(report, get_language() or "nb")
    whole = "\n".join(line.section.text for line in lines)
    told = next((one.sign for one in _exempt_cases(report) if _tells(whole, one)), "")
    taken_back = is_taken_back_since(report.committee.organisation_id, report.drafted_at)
    empty = [line.heading for line in lines if not line.section.text.strip()]
    return Unfit(empty, told, is_taken_back=taken_back)


def _exempt_cases(report: AnnualReport) -> list[Case]:
    numbered = Case.objects.filter(committee=report.committee_id, is_exempt=True, number__isnull=False)
    return list(numbered.order_by("pk"))


def _tells(text: str, case: Case) -> bool:
    """By its title as it is now, or on a line of its own, whatever it was called then."""
    return f"{case.sign} {case.title}" in text or without_cases(text, [case.sign]) != text


def held_meetings(committee: Committee) -> list[Meeting]:
    """Where a report may be adopted, the latest first."""
    return list(committee.meetings.filter(state=Meeting.State.HELD).order_by("-starts_at")[:12])


def years_to_report(committee: Committee, today: date) -> list[int]:
    """The present year and the last, and any in which it has met, without a report."""
    met = {timezone.localtime(at).year for at in committee.meetings.values_list("starts_at", flat=True)}
    there = set(committee.reports.values_list("year", flat=True))
    begun = {year for year in {today.year, today.year - 1} | met if year <= today.year}
    return sorted(begun - there, reverse=True)


def section_line(report: AnnualReport, name: str, language: str) -> SectionLine:
    found = next((line for line in sections_of(report, language) if line.section.name == name), None)
    if found is None:
        raise Hidden
    found.section.report = report
    return found
