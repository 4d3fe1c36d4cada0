"""Texts of a frozen questionnaire in the reader's language, and the names of things every result has."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from samspill.content.language import LocalText

INDEX_NAME = _("Samlet for de tre månedsspørsmålene")


def local(texts: Mapping[str, str] | str, language: str) -> str:
    return texts if isinstance(texts, str) else LocalText.of(texts).in_language(language)
