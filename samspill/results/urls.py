from __future__ import annotations

from django.urls import path

from samspill.results.views import auditing, curation, files, pages

urlpatterns = [
    path("", pages.home, name="results_home"),
    path("virksomheten/", pages.organisation, name="results_organisation"),
    path("enhet/<int:unit_id>/", pages.unit, name="results_unit"),
    path("enhet/<int:unit_id>/omrade/", pages.area, name="results_area"),
    path("enhet/<int:unit_id>/inndeling/", pages.groups, name="results_groups"),
    path("enhet/<int:unit_id>/historikk/", pages.history, name="results_history"),
    path("enhet/<int:unit_id>/fil/<slug:form>/", files.export, name="results_export"),
    path("kommentarer/", curation.pools, name="curation"),
    path("kommentarer/<int:pool_id>/", curation.pool, name="curation_pool"),
    path("kommentarer/<int:pool_id>/<int:key>/", curation.vote, name="curation_vote"),
    path("kontroll/", auditing.overview, name="results_audit"),
    path("kontroll/kjor/", auditing.run, name="results_audit_run"),
    path("kontroll/results.json", auditing.file, name="results_audit_file"),
    path("kontroll/<int:round_id>/trekk-tilbake/", auditing.withdraw, name="round_withdraw"),
]
