"""A committee: what comes next, who sits in it, and what it has approved."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspill.amu.actions.committees import (
    change_committee,
    choose_chair,
    create_committee,
    end_seat,
    give_seat,
    pledge_confidentiality,
)
from samspill.amu.forms.committees import (
    ChairForm,
    CommitteeForm,
    LastDayForm,
    SeatForm,
    a_year_from,
    committee_standing,
)
from samspill.amu.models import Side
from samspill.amu.queries.access import Place, inner_place_for, place_for, places_for
from samspill.amu.queries.committees import committee_page
from samspill.amu.queries.people import chair_choices, members_page, people_named, seat_of
from samspill.amu.rules.access import can_look_after
from samspill.audit.rules import Hidden
from samspill.content.committee import confidentiality
from samspill.design.edits import Edit, Subject, sent_in
from samspill.organisations.access import administrators_only, viewer_required
from samspill.organisations.rules import Viewer, can_administer
from samspill.organisations.views.guard import carried_out, saved

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@viewer_required
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Whoever has one committee to read begins in it."""
    places = places_for(viewer)
    if len(places) == 1 and not can_administer(viewer):
        return redirect("committee", places[0].committee.pk)
    context = {"places": places, "administers": can_administer(viewer)}
    return render(request, "amu/committees.html", context)


@require_safe
@viewer_required
def show(request: HttpRequest, viewer: Viewer, committee_id: int) -> HttpResponse:
    place = place_for(viewer, committee_id)
    page = committee_page(viewer, place)
    template = "amu/committee.html" if place.standing.reads else "amu/committee_open.html"
    return render(request, template, {"place": place, "committee": place.committee, "page": page})


@form_methods
@administrators_only
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    find = partial(people_named, viewer)
    initial = {"name": _("Arbeidsmiljøutvalget"), "secretary": viewer.name}
    form = CommitteeForm(request.POST or None, find=find, is_new=True, initial=initial)
    made: list[int] = []

    def create() -> None:
        made.append(create_committee(facts=form.facts(), by=viewer, now=timezone.now()).pk)

    if request.method == "POST" and carried_out(form, create):
        messages.success(request, _("Utvalget er opprettet. Før inn medlemmene."))
        return redirect("committee_members", made[0])
    return render(request, "amu/committee_form.html", {"form": form})


@form_methods
@viewer_required
def edit(request: HttpRequest, viewer: Viewer, committee_id: int) -> HttpResponse:
    committee = _looked_after(viewer, committee_id).committee
    make = partial(CommitteeForm, find=partial(people_named, viewer), is_new=False)
    edit = Edit(Subject(row=committee, standing=committee_standing, make=make), sent_in(request))

    def change() -> object:
        return change_committee(committee=committee, facts=edit.form.facts(), by=viewer, now=timezone.now())

    if saved(request, edit, change):
        messages.success(request, _("Endringen er lagret."))
        return redirect("committee_members", committee.pk)
    return render(request, "amu/committee_form.html", {"form": edit.form, "committee": committee})


def _looked_after(viewer: Viewer, committee_id: int) -> Place:
    place = inner_place_for(viewer, committee_id)
    if not can_look_after(place.standing):
        raise Hidden
    return place


@require_safe
@viewer_required
def members(request: HttpRequest, viewer: Viewer, committee_id: int) -> HttpResponse:
    place = inner_place_for(viewer, committee_id)
    context = {"place": place, "committee": place.committee, "page": members_page(viewer, place)}
    return render(request, "amu/members.html", context)


@form_methods
@viewer_required
def seat_new(request: HttpRequest, viewer: Viewer, committee_id: int) -> HttpResponse:
    place = _looked_after(viewer, committee_id)
    find, is_formal = partial(people_named, viewer), place.standing.is_formal
    until = a_year_from(a_year_from(viewer.today)) if is_formal else None
    initial = {"since": viewer.today, "until": until, "side": Side.EMPLOYER}
    form = SeatForm(request.POST or None, find=find, is_formal=is_formal, initial=initial)

    def give() -> object:
        return give_seat(committee=place.committee, term=form.term(), by=viewer, now=timezone.now())

    if request.method == "POST" and carried_out(form, give):
        messages.success(request, _("Medlemmet er ført inn, og har fått rollen som hører til."))
        return redirect("committee_members", committee_id)
    return render(request, "amu/seat_form.html", {"form": form, "committee": place.committee})


@form_methods
@viewer_required
def seat_end(request: HttpRequest, viewer: Viewer, committee_id: int, seat_id: int) -> HttpResponse:
    place = _looked_after(viewer, committee_id)
    seat = seat_of(place, seat_id)
    if seat is None:
        raise Hidden
    form = LastDayForm(request.POST or None, initial={"last_day": viewer.today})

    def end() -> object:
        return end_seat(seat=seat, last_day=form.cleaned_data["last_day"], by=viewer, now=timezone.now())

    if request.method == "POST" and carried_out(form, end):
        messages.success(request, _("%(name)s går ut av utvalget.") % {"name": seat.person.name})
        return redirect("committee_members", committee_id)
    return render(request, "amu/seat_end.html", {"form": form, "committee": place.committee, "seat": seat})


@form_methods
@viewer_required
def chair_new(request: HttpRequest, viewer: Viewer, committee_id: int) -> HttpResponse:
    """Those of the side whose turn it is come first."""
    place = _looked_after(viewer, committee_id)
    choices = chair_choices(viewer, place)
    initial = {"since": viewer.today, "until": a_year_from(viewer.today)}
    form = ChairForm(request.POST or None, people=choices.people, initial=initial)

    def choose() -> object:
        return choose_chair(committee=place.committee, term=form.term(), by=viewer, now=timezone.now())

    if request.method == "POST" and carried_out(form, choose):
        messages.success(request, _("Lederen er ført inn."))
        return redirect("committee_members", committee_id)
    context = {"form": form, "committee": place.committee, "choices": choices}
    return render(request, "amu/chair_form.html", context)


@form_methods
@viewer_required
def pledge(request: HttpRequest, viewer: Viewer, committee_id: int) -> HttpResponse:
    place = inner_place_for(viewer, committee_id)
    if not place.standing.owes_pledge:
        raise Hidden
    if request.method == "POST":
        pledge_confidentiality(committee=place.committee, by=viewer, now=timezone.now())
        messages.success(request, _("Takk. Det er ført at du har bekreftet taushetsplikten."))
        return redirect("committee", committee_id)
    return render(request, "amu/pledge.html", {"committee": place.committee, **_statement(viewer)})


def _statement(viewer: Viewer) -> dict[str, Any]:
    language, statement = get_language() or viewer.language, confidentiality()
    return {
        "heading": statement.title.in_language(language),
        "text": statement.text.in_language(language),
        "promises": [one.in_language(language) for one in statement.promises],
        "law": statement.law,
    }
