"""The set-up guide: a workplace of sixty in ten minutes."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.audit.rules import Hidden, Refused
from samspill.content.duties import duties_for, duties_note, proposal_for
from samspill.design.edits import Edit, Subject, sent_in
from samspill.organisations.access import viewer_required
from samspill.organisations.actions import OrganisationFacts, change_organisation
from samspill.organisations.models import Organisation
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import saved
from samspill.site.actions import follow_advice, found_organisation
from samspill.site.forms import NewOrganisationForm, UnitsForm, WorkplaceForm, field_of, workplace_of
from samspill.site.queries.setup import measurements_of, organisation_to_set_up, outlooks_for, setup_for


@viewer_required
def overview(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    steps = setup_for(viewer, now=timezone.now())
    first = next((step for step in steps if not step.done), None)
    context = {"steps": steps, "first": first, "done": sum(step.done for step in steps)}
    return render(request, "site/setup.html", context)


@viewer_required
def workplace(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Headcount and industry first, since they decide what the law asks."""
    organisation = organisation_to_set_up(viewer)
    edit = Edit(Subject(row=organisation, standing=workplace_of, make=WorkplaceForm), sent_in(request))

    def store() -> object:
        kept = {name: getattr(edit.row, name) for name in ("language", "registration_number")}
        facts = OrganisationFacts(**edit.form.cleaned_data, **kept)
        return change_organisation(facts=facts, by=viewer, now=timezone.now())

    if saved(request, edit, store):
        messages.success(request, _("Lagret. Her er det loven ber om for en virksomhet på deres størrelse."))
        return redirect("setup_workplace")
    context = {
        "form": edit.form,
        "organisation": organisation,
        **_asked_by_law(organisation.headcount, organisation.is_public),
    }
    return render(request, "site/setup_workplace.html", context)


def _asked_by_law(headcount: int, public: bool) -> dict[str, object]:  # noqa: FBT001 - as in content.duties
    language = get_language() or "nb"
    if not headcount:
        return {}
    duties = [
        (duty.title.in_language(language), duty.text.in_language(language), duty.law, duty.status)
        for duty in duties_for(headcount, public)
    ]
    return {"duties": duties, "note": duties_note().in_language(language), "proposal": proposal_for(headcount)}


@viewer_required
def units(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """In how many of eleven rounds each unit will have a figure, and how it had better be asked."""
    outlooks = outlooks_for(viewer)
    make = partial(UnitsForm, units=[one.unit for one in outlooks])
    subject = Subject(row=organisation_to_set_up(viewer), standing=_asked_now, make=make)
    edit = Edit(subject, sent_in(request))

    def store() -> object:
        return follow_advice(decisions=edit.form.decisions(), by=viewer, now=timezone.now())

    if saved(request, edit, store):
        messages.success(request, _("Valgene er lagret."))
        return redirect("setup_units")
    rows = [(one, edit.form[field_of(one.unit.pk)]) for one in outlooks]
    return render(request, "site/setup_units.html", {"form": edit.form, "rows": rows})


def _asked_now(organisation: Organisation) -> dict[str, str]:
    return {field_of(unit): how for unit, how in measurements_of(organisation).items()}


def new_organisation(request: HttpRequest) -> HttpResponse:
    """Whoever runs the installation makes a workplace and hands it over; they see nothing inside it."""
    if not (request.user.is_authenticated and request.user.is_administrator):
        raise Hidden
    form = NewOrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        adviser = (sent["adviser_name"], sent["adviser_email"])
        try:
            found_organisation(
                name=sent["name"], slug=form.slug(), adviser=adviser, by=request.user, now=timezone.now()
            )
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            told = _("%(name)s er opprettet. %(adviser)s kan nå logge inn og sette den opp.")
            messages.success(request, told % {"name": sent["name"], "adviser": sent["adviser_name"]})
            return redirect("home")
    return render(request, "site/organisation_new.html", {"form": form})
