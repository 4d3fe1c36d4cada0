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
from samspill.organisations.access import administrators_only, viewer_required
from samspill.organisations.actions import (
    close_unit,
    create_unit,
    edit_unit,
    merge_units,
    move_unit,
    reopen_unit,
    set_measurement,
)
from samspill.organisations.actions.locking import held
from samspill.organisations.forms import DayForm, MeasurementForm, PlaceForm, UnitForm, measurement_of, names_of
from samspill.organisations.models import Measurement, Unit
from samspill.organisations.queries import readers_of, unit_for
from samspill.organisations.queries.browsing import (
    branches,
    children_for,
    contacts_of,
    directory_for,
    events_of,
    top_units,
    trail,
)
from samspill.organisations.queries.register import PeopleFilter, people_for
from samspill.organisations.rules import Viewer, can_administer
from samspill.organisations.views.guard import carried_out, named_unit, saved
from samspill.organisations.views.pages import FormPage, show_form

PER_PAGE = 50
PEOPLE_SHOWN = 25
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@viewer_required
def show(request: HttpRequest, viewer: Viewer, unit_id: int) -> HttpResponse:
    unit = unit_for(viewer, unit_id)
    administers = can_administer(viewer)
    children = Paginator(children_for(viewer, unit), PER_PAGE).get_page(request.GET.get("page"))
    people = people_for(viewer, PeopleFilter(unit=unit)) if administers else None
    page = {
        "unit": unit,
        "trail": trail(unit) if administers else [],
        "branch": branches(viewer, [unit])[0],
        "children": branches(viewer, list(children)),
        "page": children,
        "contacts": contacts_of(unit, viewer),
        "readers": readers_of(unit, viewer.today),
        "events": events_of(unit),
        "people": people[:PEOPLE_SHOWN] if people is not None else [],
        "administers": administers,
    }
    return render(request, "organisations/unit_show.html", page)


def _page(unit: Unit, heading: str, submit: str, *consequences: str, variant: str = "primary") -> FormPage:
    return FormPage(
        heading=heading,
        submit=submit,
        consequences=consequences,
        back=reverse("unit", args=[unit.pk]),
        back_label=unit.name,
        variant=variant,
    )


