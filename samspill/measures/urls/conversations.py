from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from samspill.measures.views import conversations

urlpatterns: list[URLPattern | URLResolver] = [
    path("samtale/", conversations.home, name="conversations"),
    path("samtale/enhet/<int:unit_id>/", conversations.new, name="conversation_new"),
    path("samtale/<int:conversation_id>/", conversations.show, name="conversation"),
    path("samtale/<int:conversation_id>/avbryt/", conversations.drop, name="conversation_drop"),
    path("samtale/<int:conversation_id>/<slug:step_id>/", conversations.step, name="conversation_step"),
]
