"""A unit's result as parts of a report: the figures, drawings and words of its page, and nothing that is not there.

Other apps put these parts together with their own. They are made from safe tables alone, and numbers have the decimals
that the page has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.content.texts import number_in_words
from samspill.design.charts.key import KEYS
from samspill.design.figures import FactorRow
from samspill.documents.report import (
    Block,
    Cell,
    Facts,
    Figure,
    Listed,
    Note,
    Paragraph,
    Points,
    Results,
    Section,
    Table,
)
from samspill.insight.trends import State
from samspill.organisations.rules import Viewer
from samspill.results.gate.drawing import DrawnRow, drawn_points, multiple, outer, thirds
from samspill.results.gate.effects import EffectPage
from samspill.results.gate.groups import Wanted, group_page
from samspill.results.gate.pages import UnitPage, items_of
from samspill.results.gate.tables import Question, SafeFigure, SafePoint, SafeRow, SafeTable, rows_of_units
from samspill.results.queries.rounds import chosen_round, closed_rounds_for
from samspill.results.queries.units import children_for

GROUPS_ACROSS = 4
"""Groups by an attribute beside each other on a page of paper."""
UNITS_ON_PAPER = 60


def figure_sections(page: UnitPage, viewer: Viewer) -> list[Section]:
    """What was found, factor by factor, and all that the page draws of it; empty where nothing was asked."""
    if page.table is None or not page.table.rows:
        return []
    return [
        _about(page, page.table),
        _moved(page.table),
        *_factors(page, page.table),
        *_distributions(page, page.table),
        *_drivers(page),
        *_groups(page, viewer),
    ]


def talk_section(page: UnitPage) -> list[Section]:
    if not page.questions:
        return []
    return [Section(_("Snakk om dette på teammøtet"), [Points(page.questions, numbered=True)])]


def reader_section(page: UnitPage) -> list[Section]:
    """Who sees the figures, with names: for what stays in the house."""
    return [Section(_("Hvem ser dette?"), [Points(page.readers)])] if page.readers else []


def protection_of(page: UnitPage) -> list[str]:
    """How the figures are protected, for those who get the file from somebody else."""
    least = page.table.minimum_group if page.table else 5
    shown = _(
        "Et tall vises først når minst %(least)s har svart, og bare når det verken alene eller sammen med andre tall "
        "røper hva noen svarte."
    )
    said = [
        _("Ingen ser hva én person svarte. Det er ikke lagret."),
        shown % {"least": number_in_words(least, get_language() or "nb")},
        _("En strek betyr at det er for få svar, eller at svarene er så like at tallet kunne røpe noen."),
        _("Ved hvert tall står hvor sikkert det er, og hvor mange svar det omfatter."),
    ]
    if page.is_partial:
        said.append(_("Små team som svarer for seg, er ikke med i tallene her."))
    return [*said, _("Rapporten har de samme tallene som siden den er tatt fra, og ingen kommentarer.")]


# -- figures ---------------------------------------------------------------------------------------


def _about(page: UnitPage, table: SafeTable) -> Section:
    facts = [
        (_("Måling"), table.round.name),
        (_("Lukket"), date_format(table.round.closed_on, _("j. F Y"))),
        (_("Hvor mange svarte"), page.response),
        (_("Skala"), page.ends),
    ]
    imported = _(
        "Denne målingen er gjort et annet sted og lest inn. Den er vernet på samme måte, men en leders svar er talt i "
        "egen enhet, og den som leste den inn, har sett enkeltsvarene."
    )
    return Section("", [Facts(facts), *([Note(imported)] if table.round.is_imported else [])])


def _moved(table: SafeTable) -> Section:
    """What is otherwise than before, what is as it was, and where we cannot tell."""
    shown = [row for row in table.rows if row.figure.kind != "hidden"]
    calm = [row for row in shown if not row.has_signal]
    pairs = [
        (_("Endret"), _names(row for row in shown if row.has_signal) or _("Ingenting vi kan si sikkert")),
        (_("Som før"), _names(row for row in calm if row.found.state is not State.TOO_SHORT)),
        (_("For tidlig å si"), _names(row for row in calm if row.found.state is State.TOO_SHORT)),
        (_("Uten tall"), _names(row for row in table.rows if row.figure.kind == "hidden")),
    ]
    return Section(_("Hva er endret, og hva er som før?"), [Facts(pairs)])


def _names(rows: Iterable[SafeRow]) -> str:
    return ", ".join(row.name for row in rows)


def _factors(page: UnitPage, table: SafeTable) -> list[Section]:
    signs = _("Feltet: %(band)s. Prikken: %(latest)s. Rammen: %(area)s.") % {
        name: KEYS[name].text for name in ("band", "latest", "area")
    }
    said = [Paragraph(signs, "quiet")]
    if page.is_partial:
        said.append(Paragraph(_("Små team som svarer for seg, er ikke med i tallene her."), "quiet"))
    sections = [Section(_("Faktor for faktor"), [*said, Results([], row_tables(table.rows))])]
    if page.monthly:
        sections.append(Section(_("Hver måned"), [Results([drawn.row for drawn in page.monthly])], level=3))
    if page.others:
        seldom = Paragraph(_("Vi tegner ingen linje før det er åtte målinger."), "quiet")
        sections.append(Section(_("Sjeldnere"), [seldom, Results([drawn.row for drawn in page.others])], level=3))
    return [*sections, *([Section("", [Note("\n".join(page.notes))])] if page.notes else [])]


def row_tables(rows: Sequence[SafeRow]) -> list[Table]:
    """The numbers behind the rows of a result: the latest of each, and the course that is drawn."""
    latest = [[row.name, row.ask, *_numbers(row.figure)] for row in rows]
    course = [
        [row.name, point.round.name, point.round.closed_on, *_numbers(point.figure)]
        for row in rows
        for point in drawn_points(row)
    ]
    figures = [_("Tall"), _("Fra"), _("Til"), _("Antall svar")]
    return [
        Table(_("Siste måling"), [_("Faktor"), _("Spørsmål"), *figures], latest),
        Table(_("Over tid"), [_("Faktor"), _("Måling"), _("Lukket"), *figures], course),
    ]


def _numbers(figure: SafeFigure) -> list[Cell]:
    """Mean, how sure, and how many, as the page has them; an area has no mean, and what is hidden has nothing."""
    if figure.kind == "hidden":
        return [None, None, None, None]
    if figure.kind == "area":
        return [None, *outer(figure), figure.n]
    return [round(figure.mean, 1), round(figure.low, 1), round(figure.high, 1), figure.n]


def _distributions(page: UnitPage, table: SafeTable) -> list[Section]:
    drawn = [(one, row) for one, row in zip(page.all_rows, table.rows, strict=True) if one.distribution]
    if not drawn:
        return []
    figures = [_distribution(one) for one, _row in drawn]
    rows: list[list[Cell]] = [
        [row.name, values, count] for _one, row in drawn for count, values in thirds(row.figure.histogram, table.scale)
    ]
    data = Table(_("Fordeling"), [_("Faktor"), _("Svar"), _("Antall")], rows)
    return [Section(_("Slik fordelte svarene seg"), [*figures, Results([], [data])])]


def _distribution(drawn: DrawnRow) -> Figure:
    return Figure(str(drawn.distribution), alt=drawn.described, caption=drawn.heading)


def _drivers(page: UnitPage) -> list[Section]:
    """What goes together, with the caution before it and the names of what does not after it."""
    told = page.drivers
    if told is None or not told.has_lines:
        return []
    columns = [_("Spørsmål"), _("Sammenheng"), _("Tall"), _("Hvor sikkert"), _("Antall svar")]
    rows = [[one.name, one.word, one.value, one.sure, one.answers] for one in told.table]
    blocks: list[Block] = [
        Paragraph(told.caution),
        Paragraph(told.reading),
        Results(told.rows, [Table(_("Hva henger sammen"), columns, rows)]),
    ]
    if told.unrelated:
        blocks.append(Note(_("Ingen tydelig sammenheng: %(items)s.") % {"items": ", ".join(told.unrelated)}))
    return [Section(told.heading, blocks)]


def _groups(page: UnitPage, viewer: Viewer) -> list[Section]:
    """The round by its attribute, as many groups side by side as the paper is wide."""
    if page.table is None or not page.attribute:
        return []
    shown = group_page(viewer, page.unit, Wanted(page.table.round.key, "", get_language() or viewer.language))
    name = _("Etter %(name)s") % {"name": page.attribute}
    rows = [[asked, *(text for _value, text in cells)] for asked, cells in shown.lines]
    whole = Table(name, [_("Spørsmål"), *shown.columns], rows)
    tables = [
        Listed(_columns(whole, range(start, min(start + GROUPS_ACROSS, len(whole.columns)))), paper_only=True)
        for start in range(1, len(whole.columns), GROUPS_ACROSS)
    ]
    note = _("Tallet, og i parentes hvor sikkert det er. En strek betyr at tallet ikke kan vises uten å røpe noen.")
    return [Section(name, [*tables, Paragraph(note, "quiet"), Results([], [whole])])] if tables else []


def _columns(whole: Table, kept: range) -> Table:
    """The first column and those of ``kept``."""
    rows = [[row[0], *(row[place] for place in kept)] for row in whole.rows]
    return Table(whole.name, [whole.columns[0], *(whole.columns[place] for place in kept)], rows)


# -- units below -----------------------------------------------------------------------------------


def units_section(page: UnitPage, viewer: Viewer, language: str) -> list[Section]:
    """The units right below that have figures of their own, by name and never by figure, as the page of the area."""
    if page.table is None or not page.has_children:
        return []
    rounds = closed_rounds_for(viewer)
    chosen = chosen_round(rounds, page.table.round.key)
    units = list(children_for(viewer, page.unit)[:UNITS_ON_PAPER])
    if chosen is None or not units:
        return []
    item, name = items_of(chosen, language)[0]
    rows = rows_of_units(viewer, units, Question(item, chosen, rounds, language))
    told = [(unit.name_in(language), row) for unit, row in zip(units, rows, strict=True) if row.figure.kind != "hidden"]
    if not told:
        return []
    drawn = [_unit_row(unit, row, page.table, language) for unit, row in told]
    columns = [_("Enhet"), _("Tall"), _("Fra"), _("Til"), _("Antall svar")]
    data = Table(_("Enhetene under"), columns, [[unit, *_numbers(row.figure)] for unit, row in told])
    note = _("%(item)s. I alfabetisk rekkefølge. Enheter uten egne tall er ikke med.") % {"item": name}
    return [Section(_("Enhetene under"), [Paragraph(note, "quiet"), Results(drawn, [data])])]


def _unit_row(unit: str, row: SafeRow, table: SafeTable, language: str) -> FactorRow:
    one = multiple(row, unit, table.scale, language)
    return FactorRow(unit, one.value, one.chart, finding=one.words)


# -- effects ---------------------------------------------------------------------------------------


def effect_table(effect: EffectPage, name: str) -> Table:
    """The rounds an effect is drawn from, under the name of the measure."""
    columns = [_("Måling"), _("Lukket"), _("Tall"), _("Fra"), _("Til"), _("Antall svar")]
    return Table(name, columns, [_line(point) for point in effect.points])


def _line(point: SafePoint) -> list[Cell]:
    return [point.round.name, point.round.closed_on, *_numbers(point.figure)]
