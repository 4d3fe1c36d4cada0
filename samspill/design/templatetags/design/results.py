"""What results are shown with: rows, figures, levels, verdicts, charts in their frame."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from samspill.design.charts.key import KEYS
from samspill.design.figures import FactorRow, Figure
from samspill.design.templatetags.design.registry import register

LEVELS = {"organisation": _("Organisasjon"), "team": _("Team"), "individual": _("Individ")}
VERDICTS = {
    "better": _("Tegn til bedring"),
    "same": _("Ingen tydelig endring"),
    "worse": _("Tegn til forverring"),
    "early": _("For tidlig å si"),
}


@register.simple_tag
def figure(figure: Figure) -> SafeString:
    """{% figure row.figure %}: a value, an area or a dash, with the lines that belong to it."""
    name = " s-none" if figure.kind == "hidden" else ""
    lines = format_html_join("", "<span>{}</span>", ((line,) for line in figure.notes))
    heard = format_html('<span class="s-vh">{}</span>', _("Ingen tall")) if figure.kind == "hidden" else ""
    shown = format_html('<span aria-hidden="true">{}</span>{}', figure.text, heard) if heard else figure.text
    return format_html('<p class="s-fig{}">{}</p><p class="s-fig-note">{}</p>', name, shown, lines)


@register.simple_tag
def factor_row(row: FactorRow, next_label: str = "", next_url: str = "") -> SafeString:
    """{% factor_row row %} with a samspill.design.figures.FactorRow; `next_label` and `next_url` are a way on."""
    title = format_html('<a href="{}">{}</a>', row.url, row.name) if row.url else row.name
    ask = format_html('<p class="s-ask">«{}»</p>', row.ask) if row.ask else ""
    signal = mark_safe(' class="s-signal"') if row.signal else ""
    finding = format_html("<p{}>{}</p>", signal, row.finding) if row.finding else ""
    way_on = format_html('<p><a href="{}">{}<span class="s-vh">: {}</span></a></p>', next_url, next_label, row.name)
    template = (
        '<article class="s-row"><div class="s-row-name"><h3>{}</h3>{}{}{}</div>'
        '<div class="s-row-chart">{}</div><div class="s-row-figure">{}</div></article>'
    )
    return format_html(template, title, ask, finding, way_on if next_url else "", row.chart, figure(row.figure))


@register.simple_tag
def chart_key(names: str = "band latest", ends: str = "") -> SafeString:
    """{% chart_key "band latest" ends="1 = aldri, 5 = alltid" %}: band, latest, area, gap, compare, goal, start."""
    parts = ((KEYS[name].svg, KEYS[name].text) for name in names.split())
    items = format_html_join("", "<li>{}{}</li>", parts)
    scale = format_html("<li>{}</li>", ends) if ends else ""
    return format_html('<ul class="s-key">{}{}</ul>', items, scale)


@register.simple_block_tag
def chart_panel(content: str, heading: str, note: str = "") -> SafeString:
    """{% chart_panel "Belastningen er lettere" note="12 målinger" %}{{ chart }}{% details … %}{% endchart_panel %}"""
    small = format_html('<p class="s-small">{}</p>', note) if note else ""
    template = '<figure class="s-panel-chart"><figcaption><h2>{}</h2>{}</figcaption>{}</figure>'
    return format_html(template, heading, small, mark_safe(content))


@register.simple_block_tag
def multiples(content: str) -> SafeString:
    """{% multiples %}{% multiple "Nord" url=url chart=svg figure=figure %}…{% endmultiples %}: never ranked."""
    return mark_safe(f'<div class="s-multiples">{content}</div>')


@register.simple_block_tag
def multiple(content: str, heading: str, chart: str, value: Figure, url: str = "") -> SafeString:
    """{% multiple "Nord" url=url chart=svg value=figure %}Ingen tydelig endring.{% endmultiple %}"""
    words = mark_safe(f"<p>{content}</p>") if content.strip() else ""
    named = format_html('<a href="{}">{}</a>', url, heading) if url else heading
    return format_html("<article><h3>{}</h3>{}{}{}</article>", named, chart, figure(value), words)


@register.simple_tag
def level_mark(level: str) -> SafeString:
    """{% level_mark "team" %}: organisation, team or individual, always with its word."""
    return format_html('<span class="s-level">{}{}</span>', level_svg(level), LEVELS[level])


def level_svg(level: str) -> SafeString:
    """Nested circles: outer ring, middle, dot."""
    on = {key: " on" if key == level else "" for key in LEVELS}
    return mark_safe(
        '<svg class="s-lvl" viewBox="0 0 36 36" aria-hidden="true">'
        f'<circle class="ring{on["organisation"]}" cx="18" cy="18" r="16"/>'
        f'<circle class="ring{on["team"]}" cx="18" cy="20.5" r="9.5"/>'
        f'<circle class="pt{on["individual"]}" cx="18" cy="24" r="3.5"/></svg>'
    )


@register.simple_tag
def verdict_chip(verdict: str) -> SafeString:
    """{% verdict_chip "better" %}: better, same, worse or early, told by shape and word."""
    return format_html('<span class="s-chip {}">{}</span>', verdict, VERDICTS[verdict])


@register.simple_tag
def end_list(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """{% end_list pairs %} with (kind, words): the short list under a narrow chart."""
    items = format_html_join("", "<li>{}{}</li>", ((KEYS[kind].svg, words) for kind, words in pairs))
    return format_html('<ul class="s-ends c-for-narrow">{}</ul>', items)
