from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspill.organisations.access import administrators_only
from samspill.organisations.actions import end_role, give_role
from samspill.organisations.forms import DayForm, RoleForm
from samspill.organisations.models import Role
from samspill.organisations.queries.browsing import assignments_for, directory_for, units_without
from samspill.organisations.queries.register import assignment_for, person_for
from samspill.organisations.rules import Viewer
from samspill.organisations.views.guard import carried_out
from samspill.organisations.views.pages import FormPage, show_form

PER_PAGE = 50
NAMED = 20
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@administrators_only
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Who leads and represents what, what ends soon, and where a reader of the results is missing."""
    role = request.GET.get("role", "")
    without = [(label, units_without(viewer, wanted)) for wanted, label in _wanted()]
    page = {
        "page": Paginator(assignments_for(viewer, role=role), PER_PAGE).get_page(request.GET.get("page")),
        "ending": assignments_for(viewer, ending_soon=True),
        "without": [(label, names[:NAMED], len(names) - NAMED) for label, names in without if names],
        "roles": Role.choices,
    }
    return render(request, "organisations/roles.html", page)


def _wanted() -> list[tuple[Role, str]]:
    return [(Role.LEADER, _("Enheter uten leder")), (Role.SAFETY_REP, _("Enheter uten verneombud"))]


@form_methods
@administrators_only
def give(request: HttpRequest, viewer: Viewer, person_id: int) -> HttpResponse:
    person = person_for(viewer, person_id)
    form = RoleForm(request.POST or None, directory=directory_for(viewer), initial={"since": viewer.today})
    if carried_out(form, lambda: give_role(person=person, term=form.term(), by=viewer, now=timezone.now())):
        messages.success(request, _("Rollen er gitt."))
        return redirect("person", person.pk)
    page = FormPage(
        heading=_("Gi %(name)s en rolle") % {"name": person.name},
        submit=_("Gi rollen"),
        back=reverse("person", args=[person.pk]),
        back_label=person.name,
        consequences=(_("Den som leder en enhet, kan ikke også være verneombud for den."),),
    )
    return show_form(request, form, page)


@form_methods
@administrators_only
def end(request: HttpRequest, viewer: Viewer, assignment_id: int) -> HttpResponse:
    given = assignment_for(viewer, assignment_id)
    form = DayForm(request.POST or None, label=_("Siste dag"), initial={"on": viewer.today})
    if carried_out(
        form, lambda: end_role(assignment=given, last_day=form.cleaned_data["on"], by=viewer, now=timezone.now())
    ):
        messages.success(request, _("Rollen er avsluttet."))
        return redirect("person", given.person_id)
    heading = _("Avslutt rollen «%(role)s»") % {"role": given.get_role_display()}
    page = FormPage(
        heading=heading,
        submit=_("Avslutt"),
        back=reverse("person", args=[given.person_id]),
        back_label=given.person.name,
        consequences=(_("Innsynet som følger av rollen, forsvinner dagen etter."),),
    )
    return show_form(request, form, page)
