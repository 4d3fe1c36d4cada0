"""Three overlapping circles: organisation, team, individual. The logo, and the same thought at full size."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

CIRCLES = (
    '<circle class="m1" cx="15" cy="15" r="10.5"/>'
    '<circle class="m2" cx="25.5" cy="17" r="9"/>'
    '<circle class="m3" cx="18.5" cy="26" r="8.5"/>'
)


def logo_svg() -> SafeString:
    """The mark alone; the name beside it speaks.

    >>> "aria-hidden" in logo_svg()
    True
    """
    return mark_safe(f'<svg class="s-logo" viewBox="0 0 40 40" aria-hidden="true"><g class="s-iso">{CIRCLES}</g></svg>')


def hero_svg() -> SafeString:
    """The circles with their words, for the front page."""
    words = {
        "title": _("Tre sirkler som overlapper: organisasjon, team og individ"),
        "organisation": _("Organisasjon"),
        "frames": _("mål, tid, rammer"),
        "team": _("Team"),
        "agreements": _("avtaler, samspill"),
        "individual": _("Individ"),
        "mastery": _("mestring, støtte"),
    }
    return format_html(
        '<svg viewBox="0 0 440 400" role="img" aria-labelledby="circles"><title id="circles">{title}</title>'
        '<g class="s-iso"><circle class="h-1" cx="165" cy="148" r="128"/>'
        '<circle class="h-2" cx="306" cy="170" r="116"/><circle class="h-3" cx="206" cy="284" r="100"/></g>'
        '<text class="h-t" x="120" y="112">{organisation}</text><text class="h-s" x="120" y="134">{frames}</text>'
        '<text class="h-t" x="348" y="156">{team}</text><text class="h-s" x="348" y="178">{agreements}</text>'
        '<text class="h-t" x="196" y="330">{individual}</text><text class="h-s" x="196" y="352">{mastery}</text></svg>',
        **words,
    )
