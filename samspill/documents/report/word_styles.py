"""The styles of a Word document: the program's own where it has one, so that its navigation and contents work."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

INK, QUIET, PETROL = RGBColor(0x22, 0x20, 0x1B), RGBColor(0x5E, 0x57, 0x4A), RGBColor(0x12, 0x51, 0x4E)
SAND, HAIR = "F3EDE2", "DFD6C7"
# Typefaces that every Word has; ours would be replaced by whatever the machine likes.
SERIF, SANS = "Georgia", "Calibri"
LINE = Cm(16.2)
LABELS = Cm(5)
TABLE = "Report Table"
Look = tuple[str, str, int, RGBColor, tuple[int, int]]
"""Name, typeface, size, colour, and the room over and under, in points."""
BUILT_IN: tuple[Look, ...] = (
    ("Normal", SANS, 11, INK, (0, 6)),
    ("Heading 1", SERIF, 24, INK, (0, 12)),
    ("Heading 2", SERIF, 16, INK, (20, 6)),
    ("Heading 3", SANS, 12, INK, (12, 3)),
    ("Heading 4", SANS, 11, INK, (10, 2)),
    ("Subtitle", SANS, 10, PETROL, (0, 6)),
    ("Caption", SANS, 9, QUIET, (2, 12)),
    ("List Bullet", SANS, 11, INK, (0, 3)),
    ("List Number", SANS, 11, INK, (0, 3)),
    ("Header", SANS, 9, QUIET, (0, 0)),
    ("Footer", SANS, 9, QUIET, (0, 0)),
)
OURS: tuple[Look, ...] = (
    ("Report Signature", SANS, 9, QUIET, (30, 0)),
    ("Report Finding", SERIF, 14, INK, (0, 8)),
    ("Report Quiet", SANS, 9, QUIET, (0, 4)),
    ("Report Agreed", SANS, 11, PETROL, (0, 6)),
    ("Report Fact", SANS, 10, INK, (0, 3)),
    ("Report Note", SANS, 10, INK, (8, 8)),
    ("Report Cell", SANS, 9, INK, (2, 2)),
    ("Report Picture", SANS, 9, INK, (6, 0)),
)
BOLD = ("Heading 3", "Heading 4", "Report Agreed")
KEPT_WITH_NEXT = ("Heading 1", "Heading 2", "Heading 3", "Heading 4")


def prepare_styles(made: Document) -> None:
    for look in BUILT_IN:
        _dress(made.styles[look[0]], look)
    for look in OURS:
        style: Any = made.styles.add_style(look[0], WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = made.styles["Normal"]
        style.quick_style = True
        _dress(style, look)
    for name in KEPT_WITH_NEXT:
        _paragraphs(made, name).keep_with_next = True
    _hang_facts(made)
    _lay_notes_on_sand(made)
    _draw_lines_to_sign_on(made)
    _tabs(made)
    made.styles.element.append(_table_style())


def _dress(style: Any, look: Look) -> None:
    name, font, size, colour, space = look
    style.font.name, style.font.size, style.font.color.rgb = font, Pt(size), colour
    style.font.italic = False
    style.font.bold = name in BOLD
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(space[0]), Pt(space[1])
    style.paragraph_format.widow_control = True
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), font)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)


def _paragraphs(made: Document, name: str) -> Any:
    style: Any = made.styles[name]
    return style.paragraph_format


def _hang_facts(made: Document) -> None:
    """Labels in a column of their own, values beside them, without a table that would have to be read as one."""
    fact = _paragraphs(made, "Report Fact")
    fact.left_indent, fact.first_line_indent = LABELS, -LABELS
    fact.tab_stops.add_tab_stop(LABELS)


def _lay_notes_on_sand(made: Document) -> None:
    note: Any = made.styles["Report Note"]
    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{SAND}"/>'
    border = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="6" w:color="{SAND}"/>' for side in SIDES)
    properties = note.element.get_or_add_pPr()
    properties.append(parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"))
    properties.append(parse_xml(shade))
    note.paragraph_format.left_indent = note.paragraph_format.right_indent = Cm(0.25)


SIDES = ("top", "left", "bottom", "right")


def _draw_lines_to_sign_on(made: Document) -> None:
    signature = _paragraphs(made, "Report Signature")
    signature.keep_together = True
    signature.tab_stops.add_tab_stop(Cm(8), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)


def _tabs(made: Document) -> None:
    """The second text of head and foot stands at the right edge of ours, not of American paper."""
    for name in ("Header", "Footer"):
        stops = _paragraphs(made, name).tab_stops
        stops.clear_all()
        stops.add_tab_stop(LINE, WD_TAB_ALIGNMENT.RIGHT)


def _table_style() -> Any:
    """Hairlines between the rows, a darker one under the headings, and nothing upright."""
    inside = f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{HAIR}"/>'
    ends = f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{HAIR}"/>'
    under = '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="5E574A"/>'
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE.replace(" ", "")}">'
        f'<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{ends}{inside}</w:tblBorders></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
        f"<w:tcPr><w:tcBorders>{under}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )
