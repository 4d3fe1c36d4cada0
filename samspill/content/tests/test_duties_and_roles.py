import pytest
from django.apps import apps

from samspill.content.duties import duties_for, duties_note, industries, proposal_for, thresholds
from samspill.content.factors import factors
from samspill.content.rhythm import rhythm
from samspill.content.roles import role, roles
from samspill.content.source import ContentError


def bound(headcount, *, public=False):
    return {duty.id: duty.status for duty in duties_for(headcount, public)}


@pytest.mark.parametrize(
    ("headcount", "duty", "status"),
    [
        (1, "systematic", "required"),
        (4, "safety_rep", None),
        (4, "agreement_without_rep", "by_agreement"),
        (5, "agreement_without_rep", None),
        (5, "safety_rep", "required"),
        (4, "whistleblowing", None),
        (5, "whistleblowing", "required"),
        (9, "committee", None),
        (10, "committee", "on_request"),
        (29, "committee", "on_request"),
        (30, "committee", "required"),
        (49, "information", None),
        (50, "information", "required"),
        (19, "equality_method", None),
        (20, "equality_method", "on_request"),
        (50, "equality_method", "on_request"),
        (51, "equality_method", "required"),
        (1, "occupational_health", "by_industry"),
    ],
)
def test_a_duty_binds_from_its_headcount(headcount, duty, status):
    assert bound(headcount).get(duty) == status


def test_public_bodies_give_an_account_of_equality_work_whatever_their_size():
    assert bound(3, public=True)["equality_method"] == "required"
    assert set(bound(3, public=True)) - set(bound(3)) == {"equality_method"}


def test_every_duty_links_to_the_law_and_the_overview_says_to_read_it():
    for duty in duties_for(60, public=True):
        assert duty.law
        assert all(provision.link.startswith("https://lovdata.no/") for provision in duty.law)
    assert "Les paragrafene i loven selv" in duties_note().nb
    assert thresholds() == (1, 5, 10, 30, 50)


def test_no_duty_prescribes_a_frequency_a_tool_or_a_fine():
    for duty in duties_for(100):
        said = duty.text.nb.lower()
        assert not any(word in said for word in ("gebyr", "bot ", "ulovlig", "månedlig", "verktøy"))


def test_a_workplace_of_four_is_offered_conversation_and_one_of_five_a_pulse():
    assert proposal_for(4).measuring == "dialogue"
    assert proposal_for(5).measuring == "pulse"


@pytest.mark.parametrize("headcount", [1, 4, 5, 14, 15, 29, 30, 49, 50, 4000])
def test_proposals_name_roles_and_rhythms_that_exist(headcount):
    proposal = proposal_for(headcount)
    assert set(proposal.roles) <= set(roles())
    assert proposal.rhythm in {"", *rhythm().variants}
    assert ("safety_rep" in proposal.roles) == (headcount >= 5)
    assert ("amu_member" in proposal.roles) == (headcount >= 30)


@pytest.mark.parametrize("ask", [duties_for, proposal_for])
def test_a_workplace_without_employees_is_refused(ask):
    with pytest.raises(ContentError, match="at least one"):
        ask(0)


def test_industries_point_at_known_factors_and_say_where_violence_may_occur():
    assert "other" in industries()
    for industry in industries().values():
        assert set(industry.factors) <= set(factors())
    assert industries()["health"].violence
    assert industries()["municipality"].public
    assert not industries()["office"].violence


def test_every_role_says_what_it_never_sees():
    for card in roles().values():
        assert card.sees
        assert card.never
    assert role("leader").name.nb == "Leder"
    with pytest.raises(ContentError, match="spy"):
        role("spy")


def test_there_is_a_card_for_every_role_that_can_be_given():
    given = apps.get_model("organisations", "Assignment")._meta.get_field("role").choices
    assert set(roles()) == {"member", "administrator", *dict(given)}
