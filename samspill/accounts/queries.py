from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from samspill.accounts.models import User
from samspill.audit.rules import Hidden

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class SignInState:
    """How somebody can sign in today."""

    has_password: bool
    has_app: bool
    keys: int
    recovery_codes: int
    connections: int
    sessions: int

    @property
    def has_second_factor(self) -> bool:
        return self.has_app or self.keys > 0


def user_by_email(email: str) -> User | None:
    """The active user with this address in our own register, whatever its case."""
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists())


def sign_in_state_of(user: User) -> SignInState:
    authenticators = list(Authenticator.objects.filter(user=user))
    kinds = Counter(authenticator.type for authenticator in authenticators)
    codes = next((a for a in authenticators if a.type == Authenticator.Type.RECOVERY_CODES), None)
    return SignInState(
        has_password=user.has_usable_password(),
        has_app=kinds[Authenticator.Type.TOTP] > 0,
        keys=kinds[Authenticator.Type.WEBAUTHN],
        recovery_codes=len(codes.wrap().get_unused_codes()) if codes else 0,
        connections=SocialAccount.objects.filter(user=user).count(),
        sessions=len(sessions_of(user)),
    )


def sessions_of(user: User) -> Sequence[UserSession]:
    """Where the user is signed in, newest first."""
    return list(UserSession.objects.filter(user=user).order_by("-created_at"))


def session_of(user: User, session_id: int) -> UserSession:
    session = UserSession.objects.filter(user=user, pk=session_id).first()
    if session is None:
        raise Hidden
    return session
