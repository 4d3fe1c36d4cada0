from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from samspill.accounts.models import User
from samspill.audit.rules import Hidden
from samspill.notices import actions, queries
from samspill.notices.access import administrator_required


@require_GET
@administrator_required
def queue(request: HttpRequest, user: User) -> HttpResponse:
    content = {
        "state": queries.queue_state_for(user),
        "letters": queries.dead_letters_for(user),
        "per_minute": settings.MAIL_PER_MINUTE,
    }
    return render(request, "notices/queue.html", content)


@require_POST
@administrator_required
def retry_all(request: HttpRequest, user: User) -> HttpResponse:
    count = actions.retry_dead_letters(by=user, now=timezone.now())
    told = ngettext("%(count)s melding prøves igjen.", "%(count)s meldinger prøves igjen.", count)
    messages.success(request, told % {"count": count})
    return redirect("outbox")


@require_POST
@administrator_required
def retry(request: HttpRequest, user: User, letter: int) -> HttpResponse:
    message = queries.dead_letter_for(user, letter)
    actions.retry_dead_letters(by=user, now=timezone.now(), message=message)
    messages.success(request, _("Meldingen prøves igjen."))
    return redirect("outbox")


@require_POST
@administrator_required
def delete(request: HttpRequest, user: User, letter: int) -> HttpResponse:
    message = queries.dead_letter_for(user, letter)
    actions.delete_dead_letter(by=user, now=timezone.now(), message=message)
    messages.success(request, _("Meldingen er slettet."))
    return redirect("outbox")


@require_GET
def kept_mail(request: HttpRequest) -> HttpResponse:
    """The demo's mailbox, for everybody: sign-in codes are read here."""
    if not settings.DEMO:
        raise Hidden
    page = Paginator(queries.kept_messages(), 25).get_page(request.GET.get("page"))
    return render(request, "notices/kept_mail.html", {"page": page})


@require_GET
def kept_message(request: HttpRequest, message: int) -> HttpResponse:
    if not settings.DEMO:
        raise Hidden
    return render(request, "notices/kept_message.html", {"message": queries.kept_message(message)})
