from __future__ import annotations

from django.urls import path

from samspill.notices.views import personal

urlpatterns = [
    path("beskjeder/", personal.notices, name="notices"),
    path("beskjeder/lest/", personal.read_all, name="notices_read"),
    path("beskjeder/valg/", personal.wishes, name="notice_wishes"),
    path("beskjeder/stopp/<str:token>/", personal.stop, name="notice_stop"),
    path("beskjeder/<int:notice>/", personal.open_notice, name="notice_open"),
]
