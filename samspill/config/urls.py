"""The addresses: Norwegian words, since people read them aloud."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("konto/", include("samspill.accounts.urls")),
    path("", include("samspill.answers.urls")),
    path("organisasjon/", include("samspill.organisations.urls")),
    path("puls/", include("samspill.pulses.urls")),
    path("resultater/", include("samspill.results.urls")),
    path("risiko/", include("samspill.risk.urls")),
    path("arshjul/", include("samspill.yearwheel.urls")),
    path("amu/", include("samspill.amu.urls")),
    path("tiltak/", include("samspill.measures.urls")),
    path("avgjorelser/", include("samspill.leadership.urls")),
    path("", include("samspill.notices.urls")),
    path("", include("samspill.site.urls")),
    *([path("demo/", include("samspill.demo.urls"))] if settings.DEMO else []),
]
