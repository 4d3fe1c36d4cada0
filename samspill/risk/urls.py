from __future__ import annotations

from django.urls import path

from samspill.risk.views import assessing, coverage, finishing, register

urlpatterns = [
    path("", register.index, name="risks"),
    path("ny/", register.new, name="risk_new"),
    path("lovdekning/", coverage.coverage, name="coverage"),
    path("<int:assessment_id>/", register.show, name="risk"),
    path("<int:assessment_id>/sammenlign/", register.compare, name="risk_compare"),
    path("<int:assessment_id>/faktorer/", assessing.factors, name="risk_factors"),
    path("<int:assessment_id>/faktor/<str:code>/", assessing.weigh, name="risk_weigh"),
    path("<int:assessment_id>/fakta/", assessing.facts, name="risk_facts"),
    path("<int:assessment_id>/samlet/", assessing.combined, name="risk_combined"),
    path("<int:assessment_id>/send/", finishing.send, name="risk_send"),
    path("<int:assessment_id>/tilbake/", finishing.take_back, name="risk_take_back"),
    path("<int:assessment_id>/ny-utgave/", finishing.revise, name="risk_revise"),
    path("<int:assessment_id>/underskrift/", finishing.sign, name="risk_sign"),
    path("<int:assessment_id>/uten-underskrift/", finishing.unsigned, name="risk_unsigned"),
]
