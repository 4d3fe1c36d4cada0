from __future__ import annotations

import logging

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from samspill.config.logs import QuietAboutAnswers
from samspill.site.views import calendar

SECRET = "hemmelig-nok-til-aa-lese-alt"


def written_of(path: str) -> str:
    """What Django's own line about a failed request becomes."""
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Internal Server Error: %s", (path,), None)
    record.request = RequestFactory().get(path)
    assert QuietAboutAnswers().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(("name", "secret"), [("calendar_feed", SECRET), ("notice_stop", SECRET)])
def test_an_address_that_lets_its_holder_in_is_not_written_when_its_page_fails(name, secret):
    assert secret not in written_of(reverse(name, args=[secret]))


def test_where_another_page_failed_is_written():
    assert "/resultater/" in written_of("/resultater/")


@pytest.mark.django_db
def test_a_calendar_that_fails_tells_the_log_that_it_did_and_not_whose(monkeypatch, capfd):
    monkeypatch.setattr(calendar, "feed_by_secret", lambda *_asked: 1 / 0)
    client = Client(raise_request_exception=False)
    said = logging.getLogger("django.request")
    seen: list[str] = []
    handler = logging.Handler()
    handler.addFilter(QuietAboutAnswers())
    handler.emit = lambda record: seen.append(handler.format(record))  # type: ignore[method-assign]
    said.addHandler(handler)
    try:
        assert client.get(reverse("calendar_feed", args=[SECRET])).status_code == 500
    finally:
        said.removeHandler(handler)
    assert seen
    assert SECRET not in "".join(seen)
