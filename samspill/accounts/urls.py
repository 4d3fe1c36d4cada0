"""Only what we use of allauth: nobody signs up, changes address or resets by link here."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path

from samspill.accounts import views

sign_in = [
    path("inn/", account.request_login_code, name="account_login"),
    path("inn/ny-kode/", account.request_login_code, name="account_request_login_code"),
    path("inn/kode/", account.confirm_login_code, name="account_confirm_login_code"),
    path("inn/passord/", account.login, name="account_login_password"),
    path("inn/passnokkel/", views.sign_in_by_key, name="account_login_key"),
    path("inn/passnokkel/svar/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("inn/to-trinn/", mfa.authenticate, name="mfa_authenticate"),
    path("ut/", account.logout, name="account_logout"),
    path("stengt/", account.account_inactive, name="account_inactive"),
    path("uten-konto/", views.no_account, name="account_signup"),
]
elsewhere = [
    path("jobbkonto/<str:provider_id>/", oidc.login, name="openid_connect_login"),
    path("jobbkonto/<str:provider_id>/retur/", oidc.callback, name="openid_connect_callback"),
    path("jobbkonto-avbrutt/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("jobbkonto-feil/", social.login_error, name="socialaccount_login_error"),
    path("tilknytninger/", social.connections, name="socialaccount_connections"),
]
again = [
    path("bekreft/", account.reauthenticate, name="account_reauthenticate"),
    path("bekreft/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("bekreft/passnokkel/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]
second_factor = [
    path("to-trinn/", mfa.index, name="mfa_index"),
    path("to-trinn/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("to-trinn/app/av/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("to-trinn/reservekoder/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("to-trinn/reservekoder/nye/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("passnokler/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("passnokler/ny/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("passnokler/<int:pk>/fjern/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("passnokler/<int:pk>/navn/", keys.edit_webauthn, name="mfa_edit_webauthn"),
]
own = [
    path("", views.security, name="account_security"),
    path("passord/", views.password, name="account_password"),
    path("passord/fjern/", views.remove_password, name="account_password_remove"),
    path("steder/", views.sessions, name="account_sessions"),
    path("steder/<int:session>/logg-ut/", views.end_session, name="account_session_end"),
    path("sprak/", views.language, name="account_language"),
]
urlpatterns = [*own, *sign_in, *elsewhere, *again, *second_factor]
