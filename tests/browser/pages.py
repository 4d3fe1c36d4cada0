"""The pages, and who looks at each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Sight:
    """One page as one person sees it; ``-`` is a stranger. Arguments are names in ``places``."""

    name: str
    who: str
    args: tuple[str, ...] = ()
    status: int = 200

    def path(self, places: Mapping[str, int]) -> str:
        return reverse(self.name, args=[places.get(arg, arg) for arg in self.args])

    def __str__(self) -> str:
        return "-".join((self.name, *(arg.split(":")[-1] for arg in self.args), self.who)).replace("--", "-stranger")


MAIN = (
    Sight("answer_code", "-"),
    Sight("home", "-"),
    Sight("account_login", "-"),
    Sight("home", "jonas"),
    Sight("pulse_home", "kari"),
    Sight("results_unit", "jonas", ("unit:nord",)),
    Sight("results_area", "bjorn", ("unit:helse",)),
    Sight("results_organisation", "per"),
    Sight("who_sees_what", "kari"),
    Sight("setup", "per"),
    Sight("organisation", "per"),
    Sight("import_upload", "per"),
    Sight("pulse_round", "per", ("round:planned",)),
    Sight("curation", "per"),
    Sight("results_audit", "per"),
    Sight("plan_board", "jonas", ("unit:nord",)),
    Sight("measure", "jonas", ("measure:under_way",)),
    Sight("library", "kari"),
)
OTHER = (
    Sight("account_signup", "-"),
    Sight("account_inactive", "-"),
    Sight("account_login_password", "-"),
    Sight("account_login_key", "-"),
    Sight("socialaccount_login_cancelled", "-"),
    Sight("socialaccount_login_error", "-", status=401),
    Sight("accessibility", "-"),
    Sight("protection", "-"),
    Sight("demo", "-"),
    Sight("kept_mail", "-"),
    Sight("kept_message", "-", ("letter:first",)),
    Sight("account_logout", "kari"),
    Sight("account_password", "kari"),
    Sight("account_security", "kari"),
    Sight("account_sessions", "kari"),
    Sight("mfa_index", "kari"),
    Sight("mfa_activate_totp", "kari"),
    Sight("mfa_add_webauthn", "kari"),
    Sight("mfa_generate_recovery_codes", "kari"),
    Sight("mfa_list_webauthn", "kari"),
    Sight("socialaccount_connections", "kari"),
    Sight("information", "kari"),
    Sight("menu", "kari"),
    Sight("item_bank", "kari"),
    Sight("pulse_round", "kari", ("round:open",)),
    Sight("results_home", "kari"),
    Sight("curation", "kari"),
    Sight("hat_switch", "jonas"),
    Sight("results_history", "jonas", ("unit:nord",)),
    Sight("results_unit", "bjorn", ("unit:rus",)),
    Sight("results_unit", "amina", ("unit:helse",)),
    Sight("results_audit", "amina"),
    Sight("round_approvals", "amina", ("round:planned",)),
    Sight("round_names", "amina", ("round:open", "unit:nord")),
    Sight("decisions", "kari"),
    Sight("decision", "jonas", ("decision:asked",)),
    Sight("decision_new", "bjorn"),
    Sight("decision_edit", "jonas", ("decision:asked",)),
    Sight("decision_answer", "jonas", ("decision:asked", "question:first")),
    Sight("decision_review", "bjorn", ("decision:latest",)),
    Sight("plan_board", "kari", ("unit:nord",)),
    Sight("plan_board", "per", ("alle",)),
    Sight("plan_list", "per", ("alle",)),
    Sight("plan_list", "jonas", ("mine",)),
    Sight("plan_calendar", "jonas", ("unit:nord",)),
    Sight("plan_gaps", "amina", ("unit:helse",)),
    Sight("measure", "kari", ("measure:evaluating",)),
    Sight("measure", "jonas", ("measure:finished",)),
    Sight("measure", "amina", ("measure:proposed",)),
    Sight("measure_new", "jonas"),
    Sight("measure_change", "jonas", ("measure:decided",)),
    Sight("measure_carry", "jonas", ("measure:finished",)),
    Sight("measure_end", "jonas", ("measure:evaluating",)),
    Sight("measure_stop", "jonas", ("measure:under_way",)),
    Sight("library_measure", "kari", ("T3",)),
    Sight("library_measure", "jonas", ("I11",)),
    Sight("own_measure_new", "per"),
    Sight("own_measure_edit", "per", ("own:first",)),
    Sight("traits", "kari"),
    Sight("trait", "kari", ("R2",)),
    Sight("audit_log", "per"),
    Sight("setup_workplace", "per"),
    Sight("setup_units", "per"),
    Sight("pulse_rhythm", "per"),
    Sight("round_plan", "per"),
    Sight("pulse_round", "per", ("round:open",)),
    Sight("pulse_round", "per", ("round:published",)),
    Sight("round_change", "per", ("round:planned",)),
    Sight("round_cancel", "per", ("round:planned",)),
    Sight("round_codes", "per", ("round:open",)),
    Sight("questionnaires", "per"),
    Sight("questionnaire_upload", "per"),
    Sight("questionnaire_show", "per", ("quarterly",)),
    Sight("consultations", "per"),
    Sight("consultation_new", "per"),
    Sight("consultation_show", "per", ("consultation:first",)),
    Sight("pulse_texts", "per"),
    Sight("pulse_text", "per", ("invitation.body",)),
    Sight("curation_pool", "per", ("pool:waiting",)),
    Sight("results_unit", "arne", ("unit:bygg",)),
    Sight("results_organisation", "ingrid"),
    Sight("unit_new", "per"),
    Sight("unit", "per", ("unit:nord",)),
    Sight("unit_edit", "per", ("unit:nord",)),
    Sight("unit_measurement", "per", ("unit:nord",)),
    Sight("unit_move", "per", ("unit:nord",)),
    Sight("unit_merge", "per", ("unit:nord",)),
    Sight("unit_close", "per", ("unit:nord",)),
    Sight("people", "per"),
    Sight("person_new", "per"),
    Sight("person", "per", ("person:kari",)),
    Sight("person_edit", "per", ("person:kari",)),
    Sight("person_place", "per", ("person:kari",)),
    Sight("person_departure", "per", ("person:kari",)),
    Sight("role_give", "per", ("person:kari",)),
    Sight("post_end", "per", ("post:kari",)),
    Sight("roles", "per"),
    Sight("role_end", "per", ("role:amu",)),
    Sight("organisation_settings", "per"),
)
# What is looked at in a test of its own, since something must be done before it is there.
ON_THE_WAY = {"answer_enter", "answer", "answer_promise", "answer_thanks", "import_preview"}
# Files, redirects and what only an installation with other doors has.
NOT_HERE = {
    "results_export": "a file",
    "results_audit_file": "a file",
    "round_withdraw": "needs a round the auditor objects to, tested in results",
    "plan_export": "a file",
    "attachment": "a file",
    "plan_home": "a redirect",
    "consultation_pdf": "a file",
    "choose_language": "a redirect",
    "account_request_login_code": "the sign-in page under its other name",
    "account_confirm_login_code": "waits for a code, tested in accounts",
    "account_reauthenticate": "asks again after some time, tested in accounts",
    "mfa_authenticate": "needs a second factor, tested in accounts",
    "mfa_login_webauthn": "speaks JSON to the browser",
    "mfa_reauthenticate": "needs a second factor, tested in accounts",
    "mfa_reauthenticate_webauthn": "needs a passkey, tested in accounts",
    "mfa_deactivate_totp": "needs a second factor, tested in accounts",
    "mfa_view_recovery_codes": "needs a second factor, tested in accounts",
    "mfa_remove_webauthn": "needs a passkey, tested in accounts",
    "mfa_edit_webauthn": "needs a passkey, tested in accounts",
    "openid_connect_login": "needs the workplace's account service",
    "openid_connect_callback": "needs the workplace's account service",
    "outbox": "for the installation's administrator, whom the demo lacks",
    "organisation_new": "for the installation's administrator, whom the demo lacks",
    "unit_reopen": "needs a closed unit",
    "person_return": "needs somebody who has left",
}
