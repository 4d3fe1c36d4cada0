"""allauth's forms with our words, and the few of our own."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount import forms as social
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from samspill.accounts.models import User
from samspill.design.forms import ChoiceField


def _named(form: forms.Form, name: str, label: Any, help_text: Any = "") -> None:
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class RequestCodeForm(account.RequestLoginCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self, "email", _("E-postadresse"), _("Den som virksomheten din har registrert."))
        self.fields["email"].widget.attrs["autocomplete"] = "username webauthn"


class ConfirmCodeForm(account.ConfirmLoginCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self, "code", _("Kode"), _("Åtte tegn. Store og små bokstaver betyr det samme."))
        self.fields["code"].widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false"}


class PasswordLoginForm(account.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self, "login", _("E-postadresse"))
        _named(self, "password", _("Passord"))
        self.fields["login"].widget.attrs["autocomplete"] = "username"

    def _setup_password_field(self) -> None:
        """Kept: nobody signs up with a password here, yet one may have made one."""


class ReauthenticateForm(account.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self, "password", _("Passord"))


class _CodeForm:
    """Labels for a code from the app or a recovery code."""

    fields: dict[str, forms.Field]

    def name_code(self) -> None:
        _named(self, "code", _("Kode"), _("Seks sifre fra appen, eller en reservekode."))  # type: ignore[arg-type]
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class SecondFactorForm(_CodeForm, mfa.AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_code()


class SecondFactorAgainForm(_CodeForm, mfa.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_code()


class ActivateAppForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self, "code", _("Kode fra appen"), _("Seks sifre."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class _KeyAnswer(forms.JSONField):
    """Used once; never written back into the page."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        return None


class _KeyForm:
    """What a browser says that a passkey answered. The libraries that read it trust that a browser wrote it; what
    anybody else sends is one more wrong answer."""

    add_error: Callable[[str, Exception], None]
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = _KeyAnswer(widget=forms.HiddenInput)

    def full_clean(self) -> None:
        try:
            super().full_clean()  # type: ignore[misc]
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error):
            self.add_error("credential", get_adapter().validation_error("incorrect_code"))


class KeySignInForm(_KeyForm, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    pass


class KeyStepForm(_KeyForm, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class KeyAgainForm(_KeyForm, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class AddKeyForm(_KeyForm, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self, "name", _("Navn på nøkkelen"), _("For eksempel «jobbtelefonen»."))
        self.fields["name"].required = True
        _named(self, "passwordless", _("Logg inn med bare denne nøkkelen, uten kode på e-post"))
        self.initial["passwordless"] = True


class RenameKeyForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self, "name", _("Navn på nøkkelen"))


class DisconnectForm(social.DisconnectForm):  # type: ignore[misc]
    def clean(self) -> dict[str, Any] | None:
        """Any connection may go, the last one too: the code by e-mail always remains."""
        return forms.Form.clean(self)


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Nytt passord"),
        help_text=_("Minst ti tegn. En setning på fire–fem ord er lett å huske og vanskelig å gjette."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password


class LanguageForm(forms.Form):
    language = ChoiceField(label=_("Språk på sidene og i e-post"), choices=settings.LANGUAGES)
