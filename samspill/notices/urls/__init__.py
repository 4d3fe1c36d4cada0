"""The addresses of the queue and of what each person is told, a list per noun."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from samspill.notices.urls import outbox, personal, webhooks

urlpatterns: list[URLPattern | URLResolver] = [*outbox.urlpatterns, *personal.urlpatterns, *webhooks.urlpatterns]
