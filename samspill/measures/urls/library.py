from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from samspill.measures.views import library

urlpatterns: list[URLPattern | URLResolver] = [
    path("bibliotek/", library.index, name="library"),
    path("bibliotek/nytt/", library.add, name="own_measure_new"),
    path("bibliotek/eget/<int:own_id>/", library.edit, name="own_measure_edit"),
    path("bibliotek/eget/<int:own_id>/ta-ut/", library.retire, name="own_measure_retire"),
    path("bibliotek/<slug:key>/", library.show, name="library_measure"),
    path("kjennetegn/", library.traits, name="traits"),
    path("kjennetegn/<slug:code>/", library.trait, name="trait"),
]
