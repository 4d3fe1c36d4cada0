from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from samspill.measures.views import deciding, files, measures, plans

urlpatterns: list[URLPattern | URLResolver] = [
    path("", plans.home, name="plan_home"),
    path("plan/<slug:key>/", plans.show_board, name="plan_board"),
    path("plan/<slug:key>/liste/", plans.show_list, name="plan_list"),
    path("plan/<slug:key>/kalender/", plans.show_calendar, name="plan_calendar"),
    path("plan/<slug:key>/videre/", deciding.carry_several, name="plan_carry"),
    path("plan/<slug:key>/fil/<slug:form>/", files.export, name="plan_export"),
    path("del/<int:unit_id>/", plans.share, name="plan_share"),
    path("ny/", deciding.new, name="measure_new"),
    path("<int:measure_id>/", measures.show, name="measure"),
    path("<int:measure_id>/endre/", deciding.change, name="measure_change"),
    path("<int:measure_id>/videre/", deciding.carry, name="measure_carry"),
    path("<int:measure_id>/status/", measures.move_on, name="measure_status"),
    path("<int:measure_id>/angre/", measures.undo, name="measure_undo"),
    path("<int:measure_id>/avslutt/", measures.end, name="measure_end"),
    path("<int:measure_id>/stans/", measures.stop, name="measure_stop"),
    path("<int:measure_id>/notat/", measures.note, name="measure_note"),
    path("<int:measure_id>/vedlegg/", measures.attach, name="measure_attach"),
    path("<int:measure_id>/vedlegg/<int:attachment_id>/", measures.attachment, name="attachment"),
    path("<int:measure_id>/vedlegg/<int:attachment_id>/slett/", measures.detach, name="attachment_delete"),
]
