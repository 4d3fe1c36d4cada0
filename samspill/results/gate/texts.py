"""Texts of a frozen questionnaire in the reader's language, and the names of things every result has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from samspill.content.items import PULSE_ITEMS

INDEX_NAME = _("Samlet for de tre månedsspørsmålene")


def monthly_ids(definition: Mapping[str, Any]) -> tuple[str, ...]:
    """The items of the index: the three asked every month, where all three are asked."""
    asked = [item["id"] for item in definition["items"]]
    return PULSE_ITEMS if set(PULSE_ITEMS) <= set(asked) else ()
