"""Sign-in with the workplace's own accounts: OpenID Connect providers, described in the environment.

``SAMSPILL_OIDC`` (or the file ``SAMSPILL_OIDC_FILE``) is a JSON list::

    [{"id": "entra", "name": "Jobbkonto", "server": "https://login.microsoftonline.com/<tenant id>/v2.0",
      "client_id": "…", "client_secret": "…", "trusted_domains": ["solvik.no"]},
     {"id": "idporten", "name": "ID-porten", "server": "https://idporten.no", "client_id": "…",
      "client_secret": "…", "authorize": "https://login.idporten.no", "scope": ["openid"],
      "parameters": {"acr_values": "idporten-loa-substantial"}}]

A provider that vouches for an e-mail address signs that person in. ``trusted_domains`` says for which domains it may
do so without saying ``email_verified`` (Entra ID never does). ID-porten knows no e-mail address: a person signs in by
code once and connects it.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

REQUIRED = ("id", "name", "server", "client_id", "client_secret")
# In these tenants anybody may make an account and call it what they like.
OPEN_TENANTS = {"common", "organizations", "consumers"}


def providers(text: str) -> list[dict[str, Any]]:
    """Allauth's description of each provider in ``text``."""
    try:
        described = json.loads(text or "[]")
    except json.JSONDecodeError as error:
        raise ImproperlyConfigured(f"SAMSPILL_OIDC is not JSON: {error}") from error
    return [_app(provider) for provider in described]


def _app(provider: dict[str, Any]) -> dict[str, Any]:
    if missing := [key for key in REQUIRED if not provider.get(key)]:
        raise ImproperlyConfigured(f"SAMSPILL_OIDC: {provider.get('id', '?')} lacks {', '.join(missing)}.")
    domains = provider.get("trusted_domains", [])
    if domains and OPEN_TENANTS & set(urlsplit(provider["server"]).path.split("/")):
        raise ImproperlyConfigured("SAMSPILL_OIDC: trusted_domains needs a server address with your own tenant's id.")
    return {
        "provider_id": provider["id"],
        "name": provider["name"],
        "client_id": provider["client_id"],
        "secret": provider["client_secret"],
        "settings": {
            "server_url": provider["server"],
            "scope": provider.get("scope", ["openid", "profile", "email"]),
            "auth_params": provider.get("parameters", {}),
            "oauth_pkce_enabled": True,
            "verified_email": domains,
            "authorize": provider.get("authorize", provider["server"]),
        },
    }


def origins(apps: list[dict[str, Any]]) -> list[str]:
    """Where a sign-in form may lead: browsers hold ``form-action`` against the redirect as well."""
    addresses = (urlsplit(app["settings"]["authorize"]) for app in apps)
    return sorted({f"{address.scheme}://{address.netloc}" for address in addresses})
