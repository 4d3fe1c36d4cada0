"""What a plan is shown with: the board, its cards, and a month of days."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.design.months import Day, DayItem, Month
from samspill.design.templatetags.design.registry import register
from samspill.design.templatetags.design.results import level_mark

WEEKDAYS = (
    gettext_lazy("Mandag"),
    gettext_lazy("Tirsdag"),
    gettext_lazy("Onsdag"),
    gettext_lazy("Torsdag"),
    gettext_lazy("Fredag"),
    gettext_lazy("Lørdag"),
    gettext_lazy("Søndag"),
)


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


@register.simple_tag
def month_grid(month: Month, more_url: str = "", further: str = "") -> SafeString:
    """{% month_grid month more_url="/liste/?dag=" further="&niva=team" %}: weeks of days; a list on a phone.

    ``more_url`` with the day and ``further`` behind it leads to all of a day that has more than are shown.
    """
    caption = capfirst(date_format(month.first, "F Y"))
    heads = format_html_join("", '<th scope="col">{}</th>', ((day,) for day in WEEKDAYS))
    days = [[_day(day, f"{more_url}{day.on.isoformat()}{further}") for day in week] for week in month.weeks]
    rows = format_html_join("", "<tr>{}</tr>", ((mark_safe("".join(week)),) for week in days))
    template = '<table class="s-month"><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    return format_html(template, caption, heads, rows)


def _day(day: Day, more_url: str) -> SafeString:
    lines = [_line(one) for one in day.items]
    if day.more:
        lines.append(format_html('<li><a href="{}">{}</a></li>', more_url, _("%(n)d til") % {"n": day.more}))
    listed = mark_safe(f"<ul>{''.join(lines)}</ul>") if lines else ""
    names = [("s-off", not day.is_in_month), ("s-today", day.is_today), ("s-empty", not lines)]
    name = " ".join(name for name, holds in names if holds)
    heard = f"{WEEKDAYS[day.on.weekday()]} {date_format(day.on, 'j. F')}"
    template = '<td class="{}"><b><span class="s-vh">{}</span><span aria-hidden="true">{}</span></b>{}</td>'
    return format_html(template, name, heard, day.on.day, listed)


def _line(one: DayItem) -> SafeString:
    return format_html('<li><a href="{}">{}</a> <span>{}</span></li>', one.url, one.title, one.what)
