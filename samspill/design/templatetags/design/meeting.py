"""What a group has before it: where the meeting is, the cards on the table."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from samspill.design.templatetags.design.registry import register


@register.simple_tag
def stations(current: int, way: Sequence[tuple[str, str]]) -> SafeString:
    """{% stations 2 way %} with (words, address) pairs: the steps of a meeting, each of which can be looked at."""
    items = format_html_join(
        "", '<li{}><a href="{}"{}>{}</a></li>', (_station(n, current, *one) for n, one in enumerate(way, 1))
    )
    template = '<nav aria-label="{}"><ol class="s-steps s-stations">{}</ol></nav>'
    return format_html(template, _("Stegene i møtet"), items)


def _station(number: int, current: int, label: str, url: str) -> tuple[SafeString, str, SafeString, str]:
    done = mark_safe(' class="s-done"') if number < current else mark_safe("")
    here = mark_safe(' aria-current="step"') if number == current else mark_safe("")
    return done, url, here, label


@register.simple_block_tag
def card_table(content: str) -> SafeString:
    """{% card_table %}{% table_card "Arbeidsmengde" "Det går." "Vi hopper over." %}{% endcard_table %}"""
    return mark_safe(f'<div class="s-table">{content}</div>')


@register.simple_tag
def table_card(heading: str, good: str, strained: str) -> SafeString:
    """One card: what it is like when it works, and what wears."""
    return format_html("<article><h2>{}</h2><p>{}</p><p>{}</p></article>", heading, good, strained)


@register.simple_tag
def picture(url: str, text: str) -> SafeString:
    """{% picture url "Tavla på vaktrommet" %}: what it shows is said to those who do not see it."""
    return format_html('<img class="s-picture" src="{}" alt="{}" loading="lazy">', url, text)
