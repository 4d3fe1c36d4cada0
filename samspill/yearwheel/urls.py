from __future__ import annotations

from django.urls import path

from samspill.yearwheel.views import catching_up, choosing, occurrences, poster, year

urlpatterns = [
    path("", year.wheel, name="wheel"),
    path("aret/", year.whole_year, name="wheel_year"),
    path("maned/", year.month, name="wheel_month"),
    path("kvartal/", year.quarter, name="wheel_quarter"),
    path("ta-igjen/", catching_up.catch_up, name="wheel_catch_up"),
    path("angre/<uuid:batch>/", occurrences.undo, name="wheel_undo"),
    path("plakat/", poster.sheet, name="wheel_sheet"),
    path("plakat/<str:paper>/", poster.file, name="wheel_pdf"),
    path("oppsett/", choosing.choose, name="wheel_choose"),
    path("milepaeler/", choosing.milestones, name="milestones"),
    path("milepaeler/ny/", choosing.new, name="milestone_new"),
    path("milepaeler/<int:milestone_id>/endre/", choosing.change, name="milestone_edit"),
    path("milepaeler/<int:milestone_id>/sla-av/", choosing.switch_off, name="milestone_off"),
    path("milepaeler/<int:milestone_id>/sla-pa/", choosing.switch_on, name="milestone_on"),
    path("milepael/<int:milestone_id>/<int:year>/", occurrences.milestone_year, name="milestone_year"),
    path("hendelse/<int:occurrence_id>/", occurrences.show, name="occurrence"),
    path("hendelse/<int:occurrence_id>/gjort/", occurrences.done, name="occurrence_done"),
    path("hendelse/<int:occurrence_id>/flytt/", occurrences.move, name="occurrence_move"),
    path("hendelse/<int:occurrence_id>/hopp-over/", occurrences.skip, name="occurrence_skip"),
    path("hendelse/<int:occurrence_id>/gi-videre/", occurrences.hand_over, name="occurrence_hand_over"),
    path("hendelse/<int:occurrence_id>/vedlegg/", occurrences.attach, name="occurrence_attach"),
    path("vedlegg/<int:evidence_id>/", occurrences.evidence, name="evidence"),
    path("vedlegg/<int:evidence_id>/slett/", occurrences.evidence_remove, name="evidence_remove"),
]