def _done(request: HttpRequest, unit: Unit, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("unit", unit.pk)


@form_methods
@administrators_only
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Under the unit named in the address, else the first and topmost."""
    under = request.GET.get("under", "")
    parent = named_unit(viewer, under) or next(iter(top_units(viewer)), None)
    form = UnitForm(request.POST or None, is_new=True, initial={"on": viewer.today})

    def create() -> Unit:
        on = form.cleaned_data["on"]
        return create_unit(facts=form.facts(), parent=parent, on=on, by=viewer, now=timezone.now())

    if carried_out(form, create):
        return _done(request, parent, _("Enheten er opprettet.")) if parent else redirect("organisation")
    back = reverse("unit", args=[parent.pk]) if parent else reverse("organisation")
    heading = _("Ny enhet under «%(unit)s»") % {"unit": parent.name} if parent else _("Den øverste enheten")
    page = FormPage(
        heading=heading, submit=_("Opprett"), back=back, back_label=parent.name if parent else _("Enheter og folk")
    )
    return show_form(request, form, page)


@form_methods
@administrators_only
def edit(request: HttpRequest, viewer: Viewer, unit_id: int) -> HttpResponse:
    unit = unit_for(viewer, unit_id)
    subject = Subject(row=unit, standing=names_of, make=partial(UnitForm, is_new=False), hold=partial(held, viewer))
    edit = Edit(subject, sent_in(request), on=viewer.today)

    def store() -> Unit:
        form = edit.form
        return edit_unit(unit=edit.row, facts=form.facts(), on=form.cleaned_data["on"], by=viewer, now=timezone.now())

    if saved(request, edit, store):
        return _done(request, unit, _("Endringen er lagret."))
    told = _("Et nytt navn på bokmål står i historikken fra datoen du skriver. Nummeret og tallene følger med.")
    return show_form(request, edit.form, _page(unit, _("Endre «%(unit)s»") % {"unit": unit.name}, _("Lagre"), told))


@form_methods
@administrators_only
def measurement(request: HttpRequest, viewer: Viewer, unit_id: int) -> HttpResponse:
    unit = unit_for(viewer, unit_id)
    subject = Subject(row=unit, standing=measurement_of, make=MeasurementForm, hold=partial(held, viewer))
    edit = Edit(subject, sent_in(request))

    def store() -> Unit:
        chosen = Measurement(edit.form.cleaned_data["measurement"])
        return set_measurement(unit=edit.row, measurement=chosen, by=viewer, now=timezone.now())

    if saved(request, edit, store):
        return _done(request, unit, _("Endringen er lagret. Den gjelder fra neste måling."))
    told = _("Med færre enn åtte ansatte blir det ofte for få svar til å vise tall.")
    return show_form(request, edit.form, _page(unit, unit.name, _("Lagre"), told))


@form_methods
@administrators_only
def move(request: HttpRequest, viewer: Viewer, unit_id: int) -> HttpResponse:
    unit = unit_for(viewer, unit_id)
    form = PlaceForm(
        request.POST or None,
        directory=directory_for(viewer),
        but=unit,
        label=_("Ny enhet over"),
        initial={"on": viewer.today},
    )

    def place() -> Unit:
        chosen = form.cleaned_data
        return move_unit(unit=unit, parent=chosen["unit"], on=chosen["on"], by=viewer, now=timezone.now())

    if carried_out(form, place):
        return _done(request, unit, _("Enheten er flyttet, med alt under den."))
    told = _("Alt som ligger under, følger med. Tallene følger enheten, og historikken viser flyttingen.")
    return show_form(request, form, _page(unit, _("Flytt «%(unit)s»") % {"unit": unit.name}, _("Flytt"), told))


@form_methods
@administrators_only
def merge(request: HttpRequest, viewer: Viewer, unit_id: int) -> HttpResponse:
    unit = unit_for(viewer, unit_id)
    form = PlaceForm(
        request.POST or None,
        directory=directory_for(viewer),
        but=unit,
        label=_("Bli del av"),
        initial={"on": viewer.today},
    )

    def join() -> Unit:
        chosen = form.cleaned_data
        return merge_units(unit=unit, into=chosen["unit"], on=chosen["on"], by=viewer, now=timezone.now())

    if carried_out(form, join):
        return _done(request, unit, _("Enhetene er slått sammen."))
    told = (
        _("Folk og enheter under flyttes over. Roller som bare gjelder «%(unit)s», avsluttes.") % {"unit": unit.name},
        _("Trenden til begge får et merket brudd: tallene før og etter gjelder ikke de samme menneskene."),
        _("Dette kan ikke angres."),
    )
    heading = _("Slå «%(unit)s» sammen med en annen") % {"unit": unit.name}
    return show_form(request, form, _page(unit, heading, _("Slå sammen"), *told, variant="danger"))


@form_methods
@administrators_only
def close(request: HttpRequest, viewer: Viewer, unit_id: int) -> HttpResponse:
    unit = unit_for(viewer, unit_id)
    form = DayForm(request.POST or None, label=_("Første dag uten enheten"), initial={"on": viewer.today})
    if carried_out(form, lambda: close_unit(unit=unit, on=form.cleaned_data["on"], by=viewer, now=timezone.now())):
        return _done(request, unit, _("Enheten er lagt ned."))
    told = (
        _("Enheten må være tom: ingen folk og ingen enheter under."),
        _("Roller som bare gjelder enheten, avsluttes. Tallene fra før blir liggende, og du kan gjenåpne enheten."),
    )
    heading = _("Legg ned «%(unit)s»") % {"unit": unit.name}
    return show_form(request, form, _page(unit, heading, _("Legg ned"), *told, variant="danger"))


@form_methods
@administrators_only
def reopen(request: HttpRequest, viewer: Viewer, unit_id: int) -> HttpResponse:
    unit = unit_for(viewer, unit_id)
    form = DayForm(request.POST or None, label=_("Åpen igjen fra"), initial={"on": viewer.today})
    if carried_out(form, lambda: reopen_unit(unit=unit, on=form.cleaned_data["on"], by=viewer, now=timezone.now())):
        return _done(request, unit, _("Enheten er åpen igjen."))
    heading = _("Gjenåpne «%(unit)s»") % {"unit": unit.name}
    told = _("Enheten får tilbake plassen og tallene sine. Folk og roller legger du inn på nytt.")
    return show_form(request, form, _page(unit, heading, _("Gjenåpne"), told))
