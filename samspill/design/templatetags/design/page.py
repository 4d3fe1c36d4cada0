"""The frame of a page: head, thread, sections, panels, columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext_lazy as _

from samspill.design.charts.logo import hero_svg, logo_svg
from samspill.design.icons import icon_svg
from samspill.design.templatetags.design.registry import register

THREAD = {
    "ask": _("Spør"),
    "understand": _("Forstå"),
    "choose": _("Velg tiltak"),
    "do": _("Gjør"),
    "worked": _("Virket det?"),
    "helped": _("Hva hjalp?"),
}
PANEL_TONES = ("sand", "mist", "surface", "danger")


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "calendar" %}: always beside its word."""
    return icon_svg(name)


@register.simple_tag
def logo() -> SafeString:
    """{% logo %}: the three overlapping circles, without a word."""
    return logo_svg()


@register.simple_tag
def circles() -> SafeString:
    """{% circles %}: organisation, team and individual, large, with their words (front page)."""
    return hero_svg()


@register.simple_block_tag
def page_head(content: str, question: str, kicker: str = "") -> SafeString:
    """{% page_head "Hvordan har vi det?" kicker="Team Nord" %}<p>Støtten er sterk.</p>{% endpage_head %}"""
    say = _wrap("div", "s-say", content)
    above = format_html('<p class="s-kicker">{}</p>', kicker) if kicker else ""
    return format_html("{}<h1>{}</h1>{}", above, question, say)


@register.simple_block_tag
def hero(content: str, question: str, kicker: str = "") -> SafeString:
    """{% hero "Hvordan har vi det sammen på jobb?" kicker="Solvik" %}<p>…</p>{% actions %}…{% endhero %}"""
    above = format_html('<p class="s-kicker">{}</p>', kicker) if kicker else ""
    template = '<div class="s-hero"><div>{}<h1>{}</h1>{}</div>{}</div>'
    return format_html(template, above, question, mark_safe(content), hero_svg())


@register.simple_tag
def thread(step: str, links: Mapping[str, str] | None = None) -> SafeString:
    """{% thread "understand" links=thread_links %}: ask, understand, choose, do, worked or helped."""
    number = list(THREAD).index(step) + 1
    items = [
        _thread_item(key, label, here=key == step, url=(links or {}).get(key, "")) for key, label in THREAD.items()
    ]
    of = format_html('<li class="s-now s-thread-of">{}</li>', _("steg %(step)s av 6") % {"step": number})
    template = '<nav aria-label="{}"><ol class="s-thread">{}{}</ol></nav>'
    return format_html(template, _("Der du er på veien"), mark_safe("".join(items)), of)


def _thread_item(key: str, label: Any, *, here: bool, url: str) -> SafeString:
    if here:
        return format_html('<li class="s-now"><span aria-current="step">{}</span></li>', label)
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, label)
    return format_html("<li><span>{}</span></li>", label)


@register.simple_block_tag
def section(content: str, heading: str, note: str = "", anchor: str = "") -> SafeString:
    """{% section "Hva hjalp?" note="Fra høsten 2026" anchor="stories" %}…{% endsection %}"""
    anchor = anchor or slugify(heading, allow_unicode=True)
    small = format_html('<p class="s-small">{}</p>', note) if note else ""
    template = '<section aria-labelledby="{0}"><h2 id="{0}">{1}</h2>{2}<div class="s-flow">{3}</div></section>'
    return format_html(template, anchor, heading, small, mark_safe(content))


@register.simple_tag
def subheading(text: str) -> SafeString:
    """{% subheading "Hver måned" %}: a quiet heading over a group of rows."""
    return format_html('<h3 class="s-group">{}</h3>', text)


@register.simple_block_tag
def panel(content: str, heading: str = "", tone: str = "sand") -> SafeString:
    """{% panel "Hvem ser denne siden?" tone="sand" %}<p>Bare du.</p>{% endpanel %}: sand, mist, surface, danger."""
    if tone not in PANEL_TONES:
        raise ValueError(f"A panel is {', '.join(PANEL_TONES)}, not {tone}.")
    top = format_html("<h2>{}</h2>", heading) if heading else ""
    return format_html('<section class="s-panel {}">{}{}</section>', tone, top, mark_safe(content))


@register.simple_tag
def who_sees(lines: Iterable[str], nobody: str = "", url: str = "") -> SafeString:
    """{% who_sees lines nobody="Ingen ser hva én person svarte." url=rules_url %}"""
    items = format_html_join("", "<li>{}</li>", ((capfirst(str(line)),) for line in lines))
    hidden = format_html('<ul class="s-not"><li>{}</li></ul>', nobody) if nobody else ""
    rules = format_html('<p><a href="{}">{}</a></p>', url, _("Reglene for denne målingen")) if url else ""
    template = '<section class="s-panel s-who" aria-labelledby="who"><h2 id="who">{}</h2><ul>{}</ul>{}{}</section>'
    return format_html(template, _("Hvem ser dette?"), items, hidden, rules)


@register.simple_block_tag
def say(content: str) -> SafeString:
    """{% say %}<p>Resten svinger som vanlig.</p>{% endsay %}: computed sentences, in the serif voice."""
    return _wrap("div", "s-say", content)


@register.simple_block_tag
def small(content: str) -> SafeString:
    """{% small %}Lukket 27. november.{% endsmall %}"""
    return _wrap("p", "s-small s-meta", content)


@register.simple_block_tag
def prose(content: str) -> SafeString:
    """{% prose %}<h2>…</h2><p>…</p><ul>…</ul>{% endprose %}: running text with its own lists."""
    return _wrap("div", "s-prose", content)


@register.simple_block_tag
def flow(content: str) -> SafeString:
    """{% flow %}…{% endflow %}: one thing under the other, with air between."""
    return _wrap("div", "s-flow", content)


@register.simple_block_tag
def columns(content: str) -> SafeString:
    """{% columns %}{% flow %}…{% endflow %}{% flow %}…{% endflow %}{% endcolumns %}: as many as there is room for."""
    return _wrap("div", "s-columns", content)


@register.simple_block_tag
def split(content: str) -> SafeString:
    """{% split %}{% flow %}…{% endflow %}{% story_card … %}{% endsplit %}: wide left, narrow right."""
    return _wrap("div", "s-split", content)


@register.simple_block_tag
def band(content: str) -> SafeString:
    """{% band %}{% section "Tiltak på tre nivåer" %}…{% endsection %}{% endband %}: sand from edge to edge."""
    return _wrap("div", "s-band", content)


@register.simple_block_tag
def details(content: str, summary: str, opened: bool = False) -> SafeString:  # noqa: FBT001, FBT002
    """{% details "Vis tall" %}{% data_table … %}{% enddetails %}"""
    attribute = mark_safe(" open") if opened else ""
    template = '<details class="s-more"{}><summary>{}</summary><div>{}</div></details>'
    return format_html(template, attribute, summary, mark_safe(content))


@register.simple_tag
def breadcrumb(label: str, url: str, *more: str) -> SafeString:
    """{% breadcrumb "Tiltak" url "Team" "Ro til å arbeide" %}: for the kicker."""
    tail = "".join(f" · {conditional_escape(part)}" for part in more)
    return format_html('<a href="{}">{}</a>{}', url, label, mark_safe(tail))


def _wrap(tag: str, name: str, content: str) -> SafeString:
    return mark_safe(f'<{tag} class="{name}">{content}</{tag}>') if content.strip() else mark_safe("")
