"""The eight headings of internkontrollforskriften § 5, filled with what is there; what is not, is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspill.audit.rules import Hidden
from samspill.content.assessment import coverage_provisions, internal_control
from samspill.measures.queries import counts_of, measures_in, open_to_all, plan_sentences, scope_for
from samspill.measures.rules import ENDED, RUNNING
from samspill.organisations.models import Role
from samspill.organisations.queries import people_with_role
from samspill.organisations.rules import Viewer
from samspill.pulses.models import Consultation, PulseRound
from samspill.risk.models import Assessment
from samspill.risk.queries.changes import changes_for
from samspill.risk.queries.coverage import can_read_coverage, coverage_for
from samspill.risk.queries.register import RegisterRow, Sifted, numbers_for, register_rows

A_YEAR = timedelta(days=365)
MOST_AIMS, MOST_NAMES, MOST_ROWS = 8, 12, 12
ROLES = (
    Role.GENERAL_MANAGER, Role.HR, Role.LEADER, Role.CHIEF_SAFETY_REP, Role.SAFETY_REP, Role.UNION_REP, Role.AMU_MEMBER,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One heading and what stands under it."""

    number: int
    name: str
    guidance: str
    written: bool
    """The law asks for it in writing."""
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def is_filled(self) -> bool:
        return bool(self.points or self.facts or self.rows)


def internal_control_for(viewer: Viewer) -> list[Part]:
    """In the order of the regulation; a fixed number of statements, whatever the size."""
    if not can_read_coverage(viewer):
        raise Hidden
    language = get_language() or viewer.language
    filled = _Filled(viewer, language)
    return [
        filled.part(Part(one.number, one.name.in_language(language), one.guidance.in_language(language), one.written))
        for one in internal_control()
    ]


class _Filled:
    """What the eight parts are filled from, read once."""

    def __init__(self, viewer: Viewer, language: str) -> None:
        self.viewer, self.language = viewer, language
        self.measures = measures_in(viewer, scope_for(viewer, "alle", language))
        register = numbers_for(viewer, Sifted(sort="risiko", state=Assessment.State.VALID))
        self.valid = register_rows(list(register[:MOST_ROWS]), viewer.today)

    def part(self, part: Part) -> Part:
        fill = (
            self._laws, self._knowledge, self._participation, self._goals, self._responsibility, self._risk,
            self._routines, self._review,
        )  # fmt: skip
        return fill[part.number - 1](part)

    def _laws(self, part: Part) -> Part:
        points = [f"{one.reference}: {one.about.in_language(self.language)}" for one in coverage_provisions()]
        return replace(part, points=tuple(points))

    def _knowledge(self, part: Part) -> Part:
        return replace(part, paragraphs=(_("Samspill fører ikke opplæring. Skriv den inn i Word-filen."),))

    def _participation(self, part: Part) -> Part:
        signed = Assessment.objects.filter(
            number__organisation_id=self.viewer.organisation_id, signed_on__gte=self.viewer.today - A_YEAR
        ).count()
        held = Consultation.objects.filter(organisation_id=self.viewer.organisation_id).order_by("-held_on").first()
        facts = []
        if held:
            facts.append((_("Målingene ble drøftet"), _day(held.held_on)))
        if signed:
            said = ngettext("én det siste året", "%(n)d det siste året", signed) % {"n": signed}
            facts.append((_("Vurderinger verneombudet har skrevet under"), said))
        return replace(part, facts=tuple(facts))

    def _goals(self, part: Part) -> Part:
        aims = open_to_all(self.measures).filter(status__in=RUNNING).exclude(aim="").order_by("due_on", "pk")
        return replace(part, points=tuple(aims.values_list("aim", flat=True)[:MOST_AIMS]))

    def _responsibility(self, part: Part) -> Part:
        facts = []
        for role in ROLES:
            people = people_with_role(self.viewer.organisation_id, role, on=self.viewer.today)
            if people:
                facts.append((capfirst(str(role.label)), _names([person.name for person in people])))
        return replace(part, facts=tuple(facts))

    def _risk(self, part: Part) -> Part:
        covered = coverage_for(self.viewer)
        mapped = {"n": sum(one.is_mapped for one in covered), "all": len(covered)}
        said = [_("%(n)d av %(all)d punkter i lovdekningen er kartlagt.") % mapped]
        said += plan_sentences(counts_of(self.measures, self.viewer.today))
        columns = (_("Hvor"), _("Høyeste risiko"), _("Gjelder fra"), _("Ses på igjen"))
        return replace(part, paragraphs=tuple(said), columns=columns, rows=tuple(map(_risk_row, self.valid)))

    def _routines(self, part: Part) -> Part:
        said = _("Rutinene ligger utenfor Samspill. Skriv hvor de er, og hvem som tar imot.")
        return replace(part, paragraphs=(said,))

    def _review(self, part: Part) -> Part:
        since, organisation_id = self.viewer.today - A_YEAR, self.viewer.organisation_id
        ended = self.measures.filter(status__in=ENDED, finished_on__gte=since).count()
        rounds = PulseRound.objects.filter(
            organisation_id=organisation_id, state=PulseRound.State.PUBLISHED, published_at__date__gte=since
        ).count()
        changes = changes_for(self.viewer).filter(evaluated_on__gte=since).count()
        late = sum(row.is_overdue for row in self.valid)
        facts = [
            (_("Målinger det siste året"), rounds),
            (_("Tiltak avsluttet og vurdert det siste året"), ended),
            (_("Endringer sett på etterpå"), changes),
            (_("Risikovurderinger over tiden"), late),
        ]
        coming = [row.newest.review_on for row in self.valid if row.newest.review_on and not row.is_overdue]
        following = [(_("Neste gjennomgang av en risikovurdering"), _day(min(coming)))] if coming else []
        return replace(part, facts=tuple([(label, str(n)) for label, n in facts if n] + following))


def _risk_row(row: RegisterRow) -> tuple[str, ...]:
    newest = row.newest
    return (str(row.number), str(row.level or "–"), _day(newest.valid_from), _day(newest.review_on))


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMES])
    rest = len(names) - MOST_NAMES
    return f"{shown} {ngettext('og én til', 'og %(n)d til', rest) % {'n': rest}}" if rest > 0 else shown


def _day(on: date | None) -> str:
    return date_format(on, _("j. F Y")) if on else "–"
