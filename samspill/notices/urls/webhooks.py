from __future__ import annotations

from django.urls import path

from samspill.notices.views import webhooks

urlpatterns = [
    path("kanaler/", webhooks.webhooks, name="webhooks"),
    path("kanaler/ny/", webhooks.new, name="webhook_new"),
    path("kanaler/adresser/<int:person>/", webhooks.address_again, name="address_again"),
    path("kanaler/<int:webhook>/prov/", webhooks.try_out, name="webhook_try"),
    path("kanaler/<int:webhook>/prov-igjen/", webhooks.retry, name="webhook_retry"),
    path("kanaler/<int:webhook>/ta-bort/", webhooks.remove, name="webhook_remove"),
]
