from __future__ import annotations

from django.urls import path

from samspill.notices.views import outbox

urlpatterns = [
    path("drift/", outbox.queue, name="outbox"),
    path("drift/prov-igjen/", outbox.retry_all, name="dead_letters_retry"),
    path("drift/brev/<int:letter>/prov-igjen/", outbox.retry, name="dead_letter_retry"),
    path("drift/brev/<int:letter>/slett/", outbox.delete, name="dead_letter_delete"),
    path("drift/post/", outbox.kept_mail, name="kept_mail"),
    path("drift/post/<int:message>/", outbox.kept_message, name="kept_message"),
]
