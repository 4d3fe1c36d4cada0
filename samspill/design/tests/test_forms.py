"""Forms: label, help and error belong to their control; one summary leads to each fault; nothing typed is lost."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from samspill.design.edits import Conflict, EditedForm, Mark
from samspill.design.forms import (
    ChoiceField,
    DateField,
    DateTimeField,
    DesignRenderer,
    MultipleChoiceField,
    ScaleField,
    TextField,
    TimeField,
)

WORDS = ("Aldri", "Sjelden", "Av og til", "Ofte", "Alltid")


class RoundForm(forms.Form):
    default_renderer = DesignRenderer()

    name = forms.CharField(label="Navn", help_text="Slik de som svarer, ser det.")
    mail = forms.EmailField(label="E-post", required=False)
    opens = DateField(label="Åpner")
    at = TimeField(label="Klokken", required=False)
    closes = DateTimeField(label="Lukker", required=False)
    note = TextField(label="Melding", required=False)
    unit = forms.ChoiceField(label="Enhet", choices=[("", "Velg"), ("1", "Nord")])
    reader = ChoiceField(label="Hvem kan lese det?", choices=[("l", "Teamet"), ("v", "Verneombudet")])
    languages = MultipleChoiceField(label="Språk", choices=[("nb", "Bokmål"), ("nn", "Nynorsk")], required=False)
    agreed = forms.BooleanField(label="Verneombudet er enig")
    file = forms.FileField(label="Fil", required=False)
    load = ScaleField(label="Belastningen har vært til å håndtere.", words=WORDS)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        if self.cleaned_data.get("name") == "Feil":
            raise forms.ValidationError("Runden kan ikke hete det.")


def ids(html: str) -> list[str]:
    return re.findall(r' id="([^"]+)"', html)


def test_every_control_has_a_label_and_no_id_stands_twice():
    html = RoundForm().render()
    controls = set(re.findall(r'<(?:input|select|textarea)[^>]*? id="([^"]+)"', html)) - {"id_secret"}
    assert controls <= set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    assert len(ids(html)) == len(set(ids(html)))


def test_the_optional_is_marked_in_words_and_the_required_is_not():
    html = RoundForm().render()
    assert re.search(r"E-post <span[^>]*>\(valgfritt\)</span>", html)
    assert not re.search(r"Navn\s*<span", html)


def test_help_and_error_belong_to_their_control():
    html = RoundForm({"mail": "ikke en adresse"}).render()
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    described = {name for names in re.findall(r'aria-describedby="([^"]+)"', html) for name in names.split()}
    assert described <= set(ids(html))
    assert re.search(r'<input type="email"[^>]*aria-invalid="true"', html)


def test_the_summary_leads_to_every_fault_and_comes_first():
    html = RoundForm({}).render()
    targets = re.findall(r'<li><a href="#([^"]+)">', html)
    assert {"id_name", "id_opens", "id_unit", "id_reader_0", "id_agreed", "id_load_0"} == set(targets)
    assert set(targets) <= set(ids(html))
    assert html.index('role="alert"') < html.index('name="name"')


def test_a_fault_of_the_whole_form_stands_in_the_summary():
    html = RoundForm({"name": "Feil"}).render()
    assert "<li>Runden kan ikke hete det.</li>" in html


def test_what_was_typed_is_kept():
    html = RoundForm({"name": "Novemberpuls", "note": "Hei", "reader": "v", "load": "4"}).render()
    assert 'value="Novemberpuls"' in html
    assert re.search(r"<textarea[^>]*>\s*Hei</textarea>", html)
    assert re.search(r'value="v"[^>]*checked', html)
    assert re.search(r'value="4"[^>]*checked', html)


def test_what_was_typed_is_never_markup():
    assert "<script>" not in RoundForm({"name": "<script>", "mail": "<script>"}).render()


def test_choices_stand_in_a_fieldset_with_their_question_as_legend():
    html = RoundForm().render()
    assert html.count("<fieldset") == html.count("<legend>") == 3
    assert re.search(r"<legend>Hvem kan lese det\?", html)


def test_dates_use_the_browsers_own_controls():
    html = RoundForm({"opens": "2026-11-02"}).render()
    assert re.search(r'<input type="date" name="opens" value="2026-11-02"', html)
    assert 'type="time" name="at"' in html
    assert 'type="datetime-local" name="closes"' in html


def test_a_date_from_the_database_is_written_as_the_control_wants_it():
    assert 'value="2026-11-02"' in RoundForm(initial={"opens": dt.date(2026, 11, 2)}).render()


def test_a_scale_shows_number_and_word_and_gives_a_number():
    html = RoundForm().render()
    assert '<b aria-hidden="true">5</b>Alltid' in html
    assert ScaleField(words=WORDS).clean("4") == 4
    assert ScaleField(words=WORDS, required=False).clean("") is None
    with pytest.raises(forms.ValidationError):
        ScaleField(words=WORDS).clean("6")


def test_a_class_a_field_already_had_is_kept():
    field = forms.CharField(widget=forms.TextInput(attrs={"class": "wide"}))
    form = type("Wide", (forms.Form,), {"default_renderer": DesignRenderer(), "name": field})()
    assert 'class="ds-input wide"' in form.render()


def test_hidden_fields_are_sent_but_not_seen():
    html = RoundForm({"secret": "x"}).render()
    assert 'type="hidden" name="secret" value="x"' in html
    assert "secret_error" not in html


def post_form(template: str, form: forms.Form) -> str:
    context = Context({"request": RequestFactory().get("/"), "form": form})
    return Template("{% load design %}" + template).render(context)


def test_a_form_tag_brings_token_files_and_its_button():
    html = post_form("{% post_form form submit='Lagre' %}<a href='/'>Avbryt</a>{% endpost_form %}", RoundForm())
    assert 'enctype="multipart/form-data"' in html
    assert "csrfmiddlewaretoken" in html
    assert html.index(">Lagre</button>") < html.index("Avbryt")
    assert " novalidate" in html


def test_a_form_tag_can_be_sent_elsewhere_and_can_be_dangerous():
    html = post_form(
        "{% post_form form submit='Slett' variant='danger' action='/slett/' %}{% endpost_form %}", RoundForm()
    )
    assert 'action="/slett/"' in html
    assert 'data-color="danger"' in html


def test_a_form_tag_refuses_what_it_does_not_know():
    with pytest.raises(TypeError, match="colour"):
        post_form("{% post_form form submit='Lagre' colour='red' %}{% endpost_form %}", RoundForm())


def test_what_more_is_said_of_a_choice_stands_under_its_short_name_and_is_heard_with_it():
    class Chosen(forms.Form):
        default_renderer = DesignRenderer()
        which = MultipleChoiceField(label="Hva?", choices=[("a", "Vernerunde"), ("b", "Fagdag")])

    form = Chosen()
    form.fields["which"].notes = {"a": "1.–8. mars. Lederen."}
    html = form.render()
    assert 'aria-describedby="id_which_0_note"' in html
    assert '<div class="s-help" id="id_which_0_note">1.–8. mars. Lederen.</div>' in html
    assert html.count("_note") == 2


class RowsForm(EditedForm):
    default_renderer = DesignRenderer()

    first = forms.CharField(label="Nord", widget=forms.TextInput(attrs={"aria-label": "Nord"}))
    second = forms.CharField(label="Sør", widget=forms.TextInput(attrs={"aria-label": "Sør"}))


ROWS = "{% table_form form 'Lagre' %}{% for field in form %}{% field_in_row field %}{% endfor %}{% endtable_form %}"


def test_a_form_in_a_table_has_token_mark_and_button_and_its_controls_without_their_labels():
    form = RowsForm({"first": "a", "second": "b"})
    form.mark = Mark("shown", "first:0 second:1")
    html = post_form(ROWS, form)
    assert "csrfmiddlewaretoken" in html
    assert 'name="shown" value="first:0 second:1"' in html
    assert html.index('aria-label="Sør"') < html.index(">Lagre</button>")
    assert "<label" not in html


def test_a_row_that_must_be_looked_at_again_says_which_and_has_the_rest_of_its_field():
    form = RowsForm({"first": "a", "second": ""})
    html = post_form(ROWS, form)
    assert "ds-error-summary" in html
    assert re.findall(r"<label[^>]*>(\S+)\s*</label>", html) == ["Sør"]
    form = RowsForm({"first": "a", "second": "b"})
    form.conflicts = {"first": Conflict("keep-first", "deres", "0")}
    assert 'name="keep-first" id="id_first_mine"' in post_form(ROWS, form)


def test_a_form_that_only_asks_sends_by_the_address_and_carries_no_token():
    class Asked(forms.Form):
        size = forms.IntegerField(label="Hvor mange?")

    shown = Template("{% load design %}{% get_form form 'Vis' %}").render(Context({"form": Asked()}))
    assert 'method="get"' in shown
    assert "csrf" not in shown
    assert "Hvor mange?" in shown


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", ["Fyll ut dette feltet.", "Velg noe her.", "Velg minst én.", "Velg en fil."]),
        ("nn", ["Fyll ut dette feltet.", "Vel noko her.", "Vel minst éin.", "Vel ei fil."]),
        ("en", ["Fill in this field.", "Choose something here.", "Choose at least one.", "Choose a file."]),
    ],
)
def test_what_must_not_be_empty_says_so_in_one_plain_sentence_whatever_the_form(language, said):
    class Plain(forms.Form):
        name = forms.EmailField()
        one = ChoiceField(choices=[("a", "A")])
        some = MultipleChoiceField(choices=[("a", "A")])
        file = forms.FileField()

    with override(language):
        assert [str(errors[0]) for errors in Plain({}).errors.values()] == said
