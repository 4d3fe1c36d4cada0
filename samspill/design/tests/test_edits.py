"""Two who change the same thing: what only one has changed is kept, what both have changed is shown side by side."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import Group
from django.http import Http404, QueryDict

from samspill.design.edits import Edit, EditedForm, Subject, hold
from samspill.design.forms import ChoiceField, DateField, DesignRenderer, MultipleChoiceField, TextField
from tests.browsing import filled


class PlanForm(EditedForm):
    default_renderer = DesignRenderer()

    title = forms.CharField(label="Hva")
    text = TextField(label="Hvordan", required=False)
    level = ChoiceField(label="Nivå", choices=[("team", "Team"), ("org", "Organisasjon")])
    who = MultipleChoiceField(label="Hvem", choices=[("k", "Kari"), ("p", "Per")], required=False)
    due = DateField(label="Frist")
    done = forms.BooleanField(label="Ferdig", required=False)
    factor_1 = forms.CharField(label="Faktor", required=False)
    about_1 = forms.CharField(label="Om faktoren", required=False)
    written = forms.CharField(widget=forms.HiddenInput, required=False)
    on = DateField(label="Gjelder fra")

    def part_of(self, name: str) -> str:
        if name in {"who", "written"}:
            return "who"
        return "row_1" if name.endswith("_1") else name


FIRST = {
    "title": "Møtefri onsdag",
    "text": "Ett.\r\nTo.",
    "level": "team",
    "who": ["p", "k"],
    "due": dt.date(2026, 5, 1),
    "done": True,
    "factor_1": "Mengde",
    "about_1": "For mye",
    "written": 1,
}


class Desk:
    """One thing in a drawer, and those who have it before them."""

    def __init__(self) -> None:
        self.stands: dict[str, Any] = dict(FIRST)

    def edit(self, data: QueryDict | None = None) -> Edit[PlanForm, Group]:
        subject = Subject(row=Group(), standing=lambda _: self.stands, make=PlanForm, hold=lambda row: row)
        return Edit(subject, data, on=dt.date(2026, 1, 2))

    def opened(self, **changes: Any) -> QueryDict:
        return sent(self.edit().form, **changes)

    def store(self, data: QueryDict) -> Edit[PlanForm, Group]:
        edit = self.edit(data)
        edit.meet()
        if edit.form.is_valid():
            self.stands = {name: edit.form.cleaned_data[name] for name in FIRST}
        return edit


def sent(form: PlanForm, **changes: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in filled(f"<form>{form.render()}</form>", **changes).items():
        data.setlist(name, values if isinstance(values, list) else [values])
    return data


def test_what_nobody_else_has_touched_is_saved_as_sent():
    desk = Desk()
    edit = desk.store(desk.opened(title="Møtefri fredag", done=[]))
    assert edit.form.is_valid(), edit.form.errors
    assert (desk.stands["title"], desk.stands["done"], edit.brought) == ("Møtefri fredag", False, [])
    assert {name: desk.stands[name] for name in ("due", "who")} == {"due": FIRST["due"], "who": ["k", "p"]}


def test_different_fields_are_both_kept_and_it_is_said_which():
    desk = Desk()
    mine, theirs = desk.opened(title="Mitt"), desk.opened(text="Deres.", done=[], who=["k"])
    desk.store(theirs)
    edit = desk.store(mine)
    assert edit.form.is_valid()
    assert (desk.stands["title"], desk.stands["text"], desk.stands["done"]) == ("Mitt", "Deres.", False)
    assert desk.stands["who"] == ["k"]
    assert edit.brought == ["Hvordan", "Hvem", "Ferdig"]


def test_the_same_field_is_shown_side_by_side_and_nothing_is_stored():
    desk = Desk()
    mine, theirs = desk.opened(title="Mitt", text="Min."), desk.opened(title="Deres", level="org")
    desk.store(theirs)
    before = dict(desk.stands)
    edit = desk.store(mine)
    page = edit.form.render()
    assert desk.stands == before
    assert 'value="Mitt"' in page
    assert '<div class="s-both-text">Deres</div>' in page
    assert "Hva skal stå her?" in page
    assert page.count("Behold min") == 1
    assert edit.form["level"].value() == "org", "what only the other has changed is there already"
    assert edit.form["text"].value() == "Min."


@pytest.mark.parametrize(("whose", "stored"), [("mine", "Mitt"), ("theirs", "Deres")])
def test_one_chooses_whose_words_stand(whose: str, stored: str):
    desk = Desk()
    mine = desk.opened(title="Mitt", text="Min.")
    desk.store(desk.opened(title="Deres"))
    form = desk.store(mine).form
    choice = {"mine": form.conflicts["title"].seen, "theirs": "theirs"}[whose]
    edit = desk.store(sent(form, **{"keep-title": choice}))
    assert edit.form.is_valid(), edit.form.errors
    assert (desk.stands["title"], desk.stands["text"]) == (stored, "Min.")
    assert edit.brought == []


def test_sending_once_more_without_choosing_overwrites_nothing():
    desk = Desk()
    mine = desk.opened(title="Mitt")
    desk.store(desk.opened(title="Deres"))
    for _again in range(3):
        mine = sent(desk.store(mine).form)
    assert desk.stands["title"] == "Deres"


def test_a_third_change_while_one_chooses_is_shown_too():
    desk = Desk()
    mine = desk.opened(title="Mitt")
    desk.store(desk.opened(title="Deres"))
    form = desk.store(mine).form
    desk.store(desk.opened(title="Den tredje"))
    edit = desk.store(sent(form, **{"keep-title": form.conflicts["title"].seen}))
    assert edit.form.conflicts["title"].theirs == "Den tredje"
    assert desk.stands["title"] == "Den tredje"


def test_both_writing_the_same_is_no_conflict():
    desk = Desk()
    mine = desk.opened(title="Likt ")
    desk.store(desk.opened(title="Likt"))
    assert desk.store(mine).form.is_valid()


def test_the_cells_of_a_row_are_never_mixed():
    desk = Desk()
    mine = desk.opened(about_1="Mye å gjøre")
    desk.store(desk.opened(factor_1="Støtte", about_1="Lite hjelp"))
    form = desk.store(mine).form
    assert set(form.conflicts) == {"factor_1", "about_1"}
    assert form.render().count("Behold min") == 1, "one choice for the row"
    edit = desk.store(sent(form, **{"keep-row_1": form.conflicts["factor_1"].seen}))
    assert edit.form.is_valid()
    assert (desk.stands["factor_1"], desk.stands["about_1"]) == ("Mengde", "Mye å gjøre")


def test_a_choice_that_would_let_go_of_what_was_written_meanwhile_is_asked_about():
    desk = Desk()
    mine = desk.opened(who=["k"])
    desk.stands["written"] = 2
    assert set(desk.store(mine).form.conflicts) == {"who"}
    assert desk.store(desk.opened()).form.is_valid()


def test_what_the_other_chose_is_said_in_words():
    desk = Desk()
    mine = desk.opened(level="org", due="2026-06-01", done=[], who=[])
    desk.stands |= {"level": "org", "due": dt.date(2026, 7, 2), "who": ["k"]}
    conflicts = desk.store(mine).form.conflicts
    assert conflicts["due"].theirs == "2. juli 2026"
    assert conflicts["who"].theirs == "Kari"
    assert "level" not in conflicts
    desk.stands |= {"title": ""}
    assert desk.store(desk_sent(desk, "Mitt")).form.conflicts["title"].theirs == "Ingenting"


def desk_sent(desk: Desk, title: str) -> QueryDict:
    """As if sent by somebody whose page had no mark."""
    data = desk.opened(title=title)
    del data["shown"]
    return data


def test_without_a_mark_nothing_counts_as_seen():
    desk = Desk()
    assert set(desk.store(desk_sent(desk, "Mitt")).form.conflicts) == {"title"}
    assert desk.stands["title"] == FIRST["title"]


@pytest.mark.parametrize("mark", ["tull", ":", "title:", "title:feil ::: text", "\x00" * 10])
def test_a_mark_that_makes_no_sense_counts_as_none(mark: str):
    desk = Desk()
    data = desk.opened(title="Mitt")
    data["shown"] = mark
    assert "title" in desk.store(data).form.conflicts


def test_a_fault_in_another_field_is_said_at_the_same_time():
    desk = Desk()
    mine = desk.opened(title="Mitt", due="i fjor")
    desk.store(desk.opened(title="Deres"))
    assert set(desk.store(mine).form.errors) == {"title", "due"}


@pytest.mark.django_db
def test_what_is_gone_meanwhile_is_not_there():
    group = Group.objects.create(name="Borte")
    assert hold(group) == group
    Group.objects.all().delete()
    with pytest.raises(Http404):
        hold(group)
