from __future__ import annotations

from django.urls import path

from samspill.demo import views

urlpatterns = [
    path("", views.people, name="demo"),
    path("<str:person_id>/", views.sign_in, name="demo_sign_in"),
]
