from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.audit.rules import Refused
from samspill.notices.actions.bounces import try_address_again
from samspill.notices.actions.webhooks import add_webhook, remove_webhook, retry_calls, try_webhook
from samspill.notices.forms import ChannelForm
from samspill.notices.models import Occasion
from samspill.notices.queries.bounces import unreachable_for, unreachable_person_for
from samspill.notices.queries.webhooks import webhook_for, webhooks_for
from samspill.organisations.access import administrators_only
from samspill.organisations.rules import Viewer

SHOWN = 50


@require_safe
@administrators_only
def webhooks(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    listed = [(hook, [str(Occasion(one).label) for one in hook.occasions]) for hook in webhooks_for(viewer)]
    silent = unreachable_for(viewer)
    return render(request, "notices/webhooks.html", {"hooks": listed, "silent": silent[:SHOWN], "many": silent.count()})


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = ChannelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_webhook(channel=form.channel(), by=viewer, now=timezone.now())
        except Refused as refusal:
            form.add_error("url", str(refusal))
        else:
            messages.success(request, _("Kanalen er lagt til. Send en prøve, så ser du at den virker."))
            return redirect("webhooks")
    return render(request, "notices/webhook_new.html", {"form": form})


@require_POST
@administrators_only
def try_out(request: HttpRequest, viewer: Viewer, webhook: int) -> HttpResponse:
    try_webhook(webhook=webhook_for(viewer, webhook), by=viewer, now=timezone.now())
    messages.success(request, _("Prøven er på vei. Last siden på nytt om noen sekunder for å se hvordan det gikk."))
    return redirect("webhooks")


@require_POST
@administrators_only
def retry(request: HttpRequest, viewer: Viewer, webhook: int) -> HttpResponse:
    count = retry_calls(webhook=webhook_for(viewer, webhook), by=viewer, now=timezone.now())
    told = ngettext("%(count)s melding prøves igjen.", "%(count)s meldinger prøves igjen.", count)
    messages.success(request, told % {"count": count})
    return redirect("webhooks")


@require_POST
@administrators_only
def remove(request: HttpRequest, viewer: Viewer, webhook: int) -> HttpResponse:
    remove_webhook(webhook=webhook_for(viewer, webhook), by=viewer, now=timezone.now())
    messages.success(request, _("Kanalen er tatt bort. Ta også bort koblingen i Teams eller Slack."))
    return redirect("webhooks")


@require_POST
@administrators_only
def address_again(request: HttpRequest, viewer: Viewer, person: int) -> HttpResponse:
    try_address_again(unreachable=unreachable_person_for(viewer, person), by=viewer, now=timezone.now())
    messages.success(request, _("Neste beskjed går til adressen igjen."))
    return redirect("webhooks")
