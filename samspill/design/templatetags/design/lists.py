"""Lists that are read: what waits, what has happened, dates, facts, stories, questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from samspill.design.templatetags.design.actions import link_button, post_button
from samspill.design.templatetags.design.registry import register
from samspill.design.templatetags.design.results import level_svg


@register.simple_block_tag
def todo_list(content: str) -> SafeString:
    """{% todo_list %}{% for … %}{% todo … %}{% endtodo %}{% endfor %}{% endtodo_list %}: at most five."""
    return mark_safe(f'<ul class="s-todo">{content}</ul>')


@register.simple_block_tag(takes_context=True)
def todo(context: Any, content: str, heading: str, label: str, url: str, **how: bool) -> SafeString:
    """{% todo "Tallene er klare" label="Les" url=url first=forloop.first %}Teamet fikk dem samtidig.{% endtodo %}

    With `post=True` the button does it at once instead of leading to where it is done.
    """
    name = mark_safe(' class="s-first"') if how.get("first") else ""
    variant = "primary" if how.get("first") else "secondary"
    if how.get("post"):
        action = post_button(context, label, url, variant)
    else:
        action = link_button(label, url, variant, "", f": {heading}")
    template = "<li{}><div><h2>{}</h2><p>{}</p></div>{}</li>"
    return format_html(template, name, heading, mark_safe(content), action)


@register.simple_block_tag
def since_list(content: str) -> SafeString:
    """{% since_list %}{% since "I går" %}…{% endsince %}{% endsince_list %}"""
    return mark_safe(f'<ul class="s-since">{content}</ul>')


@register.simple_block_tag
def since(content: str, when: str) -> SafeString:
    """{% since "Mandag 30. november" %}<b>To nye fortellinger</b> om …{% endsince %}"""
    return format_html('<li><span class="s-when">{}</span>{}</li>', when, mark_safe(content))


@register.simple_block_tag
def date_list(content: str) -> SafeString:
    """{% date_list %}{% date_item "7. des." %}Desemberpulsen åpner{% enddate_item %}{% enddate_list %}"""
    return mark_safe(f'<ul class="s-dates">{content}</ul>')


@register.simple_block_tag
def date_item(content: str, date: str) -> SafeString:
    """One line of a {% date_list %}."""
    return format_html("<li><b>{}</b><span>{}</span></li>", date, mark_safe(content))


@register.simple_block_tag
def facts(content: str, shape: str = "columns") -> SafeString:
    """{% facts %}{% fact "Ansvar" %}Fagleder{% endfact %}{% endfacts %}; shape="rows" for a long list."""
    name = {"columns": "s-facts", "rows": "s-pairs"}[shape]
    return mark_safe(f'<dl class="{name}">{content}</dl>')


@register.simple_block_tag
def fact(content: str, term: str) -> SafeString:
    """One pair of a {% facts %} list."""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", term, mark_safe(content))


@register.simple_tag
def talk_list(lines: Iterable[str]) -> SafeString:
    """{% talk_list questions %}: numbered things to talk about."""
    return format_html('<ol class="s-talk">{}</ol>', format_html_join("", "<li>{}</li>", ((line,) for line in lines)))


@register.simple_block_tag
def story_card(content: str, source: str = "", about: str = "") -> SafeString:
    """{% story_card source="Fra høsten 2026" about="Hører til teamavtalen" %}Vi ble enige …{% endstory_card %}"""
    below = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in (source, about) if line))
    template = '<blockquote class="s-story"><p class="s-quote">{}</p><footer>{}</footer></blockquote>'
    return format_html(template, mark_safe(content), below)


@register.simple_block_tag
def cards(content: str) -> SafeString:
    """{% cards %}{% story_card … %}{% card … %}{% endcards %}: a grid that fills from the left."""
    return mark_safe(f'<div class="s-cards">{content}</div>')


@register.simple_block_tag
def card(content: str, heading: str, url: str = "") -> SafeString:
    """{% card "Stilleblokker" url=url %}<p>…</p>{% endcard %}: on surface; stands well on sand."""
    title = format_html('<a href="{}">{}</a>', url, heading) if url else heading
    return format_html('<article class="s-card"><h3>{}</h3>{}</article>', title, mark_safe(content))


@register.simple_block_tag
def pick_list(content: str) -> SafeString:
    """{% pick_list %}{% pick … %}{% endpick %}{% endpick_list %}: measures to choose between."""
    return mark_safe(f'<ul class="s-pick">{content}</ul>')


@register.simple_block_tag
def pick(content: str, heading: str, level: str, label: str, url: str) -> SafeString:
    """{% pick "Stilleblokker" level="team" label="Velg tiltak" url=url %}Team · liten innsats{% endpick %}"""
    action = link_button(label, url, "secondary", "", f": {heading}")
    template = "<li>{}<div><h3>{}</h3><p>{}</p></div>{}</li>"
    return format_html(template, level_svg(level), heading, mark_safe(content), action)


@register.simple_block_tag
def rows(content: str) -> SafeString:
    """{% rows %}{% row "Hjemmetjenesten Nord" url=url note="14 ansatte" %}…{% endrow %}{% endrows %}"""
    return mark_safe(f'<ul class="s-rows">{content}</ul>')


@register.simple_block_tag
def row(content: str, heading: str, url: str = "", note: str = "") -> SafeString:
    """A name, a quiet line under it, and at the end whatever belongs to it (a tag, a button)."""
    title = format_html('<a href="{}">{}</a>', url, heading) if url else heading
    below = format_html("<p>{}</p>", note) if note else ""
    return format_html("<li><div><h3>{}</h3>{}</div><div>{}</div></li>", title, below, mark_safe(content))


@register.simple_block_tag
def tree(content: str) -> SafeString:
    """{% tree %}{% branch "Helse" url=url %}{% branch "Nord" %}{% endbranch %}{% endbranch %}{% endtree %}"""
    return mark_safe(f'<ul class="s-tree">{content}</ul>')


@register.simple_block_tag
def branch(content: str, heading: str, url: str = "", note: str = "") -> SafeString:
    """One unit of a {% tree %}; its content is the branches under it."""
    title = format_html('<a href="{}">{}</a>', url, heading) if url else heading
    small = format_html('<span class="s-small">{}</span>', note) if note else ""
    under = mark_safe(f"<ul>{content}</ul>") if content.strip() else ""
    return format_html("<li><div>{}{}</div>{}</li>", title, small, under)


@register.simple_block_tag
def loop(content: str) -> SafeString:
    """{% loop %}{% loop_step "Spør" %}Tre spørsmål i måneden.{% endloop_step %}{% endloop %}"""
    return mark_safe(f'<ol class="s-loop">{content}</ol>')


@register.simple_block_tag
def loop_step(content: str, heading: str) -> SafeString:
    """One station of a {% loop %}."""
    return format_html("<li><b>{}</b>{}</li>", heading, mark_safe(content))


@register.simple_block_tag
def traits(content: str) -> SafeString:
    """{% traits %}{% trait "Innflytelse" %}Du kan påvirke …{% endtrait %}{% endtraits %}"""
    return mark_safe(f'<div class="s-traits">{content}</div>')


@register.simple_block_tag
def trait(content: str, heading: str) -> SafeString:
    """One of a few short statements with a line over it."""
    return format_html("<div><h3>{}</h3><p>{}</p></div>", heading, mark_safe(content))
