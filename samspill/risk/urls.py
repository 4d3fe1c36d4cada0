from __future__ import annotations

from django.urls import path

from samspill.risk.views import assessing, changes, coverage, files, finishing, measures, register

urlpatterns = [
    path("", register.index, name="risks"),
    path("ny/", register.new, name="risk_new"),
    path("lovdekning/", coverage.coverage, name="coverage"),
    path("faktorer/", coverage.factors, name="risk_own_factors"),
    path("faktorer/ny/", coverage.new_factor, name="risk_factor_new"),
    path("faktorer/<int:factor_id>/ut/", coverage.retire_factor, name="risk_factor_retire"),
    path("faktorer/ikke-relevant/", coverage.put_aside, name="risk_factor_aside"),
    path("faktorer/ikke-relevant/<int:found_id>/angre/", coverage.take_back_in, name="risk_factor_relevant"),
    path("kartlegging/ny/", coverage.new_mapping, name="mapping_new"),
    path("fil/<slug:form>/", files.register, name="risk_register_export"),
    path("internkontroll/", files.folder, name="internal_control"),
    path("internkontroll/fil/<slug:form>/", files.folder_export, name="internal_control_export"),
    path("endringer/", changes.index, name="changes"),
    path("endringer/ny/", changes.new, name="change_new"),
    path("endringer/<int:change_id>/", changes.show, name="change"),
    path("endringer/<int:change_id>/endre/", changes.edit, name="change_edit"),
    path("endringer/<int:change_id>/beslutt/", changes.decide, name="change_decide"),
    path("endringer/<int:change_id>/blir-ikke-noe-av/", changes.abandon, name="change_abandon"),
    path("endringer/<int:change_id>/etterpa/", changes.evaluate, name="change_evaluate"),
    path("<int:assessment_id>/", register.show, name="risk"),
    path("<int:assessment_id>/fil/<slug:form>/", files.assessment, name="risk_export"),
    path("<int:assessment_id>/sammenlign/", register.compare, name="risk_compare"),
    path("<int:assessment_id>/faktorer/", assessing.factors, name="risk_factors"),
    path("<int:assessment_id>/faktor/<str:code>/", assessing.weigh, name="risk_weigh"),
    path("<int:assessment_id>/faktor/<str:code>/tiltak/", measures.measures, name="risk_measures"),
    path("<int:assessment_id>/faktor/<str:code>/tiltak/nytt/", measures.new_measure, name="risk_measure_new"),
    path("<int:assessment_id>/fakta/", assessing.facts, name="risk_facts"),
    path("<int:assessment_id>/samlet/", assessing.combined, name="risk_combined"),
    path("<int:assessment_id>/send/", finishing.send, name="risk_send"),
    path("<int:assessment_id>/tilbake/", finishing.take_back, name="risk_take_back"),
    path("<int:assessment_id>/ny-utgave/", finishing.revise, name="risk_revise"),
    path("<int:assessment_id>/underskrift/", finishing.sign, name="risk_sign"),
    path("<int:assessment_id>/be-om-mer/", finishing.ask_for_more, name="risk_return"),
    path("<int:assessment_id>/uten-underskrift/", finishing.unsigned, name="risk_unsigned"),
]
