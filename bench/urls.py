"""The product's addresses and one more: an empty view that goes through all the middleware."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from samspill.config.urls import urlpatterns as product


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [path("tom/", empty, name="empty"), *product]
