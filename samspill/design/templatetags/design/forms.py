"""A form as one tag. The fields themselves are drawn by `samspill.design.forms.DesignRenderer`."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from samspill.design.templatetags.design.actions import button, csrf_input
from samspill.design.templatetags.design.registry import register


@register.simple_block_tag(takes_context=True)
def post_form(context: Any, content: str, form: BaseForm, submit: str, **how: str) -> SafeString:
    """{% post_form form submit="Lagre" %}{% link_button "Avbryt" url variant="quiet" %}{% endpost_form %}

    Error summary, fields, the button, and beside it the tag's content. What was typed is kept.
    `how`: variant="danger", action=address (else the page itself).
    """
    if unknown := how.keys() - {"variant", "action"}:
        raise TypeError(f"A form has no {unknown.pop()}.")
    files = mark_safe(' enctype="multipart/form-data"') if form.is_multipart() else ""
    to = format_html(' action="{}"', how["action"]) if how.get("action") else ""
    send = button(submit, how.get("variant", "primary"))
    template = '<form class="s-form" method="post" novalidate{}{}>{}{}<div class="s-actions">{}{}</div></form>'
    return format_html(template, to, files, csrf_input(context), form.render(), send, mark_safe(content))


@register.simple_tag
def get_form(form: BaseForm, submit: str) -> SafeString:
    """{% get_form form "Vis" %}: asks for something by the address, with the fields under each other."""
    template = '<form class="s-form" method="get" novalidate>{}<div class="s-actions">{}</div></form>'
    return format_html(template, form.render(), button(submit, "secondary"))
