"""The shell of one person in one role: where they can go from any page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.content.language import NAMES
from samspill.design.shell import Language, NavEntry, NavGroup, Shell
from samspill.organisations.models import Role
from samspill.organisations.rules import Viewer, can_administer
from samspill.results.rules import AUDITS, can_see_audits
from samspill.risk.queries.coverage import READS_COVERAGE, can_read_coverage
from samspill.site.queries.log import READS_LOG

WORKS_WITH_RISK = (Role.LEADER, Role.SAFETY_REP, Role.CHIEF_SAFETY_REP, *READS_COVERAGE)


@dataclass(frozen=True, slots=True)
class _Here:
    """Marks the entry whose address the page lies under."""

    path: str

    def entry(self, label: str, name: str, icon: str) -> NavEntry:
        url = reverse(name)
        current = self.path == url or (url != "/" and self.path.startswith(url))
        return NavEntry(label, url, icon, current)


def languages(request: HttpRequest) -> tuple[Language, ...]:
    """The languages of the pages; choosing one brings back here."""
    back = urlencode({"fra": request.get_full_path()})
    return tuple(
        Language(code, NAMES[code], f"{reverse('choose_language', args=[code])}?{back}", code == get_language())
        for code, _name in settings.LANGUAGES
    )


def shell_for(request: HttpRequest, viewer: Viewer | None) -> Shell:
    """For somebody who is signed in; without an organisation there is only the way out and the queues."""
    here = _Here(request.path)
    main = _main(here) if viewer else (here.entry(_("Hjem"), "home", "home"),)
    groups = [NavGroup("", (*main, *_year(here)) if viewer else main)]
    if viewer:
        groups.append(NavGroup(_("For deg"), _own(here)))
    if viewer and viewer.has(*WORKS_WITH_RISK):
        groups.append(NavGroup(_("HMS"), _health_and_safety(here, viewer)))
    if viewer and viewer.has(*READS_LOG, *AUDITS):
        groups.append(NavGroup(_("Virksomheten"), _workplace(here, viewer)))
    if request.user.is_authenticated and request.user.is_administrator:
        groups.append(NavGroup(_("Drift"), (here.entry(_("Utgående post"), "outbox", "mail"),)))
    menu = here.entry(_("Meny"), "menu", "menu")
    return Shell(
        organisation=viewer.organisation_name if viewer else "Samspill",
        groups=_with_one_current(groups),
        bottom=(*main, menu),
        hat_label=_hat(viewer),
        hat_switch_url=reverse("hat_switch") if viewer and len(viewer.hats) > 1 else None,
        account_url=reverse("account_security"),
        sign_out_url=reverse("account_logout"),
        languages=languages(request),
    )


def _with_one_current(groups: Sequence[NavGroup]) -> tuple[NavGroup, ...]:
    """Of entries that lie under each other only the innermost is where one is."""
    innermost = max((entry.url for group in groups for entry in group.entries if entry.current), key=len, default="")
    return tuple(
        replace(group, entries=tuple(replace(entry, current=entry.url == innermost) for entry in group.entries))
        for group in groups
    )


def _hat(viewer: Viewer | None) -> str:
    return _("Du er her som %(hat)s") % {"hat": viewer.active.label} if viewer and viewer.active else ""


def _main(here: _Here) -> tuple[NavEntry, ...]:
    return (
        here.entry(_("Hjem"), "home", "home"),
        here.entry(_("Puls"), "pulse_home", "pulse"),
        here.entry(_("Resultater"), "results_home", "chart"),
        here.entry(_("Tiltak"), "plan_home", "check"),
    )


def _year(here: _Here) -> tuple[NavEntry, ...]:
    return (here.entry(_("Årshjul"), "wheel", "wheel"),)


def _own(here: _Here) -> tuple[NavEntry, ...]:
    return (
        here.entry(_("Avgjørelser"), "decisions", "document"),
        here.entry(_("Beskjeder"), "notices", "bell"),
        here.entry(_("Kalender"), "calendar", "calendar"),
        here.entry(_("Hvem ser hva"), "who_sees_what", "people"),
        here.entry(_("Personvern"), "information", "lock"),
    )


def _health_and_safety(here: _Here, viewer: Viewer) -> tuple[NavEntry, ...]:
    entries = (
        here.entry(_("Risiko"), "risks", "shield"),
        here.entry(_("Endringer"), "changes", "refresh"),
        here.entry(_("AMU"), "committees", "amu"),
    )
    if not can_read_coverage(viewer):
        return entries
    law = here.entry(_("Lovdekning"), "coverage", "scale")
    return (*entries, law, here.entry(_("Internkontroll"), "internal_control", "document"))


def _workplace(here: _Here, viewer: Viewer) -> tuple[NavEntry, ...]:
    entries = []
    if can_administer(viewer):
        entries += [
            here.entry(_("Enheter og folk"), "organisation", "tree"),
            here.entry(_("Oppsett"), "setup", "settings"),
            here.entry(_("Meldinger ut"), "webhooks", "mail"),
        ]
    if can_see_audits(viewer):
        entries.append(here.entry(_("Kontroll av tallene"), "results_audit", "lock"))
    if viewer.has(*READS_LOG):
        entries.append(here.entry(_("Endringslogg"), "audit_log", "document"))
    return tuple(entries)
