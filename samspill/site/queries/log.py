from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samspill.audit.models import Event
from samspill.audit.queries import events_for
from samspill.audit.rules import Hidden
from samspill.organisations.rules import ADMINISTRATORS, REPRESENTS, Viewer

READS_LOG = ADMINISTRATORS | REPRESENTS
WORDS = {
    "abandon_change": _("lot være å gjennomføre en endring"),
    "add_further_post": _("ga et tillegg til hovedstillingen"),
    "add_milestone": _("la til en milepæl i årshjulet"),
    "add_own_factor": _("la til en egen faktor"),
    "add_own_measure": _("la et eget tiltak i biblioteket"),
    "add_person": _("la inn en person"),
    "answer_question": _("svarte på et spørsmål om en avgjørelse"),
    "add_webhook": _("la til en kanal i Teams eller Slack"),
    "approve_membership": _("godkjente endringer før en måling"),
    "ask_about_decision": _("spurte om en avgjørelse"),
    "attach_evidence": _("la ved noe som viser at en milepæl er gjort"),
    "attach_file": _("la et vedlegg til et tiltak"),
    "begin_assessment": _("begynte på en risikovurdering"),
    "begin_change": _("begynte på en vurdering av en endring"),
    "ask_for_audit": _("ba om en kontroll av alle tall"),
    "begin_conversation": _("begynte en samtale i et team"),
    "cancel_round": _("avlyste en måling"),
    "carry_out_import": _("importerte enheter og folk"),
    "cast_vote": _("gikk gjennom en kommentar"),
    "change_main_post": _("flyttet en person"),
    "change_measure": _("endret et tiltak"),
    "change_organisation": _("endret opplysninger om virksomheten"),
    "change_milestone": _("endret en milepæl i årshjulet"),
    "change_own_measure": _("endret et eget tiltak i biblioteket"),
    "change_safety": _("endret minste gruppe eller krav til innlogging"),
    "choose_factors": _("valgte faktorer i en risikovurdering"),
    "choose_notices": _("en ansatt valgte hva de vil ha beskjed om"),
    "choose_wheel": _("valgte årshjul"),
    "choose_rhythm": _("valgte rytmen i året"),
    "close_feed": _("avsluttet kalenderadressen sin"),
    "close_round": _("lukket en måling og publiserte tallene"),
    "close_unit": _("la ned en enhet"),
    "create_organisation": _("opprettet virksomheten"),
    "create_unit": _("opprettet en enhet"),
    "decide_change": _("besluttet en endring"),
    "decide_for_risk": _("valgte et tiltak for en risiko"),
    "decide_measure": _("bestemte et tiltak"),
    "delete_dead_letter": _("slettet en melding som ikke kom fram"),
    "delete_expired_comments": _("slettet kommentarer som ikke var gjennomgått i tide"),
    "draw_codes": _("laget koder til en bunke"),
    "drop_conversation": _("avbrøt en samtale i et team"),
    "edit_unit": _("endret en enhet"),
    "end_measure": _("avsluttet et tiltak"),
    "end_post": _("avsluttet en stilling"),
    "end_role": _("avsluttet en rolle"),
    "end_session": _("logget ut et annet sted"),
    "evaluate_change": _("så på hvordan en endring gikk"),
    "export_assessment": _("lastet ned en risikovurdering"),
    "export_internal_control": _("lastet ned internkontroll-mappen"),
    "export_plan": _("hentet ut en handlingsplan"),
    "export_risk_register": _("lastet ned registeret over risikovurderinger"),
    "export_register": _("hentet ut registeret over folk"),
    "find_not_relevant": _("begrunnet at en faktor ikke er relevant"),
    "find_relevant_again": _("fant en faktor relevant igjen"),
    "fail_audit": _("stoppet en kontroll, siden tallene ikke kunne leses"),
    "finish_conversation": _("avsluttet en samtale i et team"),
    "give_role": _("ga en rolle"),
    "hand_over_occurrences": _("ga en milepæl videre"),
    "hand_over_measure": _("ga ansvaret for et tiltak videre"),
    "keep_audit": _("kontrollerte alle tall"),
    "keep_questionnaire": _("la inn et skjema"),
    "keep_survey": _("la inn en eldre måling"),
    "mark_done": _("førte en milepæl som gjort"),
    "merge_units": _("slo sammen enheter"),
    "miss_round": _("lot en måling utgå, siden den ikke kunne åpnes i tide"),
    "move_measure_on": _("førte et tiltak videre"),
    "move_occurrences": _("flyttet en milepæl"),
    "move_plan": _("flyttet handlingsplanen til en enhet som er lagt ned"),
    "move_unit": _("flyttet en enhet"),
    "open_feed": _("laget en kalenderadresse til seg selv"),
    "open_round": _("åpnet en måling"),
    "plan_round": _("planla en måling"),
    "propose_measure": _("foreslo et tiltak"),
    "queue_invitations": _("sendte invitasjoner"),
    "queue_letters": _("sendte brevet om hva som hjalp"),
    "record_consultation": _("førte en drøftingsprotokoll"),
    "record_export": _("hentet ut en fil med resultater"),
    "record_mapping": _("førte en kartlegging"),
    "register_departure": _("registrerte at en person slutter"),
    "register_return": _("registrerte at en person er tilbake"),
    "remove_webhook": _("tok bort en kanal i Teams eller Slack"),
    "remove_attachment": _("slettet et vedlegg"),
    "remove_password": _("fjernet et passord"),
    "remove_evidence": _("slettet et vedlegg til en milepæl"),
    "reopen_unit": _("gjenåpnet en enhet"),
    "replan_round": _("endret planen for en måling"),
    "report_done": _("så at en milepæl var gjort"),
    "restore_own_measure": _("tok et eget tiltak inn i biblioteket igjen"),
    "retire_own_factor": _("tok en egen faktor ut av bruk"),
    "retire_own_measure": _("tok et eget tiltak ut av biblioteket"),
    "retire_questionnaire": _("tok et skjema ut av bruk"),
    "retry_calls": _("prøvde å sende meldinger til en kanal på nytt"),
    "retry_dead_letters": _("prøvde å sende meldinger på nytt"),
    "return_to_draft": _("gjorde en risikovurdering til utkast igjen"),
    "review_decision": _("så på en avgjørelse igjen"),
    "review_units": _("så over hvordan små enheter blir spurt"),
    "revise_decision": _("endret en avgjørelse"),
    "reword_texts": _("endret en tekst"),
    "send_to_sign": _("sendte en risikovurdering til verneombudet"),
    "save_step": _("skrev ned hva teamet ble enig om i en samtale"),
    "set_measurement": _("endret hvordan en enhet blir spurt"),
    "set_password": _("satte et passord"),
    "share_plan": _("delte en handlingsplan med alle"),
    "sign_assessment": _("skrev under på en risikovurdering"),
    "skip_occurrences": _("hoppet over en milepæl"),
    "stop_receiving": _("stoppet mottaket av svar da tiden var ute"),
    "switch_off_milestone": _("slo av en milepæl"),
    "switch_on_milestone": _("slo på en milepæl"),
    "tell_comment": _("gjorde en kommentar til en fortelling"),
    "tell_decision": _("fortalte om en avgjørelse"),
    "tie_measures": _("knyttet tiltak til en risiko"),
    "tell_story": _("tok imot en fortelling om hva som hjalp"),
    "thank_story": _("tok imot et «dette hjalp oss også»"),
    "undo_changes": _("angret noe i årshjulet"),
    "try_address_again": _("ba om at en e-postadresse prøves igjen"),
    "try_webhook": _("sendte en prøve til en kanal"),
    "undo_status": _("angret en endring av et tiltak"),
    "unshare_plan": _("sluttet å dele en handlingsplan"),
    "update_person": _("endret en person"),
    "validate_unsigned": _("lot en risikovurdering gjelde uten verneombud"),
    "weigh_factor": _("vurderte en faktor"),
    "write_change": _("skrev om en planlagt endring"),
    "write_combined": _("skrev en samlet vurdering"),
    "write_facts": _("førte fakta om en enhet"),
    "withdraw_round": _("trakk tilbake tallene fra en måling"),
    "withdraw_story": _("tok bort en fortelling"),
    "write_note": _("skrev et notat til et tiltak"),
}
"""What each action is called on the page; a test holds that every action recorded anywhere has its words."""


def log_for(viewer: Viewer, *, sought: str = "") -> QuerySet[Event]:
    """Everything done in the organisation, for those who run it and those who watch over it."""
    if not viewer.has(*READS_LOG):
        raise Hidden
    events = events_for(viewer.organisation_id)
    if sought:
        named = [action for action, words in WORDS.items() if sought.lower() in str(words).lower()]
        events = events.filter(
            Q(actor_name__icontains=sought) | Q(subject_name__icontains=sought) | Q(action__in=named)
        )
    return events


def words_of(action: str) -> str:
    return str(WORDS.get(action, action))
