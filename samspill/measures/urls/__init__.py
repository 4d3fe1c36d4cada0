"""The addresses under ``tiltak/``, a list per noun."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from samspill.measures.urls import library, plans

urlpatterns: list[URLPattern | URLResolver] = [*plans.urlpatterns, *library.urlpatterns]
