from __future__ import annotations

from django import template

from samspill.answers.forms import Parsed

register = template.Library()


@register.filter
def chosen_for(parsed: Parsed, item_id: str) -> str:
    """What was chosen for an item, or nothing."""
    return parsed.chosen.get(item_id, "")
