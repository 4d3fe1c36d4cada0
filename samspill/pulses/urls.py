from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from samspill.pulses.views import consultations, memberships, overview, questionnaires, rounds, running, texts

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.home, name="pulse_home"),
    path("rytme/", overview.rhythm, name="pulse_rhythm"),
    path("ny/", rounds.plan, name="round_plan"),
    path("maling/<int:round_id>/", rounds.show, name="pulse_round"),
    path("maling/<int:round_id>/endre/", rounds.change, name="round_change"),
    path("maling/<int:round_id>/avlys/", rounds.cancel, name="round_cancel"),
    path("maling/<int:round_id>/apne/", rounds.open_now, name="round_open"),
    path("maling/<int:round_id>/svar/", running.answer, name="round_answer"),
    path("maling/<int:round_id>/koder/", running.codes, name="round_codes"),
    path("maling/<int:round_id>/koder/<int:unit_id>/", running.draw, name="codes_draw"),
    path("maling/<int:round_id>/endringer/", memberships.approvals, name="round_approvals"),
    path("maling/<int:round_id>/inviterte/<int:unit_id>/", memberships.names, name="round_names"),
    path("skjema/", questionnaires.index, name="questionnaires"),
    path("skjema/nytt/", questionnaires.upload, name="questionnaire_upload"),
    path("skjema/<slug:key>/", questionnaires.show, name="questionnaire_show"),
    path("skjema/<slug:key>/ta-ut/", questionnaires.retire, name="questionnaire_retire"),
    path("sporsmal/", questionnaires.bank, name="item_bank"),
    path("drofting/", consultations.index, name="consultations"),
    path("drofting/ny/", consultations.new, name="consultation_new"),
    path("drofting/<int:consultation_id>/", consultations.show, name="consultation_show"),
    path("drofting/<int:consultation_id>/pdf/", consultations.pdf, name="consultation_pdf"),
    path("tekster/", texts.index, name="pulse_texts"),
    path("tekster/<str:key>/", texts.edit, name="pulse_text"),
]
