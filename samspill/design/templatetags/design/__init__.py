"""`{% load design %}`: every component a page is built from. Pages write no class names of their own."""

from samspill.design.templatetags.design import (
    actions,
    forms,
    lists,
    meeting,
    messages,
    page,
    plans,
    results,
    tables,
    wheel,
)
from samspill.design.templatetags.design.registry import register

__all__ = [
    "actions",
    "forms",
    "lists",
    "meeting",
    "messages",
    "page",
    "plans",
    "register",
    "results",
    "tables",
    "wheel",
]
