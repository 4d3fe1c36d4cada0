from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from samspill.organisations.views import files, hats, overview, people, roles, settings, units

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="organisation"),
    path("enhet/ny/", units.new, name="unit_new"),
    path("enhet/<int:unit_id>/", units.show, name="unit"),
    path("enhet/<int:unit_id>/endre/", units.edit, name="unit_edit"),
    path("enhet/<int:unit_id>/maling/", units.measurement, name="unit_measurement"),
    path("enhet/<int:unit_id>/flytt/", units.move, name="unit_move"),
    path("enhet/<int:unit_id>/sla-sammen/", units.merge, name="unit_merge"),
    path("enhet/<int:unit_id>/legg-ned/", units.close, name="unit_close"),
    path("enhet/<int:unit_id>/gjenapne/", units.reopen, name="unit_reopen"),
    path("folk/", people.index, name="people"),
    path("folk/ny/", people.new, name="person_new"),
    path("folk/eksport/", people.export, name="people_export"),
    path("folk/<int:person_id>/", people.show, name="person"),
    path("folk/<int:person_id>/endre/", people.edit, name="person_edit"),
    path("folk/<int:person_id>/plass/", people.place, name="person_place"),
    path("folk/<int:person_id>/slutter/", people.departure, name="person_departure"),
    path("folk/<int:person_id>/tilbake/", people.comeback, name="person_return"),
    path("folk/<int:person_id>/rolle/", roles.give, name="role_give"),
    path("plass/<int:post_id>/avslutt/", people.leave_place, name="post_end"),
    path("roller/", roles.index, name="roles"),
    path("roller/<int:assignment_id>/avslutt/", roles.end, name="role_end"),
    path("import/", files.upload, name="import_upload"),
    path("import/se-over/", files.preview, name="import_preview"),
    path("import/forkast/", files.drop, name="import_drop"),
    path("innstillinger/", settings.settings, name="organisation_settings"),
    path("rolle/", hats.switch, name="hat_switch"),
]
