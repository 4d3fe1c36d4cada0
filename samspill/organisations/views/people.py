from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspill.design.edits import Edit, Subject, sent_in
from samspill.documents.downloads import download
from samspill.documents.sheets import csv_bytes, xlsx_bytes
from samspill.organisations.access import administrators_only
from samspill.organisations.actions import (
    add_further_post,
    add_person,
    change_main_post,
    end_post,
    register_departure,
    register_return,
    update_person,
)
from samspill.organisations.actions.locking import held
from samspill.organisations.exports import export_register
from samspill.organisations.forms import DayForm, NewPersonForm, PersonForm, PlaceForm, PostForm, facts_of
from samspill.organisations.models import Person, Role, Unit
from samspill.organisations.queries.browsing import directory_for
from samspill.organisations.queries.register import (
    PeopleFilter,
    people_for,
    person_for,
    post_for,
    posts_of,
    roles_of,
)
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import carried_out, named_unit, saved
from samspill.organisations.views.pages import FormPage, show_form

PER_PAGE = 50
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@administrators_only
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    asked = request.GET
    chosen = asked.get("unit", "")
    unit = named_unit(viewer, chosen)
    wanted = PeopleFilter(
        text=asked.get("q", "").strip(),
        unit=unit,
        role=asked.get("role", ""),
        state=asked.get("state", ""),
        sort=asked.get("sort", "name"),
    )
    page = {
        "page": Paginator(people_for(viewer, wanted), PER_PAGE).get_page(asked.get("page")),
        "unit": unit,
        "filtered": any((wanted.text, unit, wanted.role, wanted.state)),
        "roles": Role.choices,
        "states": [("left", _("Har sluttet")), ("hired_in", _("Innleide")), ("no_email", _("Uten e-post"))],
    }
    return render(request, "organisations/people.html", page)


@require_http_methods(["POST"])
@administrators_only
def export(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """By POST, since it is written down who takes the register out."""
    tables = [export_register(by=viewer, now=timezone.now())]
    if request.POST.get("as") == "xlsx":
        return download(xlsx_bytes(tables), "people.xlsx")
    return download(csv_bytes(tables), "people.csv")


@require_safe
@administrators_only
def show(request: HttpRequest, viewer: Viewer, person_id: int) -> HttpResponse:
    person = person_for(viewer, person_id)
    page = {
        "person": person,
        "posts": posts_of(person),
        "roles": roles_of(person),
        "is_gone": person.left_on is not None and person.left_on < viewer.today,
        "today": viewer.today,
    }
    return render(request, "organisations/person_show.html", page)


def _page(person: Person, heading: str, submit: str, *consequences: str, variant: str = "primary") -> FormPage:
    return FormPage(
        heading=heading,
        submit=submit,
        consequences=consequences,
        back=reverse("person", args=[person.pk]),
        back_label=person.name,
        variant=variant,
    )


def _done(request: HttpRequest, person: Person, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("person", person.pk)


@form_methods
@administrators_only
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    chosen = request.GET.get("unit", "")
    unit = named_unit(viewer, chosen)
    form = NewPersonForm(
        request.POST or None, directory=directory_for(viewer), initial={"on": viewer.today, "unit": unit}
    )
    made: list[Person] = []

    def add() -> None:
        data = form.cleaned_data
        made.append(add_person(facts=form.facts(), unit=data["unit"], on=data["on"], by=viewer, now=timezone.now()))

    if carried_out(form, add):
        return _done(request, made[0], _("%(name)s er lagt til.") % {"name": made[0].name})
    page = FormPage(heading=_("Legg til en person"), submit=_("Legg til"), back=reverse("people"), back_label=_("Folk"))
    return show_form(request, form, page)


@form_methods
@administrators_only
def edit(request: HttpRequest, viewer: Viewer, person_id: int) -> HttpResponse:
    person = person_for(viewer, person_id)
    subject = Subject(row=person, standing=facts_of, make=PersonForm, hold=partial(held, viewer))
    edit = Edit(subject, sent_in(request))

    def store() -> Person:
        return update_person(person=edit.row, facts=edit.form.facts(edit.row), by=viewer, now=timezone.now())

    if saved(request, edit, store):
        return _done(request, person, _("Endringen er lagret."))
    told = _(
        "En ny e-postadresse er en ny innlogging. Den gamle følger ikke med, så ingen kan ta over en annens konto."
    )
    return show_form(request, edit.form, _page(person, _("Endre %(name)s") % {"name": person.name}, _("Lagre"), told))


@form_methods
@administrators_only
def place(request: HttpRequest, viewer: Viewer, person_id: int) -> HttpResponse:
    person = person_for(viewer, person_id)
    form = PostForm(
        request.POST or None, directory=directory_for(viewer), label=_("Enhet"), initial={"on": viewer.today}
    )

    def change() -> object:
        data = form.cleaned_data
        act = change_main_post if data["kind"] == "main" else add_further_post
        return act(person=person, unit=data["unit"], on=data["on"], by=viewer, now=timezone.now())

    if carried_out(form, change):
        return _done(request, person, _("Plassen er lagret."))
    told = _("Endringer de siste 30 dagene før en måling godkjennes av verneombudet.")
    heading = _("Hvor arbeider %(name)s?") % {"name": person.name}
    return show_form(request, form, _page(person, heading, _("Lagre"), told))


@form_methods
@administrators_only
def leave_place(request: HttpRequest, viewer: Viewer, post_id: int) -> HttpResponse:
    post = post_for(viewer, post_id)
    form = DayForm(request.POST or None, label=_("Siste dag"), initial={"on": viewer.today})
    if carried_out(form, lambda: end_post(post=post, last_day=form.cleaned_data["on"], by=viewer, now=timezone.now())):
        return _done(request, post.person, _("Plassen er avsluttet."))
    heading = _("Avslutt plassen i «%(unit)s»") % {"unit": post.unit.name}
    return show_form(request, form, _page(post.person, heading, _("Avslutt")))


@form_methods
@administrators_only
def departure(request: HttpRequest, viewer: Viewer, person_id: int) -> HttpResponse:
    person = person_for(viewer, person_id)
    form = DayForm(request.POST or None, label=_("Siste dag"), initial={"on": viewer.today})
    if carried_out(
        form,
        lambda: register_departure(person=person, last_day=form.cleaned_data["on"], by=viewer, now=timezone.now()),
    ):
        return _done(request, person, _("%(name)s er registrert som sluttet.") % {"name": person.name})
    told = _(
        "Plasser og roller avsluttes samme dag, og innsynet forsvinner dagen etter. Svar er aldri knyttet til noen."
    )
    heading = _("%(name)s slutter") % {"name": person.name}
    return show_form(request, form, _page(person, heading, _("Registrer"), told, variant="danger"))


@form_methods
@administrators_only
def comeback(request: HttpRequest, viewer: Viewer, person_id: int) -> HttpResponse:
    person = person_for(viewer, person_id)
    form = PlaceForm(
        request.POST or None, directory=directory_for(viewer), label=_("Enhet"), initial={"on": viewer.today}
    )

    def again() -> Person:
        unit: Unit = form.cleaned_data["unit"]
        return register_return(person=person, unit=unit, on=form.cleaned_data["on"], by=viewer, now=timezone.now())

    if carried_out(form, again):
        return _done(request, person, _("%(name)s er tilbake.") % {"name": person.name})
    heading = _("%(name)s er tilbake") % {"name": person.name}
    return show_form(request, form, _page(person, heading, _("Registrer"), _("Roller gir du på nytt.")))
