"""A committee, and its people at its pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspill.amu.tests.holding import a_committee, today_of
from samspill.leadership.tests.telling import viewer_of
from tests.browsing import opened


@pytest.fixture
def committee(cast, now):
    return a_committee(cast, now)


@pytest.fixture
def look(cast, now):
    return lambda name, **more: viewer_of(cast, name, today_of(now), **more)


@pytest.fixture
def visit(client, cast):
    def page(who, name, /, *args, **asked):
        client.force_login(cast.user(who))
        answer = client.get(reverse(name, args=args), asked, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()

    return page


@pytest.fixture
def write(client, cast):
    """Open the page, change something, and send it."""

    def fill(who, name, /, *args, **typed):
        client.force_login(cast.user(who))
        address = reverse(name, args=args)
        return client.post(address, opened(client, address, **typed), follow=True)

    return fill


@pytest.fixture
def send(client, cast):
    def post(who, name, /, *args, **typed):
        client.force_login(cast.user(who))
        return client.post(reverse(name, args=args), typed, follow=True)

    return post
