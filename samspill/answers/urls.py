from __future__ import annotations

from django.urls import path

from samspill.answers import views

urlpatterns = [
    path("s/<str:token>", views.enter, name="answer_enter"),
    path("kode/", views.enter_code, name="answer_code"),
    path("svar/", views.answer, name="answer"),
    path("svar/loftet/", views.promise, name="answer_promise"),
    path("svar/takk/", views.thanks, name="answer_thanks"),
]
