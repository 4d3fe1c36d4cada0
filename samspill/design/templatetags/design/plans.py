"""What a plan is shown with: the board, its cards, and a month of days."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from samspill.design.templatetags.design.registry import register
from samspill.design.templatetags.design.results import level_mark

WEEKDAYS = (_("Mandag"), _("Tirsdag"), _("Onsdag"), _("Torsdag"), _("Fredag"), _("Lørdag"), _("Søndag"))


@register.simple_block_tag
def board(content: str) -> SafeString:
    """{% board %}{% board_column "I gang" 2 %}{% plan_card … %}{% endboard_column %}{% endboard %}"""
    return mark_safe(f'<div class="s-board">{content}</div>')


@register.simple_block_tag
def board_column(content: str, heading: str, count: int) -> SafeString:
    """One column of a {% board %}, with how many there are in all."""
    template = '<section class="s-col" aria-label="{0}"><h2>{0}<span>{1}</span></h2>{2}</section>'
    return format_html(template, heading, count, mark_safe(content))


@register.simple_block_tag
def plan_card(content: str, heading: str, url: str, level: str) -> SafeString:
    """{% plan_card title url=url level="team" %}{% card_facts %}…{% endcard_facts %}{% endplan_card %}"""
    template = '<article class="s-card">{}<h3><a href="{}">{}</a></h3>{}</article>'
    return format_html(template, level_mark(level), url, heading, mark_safe(content))


@register.simple_block_tag
def card_facts(content: str) -> SafeString:
    """{% card_facts %}{% card_fact "Frist" %}15. januar{% endcard_fact %}{% endcard_facts %}: pairs close together."""
    return mark_safe(f"<dl>{content}</dl>")


@register.simple_block_tag
def card_fact(content: str, term: str) -> SafeString:
    """One pair on a card."""
    return format_html("<dt>{}</dt><dd>{}</dd>", term, mark_safe(content))


@register.simple_block_tag
def month(content: str, caption: str) -> SafeString:
    """{% month "November 2026" %}{% for … %}{% month_week %}{% month_day … %}…{% endmonth %}: a list on a phone."""
    heads = mark_safe("".join(f'<th scope="col">{day}</th>' for day in WEEKDAYS))
    template = '<table class="s-month"><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    return format_html(template, caption, heads, mark_safe(content))


@register.simple_block_tag
def month_week(content: str) -> SafeString:
    """One row of a {% month %}."""
    return mark_safe(f"<tr>{content}</tr>")


@register.simple_block_tag
def month_day(content: str, on: date, *, inside: bool = True, today: bool = False) -> SafeString:
    """{% month_day day.on inside=day.is_in_month today=day.is_today %}{% day_item … %}{% endmonth_day %}"""
    names = [("s-off", not inside), ("s-today", today), ("s-empty", not content.strip())]
    name = " ".join(name for name, holds in names if holds)
    listed = mark_safe(f"<ul>{content}</ul>") if content.strip() else ""
    heard = date_format(on, "j. F")
    template = '<td class="{}"><b><span class="s-vh">{}</span><span aria-hidden="true">{}</span></b>{}</td>'
    return format_html(template, name, heard, on.day, listed)


@register.simple_tag
def day_item(what: str, title: str, url: str) -> SafeString:
    """{% day_item "Frist" title url %}: one line of a day."""
    return format_html('<li><a href="{}">{}</a> <span>{}</span></li>', url, title, what)
