"""How the workplace's own sign-in is described in the environment."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from samspill.config.oidc import origins, providers

ENTRA = {
    "id": "entra",
    "name": "Jobbkonto",
    "server": "https://login.microsoftonline.com/0b1c/v2.0",
    "client_id": "c",
    "client_secret": "s",
    "trusted_domains": ["solvik.example"],
}


def test_a_provider_is_described_in_json():
    [app] = providers(json.dumps([ENTRA]))
    assert app["provider_id"] == "entra"
    assert app["settings"]["verified_email"] == ["solvik.example"]
    assert origins([app]) == ["https://login.microsoftonline.com"]
    assert providers("") == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "not JSON"),
        (json.dumps([{**ENTRA, "client_id": ""}]), "entra lacks client_id"),
        (json.dumps([{**ENTRA, "server": "https://login.microsoftonline.com/common/v2.0"}]), "your own tenant"),
    ],
)
def test_a_wrong_description_is_refused_with_the_reason(text, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        providers(text)
