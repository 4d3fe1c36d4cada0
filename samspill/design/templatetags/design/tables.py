"""Tables that become lists on a phone, with search, filter, sort and pages in the address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from samspill.design.icons import icon_svg
from samspill.design.templatetags.design.registry import register


@register.simple_block_tag
def data_table(content: str, caption: str, stays: bool = False) -> SafeString:  # noqa: FBT001, FBT002
    """{% data_table "Enheter" %}{% table_head %}…{% endtable_head %}{% for … %}{% table_row %}…{% enddata_table %}

    On a phone each row becomes a block; `stays=True` keeps a small table of figures as it is.
    """
    keep = " s-keep" if stays else ""
    head, _mark, body = content.partition("</thead>")
    head = f"{head}</thead>" if _mark else ""
    template = '<div class="s-wide"><table class="s-tbl{}"><caption>{}</caption>{}<tbody>{}</tbody></table></div>'
    return format_html(template, keep, caption, mark_safe(head), mark_safe(body if _mark else content))


@register.simple_block_tag
def table_head(content: str) -> SafeString:
    """{% table_head %}{% column "Navn" sort="name" %}{% column "Ansatte" numeric=True %}{% endtable_head %}"""
    return mark_safe(f"<thead><tr>{content}</tr></thead>")


@register.simple_tag(takes_context=True)
def column(context: Any, label: str, sort: str = "", numeric: bool = False) -> SafeString:  # noqa: FBT001, FBT002
    """A heading; with `sort` a link that sets ?sort=name, then ?sort=-name, and keeps the rest of the address."""
    name = mark_safe(' class="s-n"') if numeric else ""
    if not sort:
        return format_html('<th scope="col"{}>{}</th>', name, label)
    now = context["request"].GET.get("sort", "")
    state = {sort: "ascending", f"-{sort}": "descending"}.get(now, "none")
    address = _with(context, sort=f"-{sort}" if now == sort else sort, page=None)
    mark = {"ascending": "chevron-up", "descending": "chevron-down", "none": "sort"}[state]
    template = '<th scope="col" aria-sort="{}"{}><a href="{}">{}{}</a></th>'
    return format_html(template, state, name, address, label, icon_svg(mark))


@register.simple_block_tag
def table_row(content: str) -> SafeString:
    """{% table_row %}{% head_cell %}…{% endhead_cell %}{% cell "Ansatte" %}14{% endcell %}{% endtable_row %}"""
    return mark_safe(f"<tr>{content}</tr>")


@register.simple_block_tag
def head_cell(content: str) -> SafeString:
    """The cell that names its row."""
    return mark_safe(f'<th scope="row">{content}</th>')


@register.simple_block_tag
def cell(content: str, label: str = "", numeric: bool = False) -> SafeString:  # noqa: FBT001, FBT002
    """{% cell "Ansatte" numeric=True %}14{% endcell %}: the label is read out on a phone."""
    name = mark_safe(' class="s-n"') if numeric else ""
    named = format_html(' data-label="{}"', label) if label else ""
    return format_html("<td{}{}>{}</td>", name, named, mark_safe(content))


@register.simple_tag(takes_context=True)
def pagination(context: Any, page: Page[Any]) -> SafeString:
    """{% pagination page %} with a Django Page; nothing when there is only one."""
    if page.paginator.num_pages <= 1:
        return mark_safe("")
    back = _page_link(context, page.number - 1, _("Forrige"), rel="prev") if page.has_previous() else ""
    on = _page_link(context, page.number + 1, _("Neste"), rel="next") if page.has_next() else ""
    where = _("Side %(number)s av %(pages)s") % {"number": page.number, "pages": page.paginator.num_pages}
    count = _("%(count)s i alt") % {"count": page.paginator.count}
    template = '<nav class="s-pages" aria-label="{}">{}<span>{} · {}</span>{}</nav>'
    return format_html(template, _("Bla i sider"), back, where, count, on)


def _page_link(context: Any, number: int, label: Any, *, rel: str) -> SafeString:
    icons = {"prev": (icon_svg("chevron-left"), ""), "next": ("", icon_svg("chevron-right"))}[rel]
    return format_html('<a href="{}" rel="{}">{}{}{}</a>', _with(context, page=number), rel, icons[0], label, icons[1])


def _with(context: Any, **changes: Any) -> str:
    query = context["request"].GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = value
    return f"?{query.urlencode()}"


@register.simple_block_tag
def filter_bar(content: str, label: str = "") -> SafeString:
    """{% filter_bar %}{% search_field %}{% choice_field "unit" "Enhet" units %}{% endfilter_bar %}: a GET form."""
    template = (
        '<form class="s-filter" method="get" role="search"{}>{}'
        '<button class="ds-button" type="submit" data-variant="secondary">{}</button></form>'
    )
    named = format_html(' aria-label="{}"', label) if label else ""
    return format_html(template, named, mark_safe(content), _("Vis"))


@register.simple_tag(takes_context=True)
def search_field(context: Any, label: str = "", name: str = "q") -> SafeString:
    """{% search_field "Søk etter navn" %}: keeps what was typed."""
    typed = context["request"].GET.get(name, "")
    template = (
        '<div class="s-search"><label for="filter-{0}">{1}</label>'
        '<input class="ds-input" type="search" id="filter-{0}" name="{0}" value="{2}"></div>'
    )
    return format_html(template, name, label or _("Søk"), typed)


@register.simple_tag(takes_context=True)
def choice_field(
    context: Any, name: str, label: str, choices: Iterable[tuple[Any, str]], every: str = ""
) -> SafeString:
    """{% choice_field "level" "Nivå" levels every="Alle nivåer" %}: a select that keeps its choice."""
    chosen = context["request"].GET.get(name, "")
    options = ((value, mark_safe(" selected") if str(value) == chosen else "", text) for value, text in choices)
    listed = format_html_join("", '<option value="{}"{}>{}</option>', options)
    template = (
        '<div><label for="filter-{0}">{1}</label><select class="ds-input" id="filter-{0}" name="{0}">'
        '<option value="">{2}</option>{3}</select></div>'
    )
    return format_html(template, name, label, every or _("Alle"), listed)
