"""One's own account: the same doors for everybody who is signed in, and the way in for everybody else."""

from __future__ import annotations

from typing import Any

from tests.cast import NAMES, Cast
from tests.doors import Door


def doors(anonymous: int, signed_in: int) -> dict[str, int]:
    return {"anonymous": anonymous, **dict.fromkeys(NAMES, signed_in)}


def a_key(cast: Cast) -> dict[str, Any]:
    return {"pk": 1}


def a_provider(cast: Cast) -> dict[str, Any]:
    return {"provider_id": "ukjent"}


DOORS = {
    "account_security": Door(expect=doors(302, 200)),
    "account_password": Door(expect=doors(302, 200)),
    "account_password_remove": Door(method="post", expect=doors(302, 403)),
    "account_sessions": Door(expect=doors(302, 200)),
    "account_session_end": Door(args=lambda cast: {"session": 1}, method="post", expect=doors(302, 404)),
    "account_language": Door(method="post", data={"language": "nn"}, expect=doors(302, 302)),
    "account_login": Door(expect=doors(200, 302)),
    "account_request_login_code": Door(expect=doors(200, 302)),
    "account_confirm_login_code": Door(expect=doors(302, 302)),
    "account_login_password": Door(expect=doors(200, 302)),
    "account_login_key": Door(expect=doors(200, 200)),
    "account_logout": Door(expect=doors(302, 200)),
    "account_inactive": Door(expect=doors(200, 200)),
    "account_signup": Door(expect=doors(200, 200)),
    "account_reauthenticate": Door(expect=doors(302, 403)),
    "mfa_login_webauthn": Door(expect=doors(302, 302)),
    "mfa_authenticate": Door(expect=doors(302, 302)),
    "mfa_reauthenticate": Door(expect=doors(302, 403)),
    "mfa_reauthenticate_webauthn": Door(expect=doors(302, 403)),
    "mfa_index": Door(expect=doors(302, 200)),
    "mfa_activate_totp": Door(expect=doors(302, 200)),
    "mfa_deactivate_totp": Door(expect=doors(302, 404)),
    "mfa_view_recovery_codes": Door(expect=doors(302, 404)),
    "mfa_generate_recovery_codes": Door(expect=doors(302, 200)),
    "mfa_list_webauthn": Door(expect=doors(302, 200)),
    "mfa_add_webauthn": Door(expect=doors(302, 200)),
    "mfa_remove_webauthn": Door(args=a_key, expect=doors(302, 404)),
    "mfa_edit_webauthn": Door(args=a_key, expect=doors(302, 404)),
    "openid_connect_login": Door(args=a_provider, expect=doors(404, 404)),
    "openid_connect_callback": Door(args=a_provider, expect=doors(404, 404)),
    "socialaccount_login_cancelled": Door(expect=doors(200, 200)),
    "socialaccount_login_error": Door(expect=doors(401, 401)),
    "socialaccount_connections": Door(expect=doors(302, 200)),
}
