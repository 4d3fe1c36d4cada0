"""Where allauth asks us. Nobody signs up by themselves: people come from the organisation's register."""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspill import sealing
from samspill.accounts.models import User
from samspill.accounts.queries import user_by_email
from samspill.accounts.rules import check_can_change_sign_in
from samspill.audit.rules import permits

NOWHERE = "ukjent@nowhere.invalid"
NO_ADDRESS = "::"
UNKNOWN = "account/email/unknown_account"
SAME_AS_KNOWN = "account/email/login_code"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-postadressen og passordet hører ikke sammen."),
        "incorrect_code": _("Koden stemmer ikke. Se i den nyeste e-posten, og skriv den en gang til."),
        "incorrect_password": _("Passordet stemmer ikke."),
        "too_many_login_attempts": _("Det er prøvd for mange ganger. Vent noen minutter og prøv igjen."),
        "rate_limited": _("Det går litt fort. Vent et minutt og prøv igjen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """A stand-in for the address, enough to count by. The address itself is stored nowhere, not even in a
        rate limit, and sessions get none at all."""
        if getattr(request, "user", None) and request.user.is_authenticated:
            return NO_ADDRESS
        address = ipaddress.ip_address(super().get_client_ip(request))
        network = address if address.version == 4 else ipaddress.ip_network(f"{address}/64", strict=False)
        digest = hmac.digest(settings.SECRET_KEY.encode(), f"address {network}".encode(), hashlib.sha256)
        return str(ipaddress.IPv6Address(b"\xfd" + digest[:15]))

    def login(self, request: HttpRequest, user: User) -> None:
        # The list of sessions would keep it; one's own browser is recognised without.
        request.META.pop("HTTP_USER_AGENT", None)
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **how)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            max_age=365 * 24 * 3600,
            secure=settings.SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within a quarter of an hour of signing in: the first thing somebody does with a new app would
        otherwise be to wait for its next code."""
        records = get_authentication_records(self.request, self.request.user)
        return not permits(check_can_change_sign_in, records, now=timezone.now())

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": _("Bruk passordet"),
            "mfa_reauthenticate": _("Bruk kode fra appen"),
            "mfa_reauthenticate:webauthn": _("Bruk passnøkkel"),
        }
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """An unknown address costs the same work as a known one and gets nothing: the mail leads nowhere."""
        if template_prefix == UNKNOWN:
            template_prefix, email = SAME_AS_KNOWN, NOWHERE
            context = {**context, "code": self.generate_login_code()}
        super().send_mail(template_prefix, email, context)


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        # ID-porten tells the national identity number; nothing of what a provider tells is kept but its own id.
        sociallogin.account.extra_data = {}

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """Somebody in our register, by an address the provider vouches for: the truth value, no text saying so."""
        for address in sociallogin.email_addresses:
            user = user_by_email(address.email) if address.verified is True else None
            if user:
                return user, address.email
        return None


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Koden stemmer ikke. Vent på neste kode i appen, og skriv den."),
        "cannot_generate_recovery_codes": _("Slå på en app eller en nøkkel først; da får du reservekoder."),
    }

    def get_totp_issuer(self) -> str:
        return "Samspill"

    def encrypt(self, text: str) -> str:
        sealed = sealing.seal(text.encode(), key=sealing.installation_key(), context="second factor")
        return base64.b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        sealed = base64.b64decode(encrypted_text)
        return sealing.open_sealed(sealed, key=sealing.installation_key(), context="second factor").decode()

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002 - the name is allauth's
        return ""
