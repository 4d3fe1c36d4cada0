from __future__ import annotations

from django.urls import path

from samspill.notices import views

urlpatterns = [
    path("", views.queue, name="outbox"),
    path("prov-igjen/", views.retry_all, name="dead_letters_retry"),
    path("brev/<int:letter>/prov-igjen/", views.retry, name="dead_letter_retry"),
    path("brev/<int:letter>/slett/", views.delete, name="dead_letter_delete"),
    path("post/", views.kept_mail, name="kept_mail"),
    path("post/<int:message>/", views.kept_message, name="kept_message"),
]
