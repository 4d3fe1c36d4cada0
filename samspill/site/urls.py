from __future__ import annotations

from django.urls import path

from samspill.measures.views.plans import show_gaps
from samspill.risk.queries.measures import risks_without_measure
from samspill.site.views import calendar, pages, public, reports, setup

urlpatterns = [
    path("", pages.home, name="home"),
    path("meny/", pages.menu, name="menu"),
    path("hvem-ser-hva/", pages.who_sees_what, name="who_sees_what"),
    path("kalender/", calendar.subscribe, name="calendar"),
    path("kalender/avslutt/", calendar.close, name="calendar_close"),
    path("kalender/<str:secret>.ics", calendar.feed, name="calendar_feed"),
    path("personvern/", pages.information, name="information"),
    path("endringslogg/", pages.log, name="audit_log"),
    path("slik-beskytter-vi-svarene/", public.protection, name="protection"),
    path("tilgjengelighet/", public.accessibility, name="accessibility"),
    path("sprak/<str:code>/", public.choose_language, name="choose_language"),
    path("oppsett/", setup.overview, name="setup"),
    path("oppsett/virksomheten/", setup.workplace, name="setup_workplace"),
    path("oppsett/enheter/", setup.units, name="setup_units"),
    # Here, since apps above measures add checks of their own.
    path("tiltak/plan/<slug:key>/mangler/", show_gaps, {"further": (risks_without_measure,)}, name="plan_gaps"),
    # And here, since a report tells of figures and of what was done about them.
    path("resultater/enhet/<int:unit_id>/rapport/<slug:form>/", reports.unit_report, name="unit_report"),
    path("drift/ny-virksomhet/", setup.new_organisation, name="organisation_new"),
]
