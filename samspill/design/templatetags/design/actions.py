"""Buttons and links that do something. One filled button per view; the rest outlined or quiet."""

from __future__ import annotations

from typing import Any

from django.middleware.csrf import get_token
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from samspill.design.icons import icon_svg
from samspill.design.templatetags.design.registry import register

VARIANTS = {
    "primary": "",
    "secondary": ' data-variant="secondary"',
    "quiet": ' data-variant="tertiary"',
    "danger": ' data-color="danger"',
}

# Points away from what it belongs to, so it stands after the words.
ONWARDS = "chevron-right"


@register.simple_tag
def button(label: str, variant: str = "primary", name: str = "", value: str = "", icon: str = "") -> SafeString:
    """{% button "Lagre" %} or {% button "Slett" variant="danger" name="do" value="delete" icon="trash" %}"""
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    template = '<button class="ds-button" type="submit"{}{}>{}{}</button>'
    return format_html(template, _variant(variant), named, _icon(icon), label)


@register.simple_tag
def link_button(label: str, url: str, variant: str = "secondary", icon: str = "", about: str = "") -> SafeString:
    """{% link_button "Last ned" url icon="download" about="resultatene for november" %}; `about` is only heard."""
    heard = format_html('<span class="s-vh"> {}</span>', about) if about else ""
    before, after = ("", _icon(icon)) if icon == ONWARDS else (_icon(icon), "")
    template = '<a class="ds-button" href="{}"{}>{}{}{}{}</a>'
    return format_html(template, url, _variant(variant), before, label, heard, after)


@register.simple_tag(takes_context=True)
def post_button(context: Any, label: str, url: str, variant: str = "secondary", **fields: str) -> SafeString:
    """{% post_button "Åpne runden" url variant="primary" round=round.pk %}: a whole form with one button."""
    hidden = format_html_join("", '<input type="hidden" name="{}" value="{}">', fields.items())
    template = '<form method="post" action="{}">{}{}{}</form>'
    return format_html(template, url, csrf_input(context), hidden, button(label, variant))


def csrf_input(context: Any) -> SafeString:
    request = context.get("request")
    token = get_token(request) if request else ""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)


@register.simple_block_tag
def actions(content: str) -> SafeString:
    """{% actions %}{% button "Lagre" %}{% link_button "Avbryt" url variant="quiet" %}{% endactions %}"""
    return mark_safe(f'<div class="s-actions">{content}</div>')


@register.simple_block_tag
def next_step(content: str, heading: str) -> SafeString:
    """{% next_step "Hva nå?" %}<p>…</p>{% actions %}…{% endactions %}{% endnext_step %}: on mist, at the end."""
    return format_html('<section class="s-next"><h2>{}</h2>{}</section>', heading, mark_safe(content))


@register.simple_block_tag
def call_to_action(content: str, heading: str, label: str, url: str) -> SafeString:
    """{% call_to_action "Be om en workshop" label="Be om workshop" url=url %}<p>…</p>{% endcall_to_action %}"""
    template = '<section class="s-cta"><div><h2>{}</h2>{}</div>{}</section>'
    return format_html(template, heading, mark_safe(content), link_button(label, url, "primary"))


@register.simple_block_tag
def confirm(content: str, heading: str) -> SafeString:
    """{% confirm "Slett runden?" %}<p>Da …</p>{% post_button "Slett" url variant="danger" %}{% endconfirm %}"""
    return format_html('<section class="s-panel danger"><h2>{}</h2>{}</section>', heading, mark_safe(content))


@register.simple_block_tag
def segmented(content: str, label: str) -> SafeString:
    """{% segmented "Visning" %}{% segment "Tavle" url current=True %}{% segment "Liste" url %}{% endsegmented %}"""
    return format_html('<nav class="s-seg" aria-label="{}">{}</nav>', label, mark_safe(content))


@register.simple_tag
def segment(label: str, url: str, current: bool = False) -> SafeString:  # noqa: FBT001, FBT002
    """One choice in {% segmented %}."""
    return format_html('<a href="{}"{}>{}</a>', url, mark_safe(' aria-current="true"') if current else "", label)


@register.simple_block_tag
def toolbar(content: str) -> SafeString:
    """{% toolbar %}{% segmented … %}{% push %}{% link_button "Nytt" url "primary" %}{% endpush %}{% endtoolbar %}"""
    return mark_safe(f'<div class="s-tools">{content}</div>')


@register.simple_block_tag
def push(content: str) -> SafeString:
    """Puts its content at the far end of a {% toolbar %}."""
    return mark_safe(f'<div class="s-end">{content}</div>')


def _variant(variant: str) -> SafeString:
    return mark_safe(VARIANTS[variant])


def _icon(name: str) -> SafeString | str:
    return icon_svg(name) if name else ""
