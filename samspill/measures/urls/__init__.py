"""The addresses under ``tiltak/``, a list per noun."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from samspill.measures.urls import conversations, library, plans, stories

urlpatterns: list[URLPattern | URLResolver] = [
    *plans.urlpatterns,
    *conversations.urlpatterns,
    *stories.urlpatterns,
    *library.urlpatterns,
]
