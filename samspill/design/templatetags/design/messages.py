"""What the page has to say: notices, empty states, progress, tags."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from samspill.design.icons import icon_svg
from samspill.design.templatetags.design.registry import register

TONES = {"calm": "info", "success": "check", "warning": "warning", "danger": "warning"}
TAG_TONES = ("sand", "mist", "ochre", "outline")
LEVELS = {"error": "danger", "warning": "warning", "success": "success"}


@register.simple_block_tag
def notice(content: str, heading: str = "", tone: str = "calm") -> SafeString:
    """{% notice "Runden er åpen" tone="success" %}Til 27. november.{% endnotice %}: calm, success, warning, danger."""
    bold = format_html("<b>{}</b>", heading) if heading else ""
    template = '<div class="s-notice {}">{}<div>{}{}</div></div>'
    return format_html(template, tone, icon_svg(TONES[tone]), bold, mark_safe(content))


@register.filter
def notice_tone(level_tag: str) -> str:
    """{{ message.level_tag|notice_tone }}: Django's words for messages in ours."""
    return LEVELS.get(level_tag, "calm")


@register.simple_block_tag
def empty_state(content: str, heading: str, icon: str = "info") -> SafeString:
    """{% empty_state "Ingen runder ennå" icon="pulse" %}<p>En runde er …</p>{% actions %}…{% endempty_state %}"""
    template = '<section class="s-empty">{}<h2>{}</h2>{}</section>'
    return format_html(template, icon_svg(icon), heading, mark_safe(content))


@register.simple_tag
def progress(done: int, total: int, text: str = "") -> SafeString:
    """{% progress 120 180 "120 av 180 invitasjoner er sendt" %}: the words carry it, the bar follows."""
    words = text or _("%(done)s av %(total)s") % {"done": done, "total": total}
    template = (
        '<div class="s-progress"><p role="status">{}</p><progress max="{}" value="{}" aria-label="{}"></progress></div>'
    )
    return format_html(template, words, max(total, 1), done, words)


@register.simple_tag
def steps(current: int, *labels: str) -> SafeString:
    """{% steps 2 "Last opp" "Se over" "Ferdig" %}: where one is in something with several pages."""
    items = format_html_join("", "<li{}>{}</li>", ((_step(n, current), label) for n, label in enumerate(labels, 1)))
    return format_html('<ol class="s-steps" aria-label="{}">{}</ol>', _("Steg"), items)


def _step(number: int, current: int) -> SafeString:
    if number == current:
        return mark_safe(' aria-current="step"')
    return mark_safe(' class="s-done"') if number < current else mark_safe("")


@register.simple_tag
def tag(text: str, tone: str = "sand") -> SafeString:
    """{% tag "Åpen" tone="mist" %}: sand, mist, ochre or outline. The word says it, the tone only helps."""
    if tone not in TAG_TONES:
        raise ValueError(f"A tag is {', '.join(TAG_TONES)}, not {tone}.")
    return format_html('<span class="s-tag {}">{}</span>', tone, text)


@register.simple_tag
def error_summary(errors: list[tuple[str, str]]) -> SafeString:
    """{% error_summary errors %} with (address, sentence) pairs; a form renders its own."""
    lines = format_html_join(
        "", "<li>{}</li>", ((format_html('<a href="{}">{}</a>', to, text) if to else text,) for to, text in errors)
    )
    template = (
        '<div class="ds-error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary">'
        '<h2 id="error-summary">{}</h2><ul>{}</ul></div>'
    )
    return format_html(template, _("Noe må rettes"), lines) if errors else mark_safe("")
