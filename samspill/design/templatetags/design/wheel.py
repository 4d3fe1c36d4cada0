"""The year beside its wheel: what comes, which ring it belongs to, and how it stands."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from samspill.design.charts.marks import RINGS, mark_svg
from samspill.design.templatetags.design.registry import register


@register.simple_block_tag
def wheel_page(content: str) -> SafeString:
    """{% wheel_page %}{{ wheel }}{% plan_list … %}{% endwheel_page %}: the wheel, and the list beside or below it."""
    return mark_safe(f'<div class="s-wheelroom"><div class="s-wheelpage">{content}</div></div>')


@register.simple_block_tag
def plan_list(content: str, heading: str = "") -> SafeString:
    """{% plan_list "Nå og neste" %}{% plan_item … %}{% endplan_list %}"""
    above = format_html("<h2>{}</h2>", heading) if heading else ""
    return format_html('<div class="s-plan">{}<ul>{}</ul></div>', above, mark_safe(content))


@register.simple_tag
def plan_item(ring: str, when: str, heading: str, url: str, **said: str) -> SafeString:
    """{% plan_item "duties" "9. desember" title url note="Daglig leder" status="due" word="nå" %}

    The ring is told by a shape, how it stands by a mark and its word.
    """
    if unknown := said.keys() - {"note", "status", "word"}:
        raise TypeError(f"An item has no {unknown.pop()}.")
    state = status_mark(said["status"], said["word"]) if said.get("status") else ""
    template = (
        '<li><span class="s-sw {}"></span><div><span class="s-when">{}</span>'
        '<a href="{}">{}</a><small>{}</small>{}</div></li>'
    )
    return format_html(template, _known(ring), when, url, heading, said.get("note", ""), state)


@register.simple_tag
def plan_none(text: str) -> SafeString:
    """{% plan_none "Ingenting her." %}: in a {% plan_list %} that is empty."""
    return format_html('<li class="s-none">{}</li>', text)


@register.simple_tag
def status_mark(status: str, word: str) -> SafeString:
    """{% status_mark "done" "gjort" %}: planned, due, overdue, done, skipped or off, by shape and word."""
    return format_html('<span class="s-state">{}{}</span>', mark_svg(status), word)


@register.simple_tag
def ring_key(rings: list[tuple[str, str]], label: str) -> SafeString:
    """{% ring_key rings "Ringene utenfra og inn" %} with (ring, name) pairs."""
    items = format_html_join(
        "", '<li><span class="s-sw {}"></span>{}</li>', ((_known(one), name) for one, name in rings)
    )
    return format_html('<ul class="s-rings" aria-label="{}">{}</ul>', label, items)


def _known(ring: str) -> str:
    if ring not in RINGS:
        raise ValueError(f"A ring is {', '.join(RINGS)}, not {ring}.")
    return ring
