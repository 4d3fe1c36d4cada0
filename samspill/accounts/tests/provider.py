"""A small OpenID Connect provider on localhost that vouches for whomever a test says."""

from __future__ import annotations

import base64
import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


class Provider(HTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.person: dict[str, Any] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def app(self, **settings: Any) -> dict[str, Any]:
        """As ``samspill.config.oidc`` describes it to allauth."""
        own = {
            "server_url": self.address,
            "scope": ["openid", "email"],
            "oauth_pkce_enabled": True,
            "verified_email": [],
        }
        return {
            "provider_id": "jobb",
            "name": "Jobbkonto",
            "client_id": "samspill",
            "secret": "hemmelig",
            "settings": own | settings,
        }


class Answer(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        home = self.server.address
        if self.path.endswith("openid-configuration"):
            names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
            self._send({"issuer": home, **{name: f"{home}/{name}" for name in names}})
        else:
            self._send(self.server.person)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        claims = {"iss": self.server.address, "aud": "samspill", "iat": 1, "exp": 9_999_999_999, **self.server.person}
        parts = [json.dumps(part).encode() for part in ({"alg": "RS256"}, claims)]
        token = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in [*parts, b"unsigned"])
        self._send({"access_token": "a", "token_type": "Bearer", "id_token": token.decode()})

    def _send(self, content: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextlib.contextmanager
def oidc_provider() -> Iterator[Provider]:
    provider = Provider()
    threading.Thread(target=provider.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield provider
    finally:
        provider.shutdown()
        provider.server_close()
