from __future__ import annotations

from django.urls import path

from samspill.leadership import views

urlpatterns = [
    path("", views.index, name="decisions"),
    path("ny/", views.new, name="decision_new"),
    path("<int:decision_id>/", views.show, name="decision"),
    path("<int:decision_id>/endre/", views.edit, name="decision_edit"),
    path("<int:decision_id>/ettersyn/", views.review, name="decision_review"),
    path("<int:decision_id>/sporsmal/", views.ask, name="decision_ask"),
    path("<int:decision_id>/sporsmal/<int:question_id>/", views.answer, name="decision_answer"),
]
