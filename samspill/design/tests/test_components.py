"""Every component renders, says what it must to a screen reader, and escapes what people wrote."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from samspill.design.figures import FactorRow, Figure
from samspill.design.icons import ICONS
from samspill.design.months import DayItem, month_of
from samspill.design.templatetags.design import register
from samspill.design.templatetags.design.page import THREAD

EXAMPLES = {
    "actions": "{% actions %}{% button 'Lagre' %}{% endactions %}",
    "band": "{% band %}<p>Bredt</p>{% endband %}",
    "board": "{% board %}{% board_column 'I gang' 2 %}{% endboard_column %}{% endboard %}",
    "board_column": "{% board_column 'I gang' 2 %}{% plan_card 'Stille' url='/s/' level='team' %}{% endplan_card %}{% endboard_column %}",
    "branch": "{% tree %}{% branch 'Helse' '/h/' '40' %}{% branch 'Nord' %}{% endbranch %}{% endbranch %}{% endtree %}",
    "breadcrumb": "{% breadcrumb 'Tiltak' '/t/' 'Team' 'Ro' %}",
    "button": "{% button 'Slett' variant='danger' name='do' value='delete' icon='trash' %}",
    "call_to_action": "{% call_to_action 'Be om en workshop' label='Be' url='/w/' %}<p>To timer</p>{% endcall_to_action %}",
    "card": "{% card 'Stilleblokker' '/s/' %}<p>Team</p>{% endcard %}",
    "card_fact": "{% card_fact 'Frist' %}15. januar{% endcard_fact %}",
    "card_facts": "{% card_facts %}{% card_fact 'Frist' %}15. januar{% endcard_fact %}{% endcard_facts %}",
    "card_table": "{% card_table %}{% table_card 'Mengde' 'Det går' 'Vi hopper over' %}{% endcard_table %}",
    "cards": "{% cards %}<p>a</p>{% endcards %}",
    "cell": "{% cell 'Ansatte' numeric=True %}14{% endcell %}",
    "chart_key": "{% chart_key 'band latest area start compare goal line break' ends='1 = aldri' %}",
    "chart_panel": "{% chart_panel 'Lettere' note='12 målinger' %}<p>kurve</p>{% endchart_panel %}",
    "choice_field": "{% choice_field 'level' 'Nivå' levels every='Alle nivåer' %}",
    "circles": "{% circles %}",
    "column": "{% column 'Navn' sort='name' %}{% column 'Ansatte' numeric=True %}",
    "columns": "{% columns %}<p>a</p>{% endcolumns %}",
    "confirm": "{% confirm 'Slett runden?' %}<p>Da …</p>{% endconfirm %}",
    "data_table": "{% data_table 'Enheter' %}{% table_row %}{% cell 'Navn' %}Nord{% endcell %}{% endtable_row %}{% enddata_table %}",
    "date_item": "{% date_item '7. des.' %}Pulsen åpner{% enddate_item %}",
    "date_list": "{% date_list %}{% date_item '7. des.' %}a{% enddate_item %}{% enddate_list %}",
    "details": "{% details 'Vis tall' opened=True %}<p>2,9</p>{% enddetails %}",
    "empty_state": "{% empty_state 'Ingen runder ennå' icon='pulse' %}<p>En runde er …</p>{% endempty_state %}",
    "end_list": "{% end_list ends %}",
    "error_summary": "{% error_summary errors %}",
    "fact": "{% fact 'Ansvar' %}Fagleder{% endfact %}",
    "factor_row": "{% factor_row row %}",
    "facts": "{% facts shape='rows' %}{% fact 'Ansvar' %}Fagleder{% endfact %}{% endfacts %}",
    "figure": "{% figure value %}",
    "filter_bar": "{% filter_bar 'Enheter' %}{% search_field 'Søk' %}{% endfilter_bar %}",
    "flow": "{% flow %}<p>a</p>{% endflow %}",
    "head_cell": "{% head_cell %}Nord{% endhead_cell %}",
    "hero": "{% hero 'Hvordan har vi det?' kicker='Solvik' %}<p>a</p>{% endhero %}",
    "icon": "{% icon 'calendar' %}",
    "level_mark": "{% level_mark 'team' %}",
    "link_button": "{% link_button 'Last ned' '/d/' icon='download' about='resultatene' %}",
    "logo": "{% logo %}",
    "loop": "{% loop %}{% loop_step 'Spør' %}Tre{% endloop_step %}{% endloop %}",
    "loop_step": "{% loop_step 'Spør' %}Tre{% endloop_step %}",
    "month_grid": "{% month_grid month more_url='/l/?dag=' %}",
    "multiple": "{% multiple 'Nord' url='/n/' chart='' value=value %}Som vanlig.{% endmultiple %}",
    "multiples": "{% multiples %}<p>a</p>{% endmultiples %}",
    "next_step": "{% next_step 'Hva nå?' %}<p>a</p>{% endnext_step %}",
    "notice": "{% notice 'Runden er åpen' tone='success' %}Til fredag.{% endnotice %}",
    "page_head": "{% page_head 'Hvordan har vi det?' kicker='Nord' %}<p>Godt.</p>{% endpage_head %}",
    "pagination": "{% pagination page %}",
    "panel": "{% panel 'Hvem ser?' tone='mist' %}<p>Bare du.</p>{% endpanel %}",
    "picture": "{% picture '/b/' 'Tavla på vaktrommet' %}",
    "pick": "{% pick 'Stille' level='team' label='Velg' url='/v/' %}Team{% endpick %}",
    "pick_list": "{% pick_list %}{% pick 'Stille' level='team' label='Velg' url='/v/' %}Team{% endpick %}{% endpick_list %}",
    "plan_item": "{% plan_item 'duties' '9. desember' 'Vernerunde' '/v/' note='Leder' status='due' word='nå' %}",
    "plan_none": "{% plan_none 'Ingenting her.' %}",
    "plan_list": "{% plan_list 'Nå og neste' %}{% plan_item 'rounds' '7. des.' 'Puls' '/p/' %}{% endplan_list %}",
    "plan_card": "{% plan_card 'Stille' url='/s/' level='team' %}<p>a</p>{% endplan_card %}",
    "post_button": "{% post_button 'Åpne' '/o/' variant='primary' round=7 %}",
    "progress": "{% progress 120 180 %}",
    "prose": "{% prose %}<p>a</p>{% endprose %}",
    "push": "{% push %}a{% endpush %}",
    "ring_key": "{% ring_key rings 'Ringene' %}",
    "row": "{% row 'Marit' url='/m/' note='Leder' %}{% tag 'Sluttet' %}{% endrow %}",
    "rows": "{% rows %}{% row 'Marit' %}{% endrow %}{% endrows %}",
    "say": "{% say %}<p>Som vanlig.</p>{% endsay %}",
    "search_field": "{% search_field %}",
    "section": "{% section 'Hva hjalp?' note='I høst' anchor='h' %}<p>a</p>{% endsection %}",
    "segment": "{% segment 'Tavle' '?v=t' current=True %}",
    "segmented": "{% segmented 'Visning' %}{% segment 'Tavle' '?v=t' current=True %}{% endsegmented %}",
    "since": "{% since 'I går' %}To fortellinger{% endsince %}",
    "since_list": "{% since_list %}{% since 'I går' %}To{% endsince %}{% endsince_list %}",
    "small": "{% small %}Lukket.{% endsmall %}",
    "split": "{% split %}<p>a</p><p>b</p>{% endsplit %}",
    "stations": "{% stations 2 way %}",
    "status_mark": "{% status_mark 'overdue' 'ikke gjort ennå' %}",
    "steps": "{% steps 2 'Last opp' 'Se over' 'Ferdig' %}",
    "story_card": "{% story_card source='Fra høsten' about='Teamavtalen' %}Vi ble enige.{% endstory_card %}",
    "subheading": "{% subheading 'Hver måned' %}",
    "table_head": "{% table_head %}{% column 'Navn' %}{% endtable_head %}",
    "table_row": "{% table_row %}{% cell %}a{% endcell %}{% endtable_row %}",
    "table_card": "{% table_card 'Mengde' 'Det går' 'Vi hopper over' %}",
    "tag": "{% tag 'Åpen' tone='mist' %}",
    "talk_list": "{% talk_list lines %}",
    "thread": "{% thread 'understand' links=links %}",
    "todo": "{% todo 'Tallene er klare' label='Les' url='/r/' first=True %}I går.{% endtodo %}",
    "todo_list": "{% todo_list %}{% todo 'a' label='b' url='/c/' %}d{% endtodo %}{% endtodo_list %}",
    "toolbar": "{% toolbar %}a{% endtoolbar %}",
    "trait": "{% trait 'Innflytelse' %}Du kan påvirke.{% endtrait %}",
    "traits": "{% traits %}{% trait 'a' %}b{% endtrait %}{% endtraits %}",
    "tree": "{% tree %}{% branch 'Helse' %}{% endbranch %}{% endtree %}",
    "verdict_chip": "{% verdict_chip 'better' %}",
    "wheel_page": "{% wheel_page %}<div>a</div><div>b</div>{% endwheel_page %}",
    "who_sees": "{% who_sees lines nobody='Ingen ser hva én svarte.' url='/regler/' %}",
}
ELSEWHERE = {"post_form", "get_form", "table_form", "field_in_row"}  # with the forms
DAY = date(2026, 11, 2)
VALUE = Figure.value(2.94, low=2.5, high=3.3, answers=13)


def render(template: str, address: str = "/?q=nord&level=team&sort=name", **extra: object) -> str:
    context = {
        "request": RequestFactory().get(address),
        "row": FactorRow("Ro", VALUE, "", "Jeg har ro.", "Lavere enn før.", signal=True),
        "value": VALUE,
        "lines": ["Alle i teamet", "Verneombudet"],
        "month": month_of(date(2026, 11, 1), {DAY: [DayItem("Frist", "Stille", "/s/")] * 4}, today=DAY, most_a_day=3),
        "ends": [("line", "Teamet: 3,5"), ("compare", "Andre: 3,1")],
        "links": {"ask": "/spor/"},
        "levels": [("team", "Team"), ("organisation", "Organisasjon")],
        "rings": [("duties", "HMS-arbeid"), ("recovery", "Hvile")],
        "way": [("Se", "/1/"), ("Velg", "/2/"), ("Avtal", "/3/")],
        "errors": [("#id_name", "Navn mangler"), ("", "Prøv igjen")],
        "page": Paginator(range(95), 10).get_page(2),
        **extra,
    }
    return Template("{% load design %}" + template).render(Context(context))


def test_every_tag_has_an_example_here():
    assert set(register.tags) == EXAMPLES.keys() | ELSEWHERE


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_component_is_whole_and_has_no_style_of_its_own(name: str):
    html = render(EXAMPLES[name])
    assert html.strip()
    assert " style=" not in html
    assert "None" not in html
    for tag in ("div", "section", "ul", "ol", "li", "p", "span", "a", "svg", "article", "form", "dl"):
        assert len(re.findall(rf"<{tag}[ >]", html)) == html.count(f"</{tag}>"), tag


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_tag_shows_how_it_is_used_in_its_docstring(name: str):
    function = register.tags[name]
    assert function.__doc__, name


@pytest.mark.parametrize("name", sorted(ICONS))
def test_an_icon_is_hidden_from_screen_readers_and_has_a_drawing(name: str):
    html = render("{% icon name %}", name=name)
    assert 'aria-hidden="true"' in html
    assert re.search(r"<(path|circle|rect)", html)


@pytest.mark.parametrize(
    "template",
    [
        "{% notice hostile %}{{ hostile }}{% endnotice %}",
        "{% todo hostile label=hostile url=hostile %}{{ hostile }}{% endtodo %}",
        "{% section hostile note=hostile %}{{ hostile }}{% endsection %}",
        "{% row hostile url=hostile note=hostile %}{% endrow %}",
        "{% talk_list list %}{% who_sees list nobody=hostile %}",
        "{% tag hostile %}{% button hostile name=hostile value=hostile %}{% breadcrumb hostile '/' hostile %}",
        "{% cell hostile %}{{ hostile }}{% endcell %}{% steps 1 hostile %}{% error_summary errors %}",
    ],
)
def test_what_people_wrote_is_never_markup(template: str):
    hostile = "<script>'\"><img src=x onerror=alert(1)>"
    html = render(template, hostile=hostile, list=[hostile], errors=[(hostile, hostile)])
    assert "<script" not in html
    assert "<img" not in html


def test_the_thread_names_the_step_one_is_at_and_links_the_others():
    html = render("{% thread 'understand' links=links %}")
    assert '<span aria-current="step">Forstå</span>' in html
    assert '<a href="/spor/">Spør</a>' in html
    assert "steg 2 av 6" in html


def test_the_thread_refuses_a_step_that_is_not_on_the_way():
    with pytest.raises(ValueError, match="elsewhere"):
        render("{% thread 'elsewhere' %}")
    assert len(THREAD) == 6


def test_only_the_first_thing_that_waits_has_a_filled_button():
    html = render(
        "{% todo 'a' label='b' url='/' first=True %}{% endtodo %}{% todo 'c' label='d' url='/' %}{% endtodo %}"
    )
    assert html.count("data-variant") == 1


def test_a_button_in_a_list_is_heard_with_what_it_is_about():
    assert '<span class="s-vh"> : Ro</span>' in render("{% todo 'Ro' label='Les' url='/' %}{% endtodo %}")


def test_an_arrow_onwards_stands_after_its_words_and_every_other_icon_before_them():
    assert render("{% link_button 'Neste' '/n/' icon='chevron-right' about='kvartal' %}").endswith("</svg></a>")
    for icon in ("chevron-left", "download"):
        assert render("{% link_button 'Dit' '/d/' icon=icon %}", icon=icon).endswith("Dit</a>")


def test_a_value_is_never_shown_without_interval_and_number_of_answers():
    html = render("{% figure value %}")
    assert "2,9" in html
    assert "mellom 2,5 og 3,3" in html
    assert "13 svar" in html


def test_an_area_says_why_it_is_one():
    html = render("{% figure value %}", value=Figure.area(4, 5, answers=13))
    assert "4–5" in html
    assert "så ingen svar kan leses ut" in html


def test_an_area_is_rounded_outwards_and_what_is_round_stays():
    assert Figure.area(4.12, 4.61, answers=9, decimals=1).text == "4,1–4,7"
    assert Figure.area(4.1, 4.6, answers=9, decimals=1).text == "4,1–4,6"
    assert Figure.area(1.0, 1.6, answers=9).text == "1–2"


def test_a_value_is_rounded_and_not_cut_off():
    assert Figure.value(2.96, low=2.55, high=3.38, answers=1200).text == "3,0"


def test_a_hidden_figure_is_a_dash_with_its_reason_and_is_heard_as_no_figure():
    html = render("{% figure value %}", value=Figure.hidden("færre enn fem svar"))
    assert '<span aria-hidden="true">–</span>' in html
    assert "Ingen tall" in html
    assert "færre enn fem svar" in html


def test_only_a_row_with_a_signal_speaks_up():
    calm = FactorRow("Støtte", VALUE, "", "Jeg får hjelp.", "Ingen tydelig endring.")
    assert "s-signal" in render("{% factor_row row %}")
    assert "s-signal" not in render("{% factor_row row %}", row=calm)


@pytest.mark.parametrize(
    ("verdict", "word"), [("better", "bedring"), ("same", "Ingen"), ("worse", "forverring"), ("early", "tidlig")]
)
def test_a_verdict_has_its_word(verdict: str, word: str):
    assert word in render("{% verdict_chip v %}", v=verdict)


def test_a_column_sorts_up_then_down_and_keeps_the_search_but_not_the_page():
    first = render("{% column 'Navn' sort='name' %}", "/?q=nord&page=3")
    assert 'aria-sort="none"' in first
    assert 'href="?q=nord&amp;sort=name"' in first
    second = render("{% column 'Navn' sort='name' %}", "/?sort=name")
    assert 'aria-sort="ascending"' in second
    assert 'href="?sort=-name"' in second


def test_pages_keep_the_search_and_vanish_when_there_is_only_one():
    html = render("{% pagination page %}", "/?q=nord&page=2")
    assert "Side 2 av 10 · 95 i alt" in html
    assert 'href="?q=nord&amp;page=3" rel="next"' in html
    assert render("{% pagination page %}", page=Paginator([1], 10).get_page(1)) == ""


def test_a_filter_keeps_what_was_chosen_and_typed():
    assert '<option value="team" selected>Team</option>' in render(EXAMPLES["choice_field"])
    assert 'value="nord"' in render(EXAMPLES["search_field"])


def test_a_table_keeps_its_head_out_of_its_body():
    html = render(
        "{% data_table 'Enheter' %}{% table_head %}{% column 'Navn' %}{% endtable_head %}"
        "{% table_row %}{% cell 'Navn' %}Nord{% endcell %}{% endtable_row %}{% enddata_table %}"
    )
    assert (
        html.index("<caption>")
        < html.index("<thead>")
        < html.index("</thead><tbody>")
        < html.index('data-label="Navn"')
    )


def test_a_button_that_changes_something_is_a_form_with_a_token():
    html = render(EXAMPLES["post_button"])
    assert 'method="post" action="/o/"' in html
    assert 'name="csrfmiddlewaretoken"' in html
    assert 'name="round" value="7"' in html


@pytest.mark.parametrize("template", ["{% panel 'a' tone='red' %}b{% endpanel %}", "{% tag 'a' tone='green' %}"])
def test_a_tone_that_is_not_ours_is_refused(template: str):
    with pytest.raises(ValueError, match="not"):
        render(template)


def test_an_empty_say_leaves_nothing_behind():
    assert render("{% say %}  {% endsay %}") == ""


def test_a_board_column_is_heard_by_its_name_and_says_how_many() -> None:
    html = render("{% board_column 'I gang' 2 %}{% endboard_column %}")
    assert 'aria-label="I gang"' in html
    assert "<h2>I gang<span>2</span></h2>" in html


def test_a_day_says_its_date_to_those_who_hear_and_marks_what_is_outside_and_today() -> None:
    html = render("{% month_grid month %}")
    assert "<caption>November 2026</caption>" in html
    assert '<td class="s-off s-empty"><b><span class="s-vh">Lørdag 31. oktober</span>' in html
    assert '<td class="s-today"><b><span class="s-vh">Mandag 2. november</span>' in html
    assert '<li><a href="/s/">Stille</a> <span>Frist</span></li>' in html


def test_a_day_of_more_than_there_is_room_for_counts_them_and_leads_to_all_of_it() -> None:
    html = render("{% month_grid month more_url='/l/?dag=' further='&niva=team' %}")
    assert html.count("Stille") == 2
    assert '<a href="/l/?dag=2026-11-02&amp;niva=team">2 til</a>' in html


def test_a_factor_row_can_lead_on() -> None:
    assert '<a href="/v/">Velg tiltak<span class="s-vh">: Ro</span></a>' in render(
        "{% factor_row row next_label='Velg tiltak' next_url='/v/' %}"
    )
    assert "<a href" not in render("{% factor_row row %}")


def test_the_steps_of_a_meeting_can_be_opened_and_say_where_one_is() -> None:
    html = render(EXAMPLES["stations"])
    assert '<li class="s-done"><a href="/1/">Se</a></li>' in html
    assert '<a href="/2/" aria-current="step">Velg</a>' in html


def test_a_picture_says_what_it_shows_to_those_who_do_not_see_it() -> None:
    assert 'alt="Tavla på vaktrommet"' in render(EXAMPLES["picture"])


def test_an_item_of_the_year_tells_its_ring_by_a_shape_and_how_it_stands_by_a_mark_and_a_word():
    shown = render(EXAMPLES["plan_item"])
    assert 's-sw duties"' in shown
    assert "nå</span>" in shown
    assert 'aria-hidden="true"' in shown
    with pytest.raises(ValueError, match="A ring is"):
        render("{% plan_item 'moon' '9.' 'a' '/a/' %}")
