"""A form as one tag. The fields themselves are drawn by `samspill.design.forms.DesignRenderer`."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from samspill.design.edits import EditedForm
from samspill.design.forms import DesignBoundField
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


@register.simple_block_tag(takes_context=True)
def table_form(context: Any, content: str, form: EditedForm, submit: str) -> SafeString:
    """{% table_form form "Lagre" %} a table with {% field_in_row field %} in its cells {% endtable_form %}

    Error summary, the table, the button: a form whose fields mean something only beside the rest of their row.
    """
    summary = render_to_string("design/forms/_summary.html", {"form": form})
    mark = render_to_string("design/forms/_mark.html", {"form": form})
    template = '<form class="s-flow" method="post" novalidate>{}{}{}{}<div class="s-actions">{}</div></form>'
    return format_html(template, csrf_input(context), summary, mark, mark_safe(content), button(submit))


@register.simple_tag
def field_in_row(field: DesignBoundField) -> SafeString:
    """{% field_in_row field %}: the control alone; whole, with label and choice, where it has to be looked at."""
    return field.as_field_group() if field.conflict or field.errors else field.as_widget()


@register.simple_tag
def get_form(form: BaseForm, submit: str) -> SafeString:
    """{% get_form form "Vis" %}: asks for something by the address, with the fields under each other."""
    template = '<form class="s-form" method="get" novalidate>{}<div class="s-actions">{}</div></form>'
    return format_html(template, form.render(), button(submit, "secondary"))
