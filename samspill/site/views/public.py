"""Pages anybody may read; none of them tells whether a workplace is here."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from samspill.audit.rules import Hidden
from samspill.organisations.rules import Viewer
from samspill.results.rules import can_see_audits
from samspill.site.navigation import languages
from samspill.site.queries.protection import examples

YEAR = 365 * 24 * 3600


def front(request: HttpRequest) -> HttpResponse:
    characteristics = (
        (_("Tydelige mål og roller"), _("Alle vet hva de skal, og hvorfor det betyr noe.")),
        (_("Rettferdig ledelse"), _("Folk behandles likt, vet hva som kommer, og får høre hvorfor.")),
        (_("Innflytelse"), _("Du kan påvirke hvordan du gjør jobben din.")),
        (_("Støtte og tilhørighet"), _("Kolleger og leder er der når det trengs.")),
        (_("Håndterbare krav"), _("Tempo, kvalitet og ressurser henger sammen.")),
        (_("Trygghet i teamet"), _("Det er rom for å si fra, prøve og feile.")),
    )
    steps = (
        (_("Spør"), _("Tre spørsmål i måneden. Tretti sekunder.")),
        (_("Forstå"), _("Trender, ikke enkelthendelser.")),
        (_("Velg tiltak"), _("Ett eller to, sammen.")),
        (_("Gjør"), _("Med ansvar og dato.")),
        (_("Virket det?"), _("Ærlig, i ord.")),
        (_("Hva hjalp?"), _("Og gjør mer av det.")),
    )
    context = {"characteristics": characteristics, "steps": steps, "languages": languages(request)}
    return render(request, "site/front.html", context)


def protection(request: HttpRequest) -> HttpResponse:
    """For anybody, signed in or not; those who may have the figures checked are shown where."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    context = {"examples": examples(), "may_audit": can_see_audits(viewer) if viewer else False}
    return render(request, "site/protection.html", context)


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/accessibility.html")


def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language of the pages, and go back to where one was."""
    if code not in dict(settings.LANGUAGES):
        raise Hidden
    back = request.GET.get("fra", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=YEAR, secure=settings.SECURE, httponly=True, samesite="Lax"
    )
    return response
