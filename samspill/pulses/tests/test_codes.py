from __future__ import annotations

import pytest

from samspill.audit.models import Event
from samspill.audit.rules import Refused
from samspill.pulses.actions import draw_codes
from samspill.pulses.models import Channel, Participant, Token
from samspill.pulses.queries import piles_for, token_state
from samspill.pulses.rules import TokenSpent
from samspill.pulses.tests.rounds import an_open_round, spend, viewer_of
from tests.cast import make_person


@pytest.fixture
def pulse_round(cast, now):
    pulse_round = an_open_round(cast, now)
    crew = Participant.objects.filter(person__email=None)
    crew.update(channel=Channel.CODE)
    Token.objects.filter(participant__in=crew).delete()
    for participant in Participant.objects.select_related("person"):
        Participant.objects.filter(pk=participant.pk).update(home=participant.person.posts.get().unit)
    return pulse_round


def draw(cast, now, pulse_round, *, by="per", unit="nord"):
    return draw_codes(pulse_round=pulse_round, unit=getattr(cast, unit), by=viewer_of(getattr(cast, by)), now=now)


def test_a_pile_has_as_many_codes_as_the_unit_has_people_without_e_mail(cast, now, pulse_round):
    codes = draw(cast, now, pulse_round)
    assert len(set(codes)) == 8
    assert all(token_state(code, now=now).kind == "ok" for code in codes)
    assert Token.objects.filter(pile_unit=cast.nord, participant=None).count() == 8


def test_a_code_answers_once_and_says_nothing_of_who(cast, now, pulse_round):
    code = draw(cast, now, pulse_round)[0]
    assert spend(code.lower(), now).cell_id == pulse_round.cells.get().pk
    with pytest.raises(TokenSpent):
        spend(code, now)
    assert not Participant.objects.filter(has_answered=True).exists()


def test_printing_again_makes_the_old_codes_void(cast, now, pulse_round):
    old = draw(cast, now, pulse_round)
    new = draw(cast, now, pulse_round)
    assert {token_state(code, now=now).kind for code in old} == {"unknown"}
    assert {token_state(code, now=now).kind for code in new} == {"ok"}


def test_the_number_of_sheets_does_not_tell_how_many_have_answered_and_the_pile_is_never_used_too_often(
    cast, now, pulse_round
):
    old = draw(cast, now, pulse_round)
    for code in old[:3]:
        spend(code, now)
    new = draw(cast, now, pulse_round)
    assert len(new) == 8
    for code in new[:5]:
        spend(code, now)
    for code in new[5:]:
        with pytest.raises(TokenSpent):
            spend(code, now)


def test_piles_of_different_units_do_not_touch_each_other(cast, now, pulse_round):
    nord, sor = draw(cast, now, pulse_round), draw(cast, now, pulse_round, unit="sor")
    draw(cast, now, pulse_round)
    assert {token_state(code, now=now).kind for code in sor} == {"ok"}
    assert not set(nord) & set(sor)


@pytest.mark.parametrize(
    ("by_unit", "may"),
    [
        ("per/nord", True),
        ("amina/nord", True),
        ("tor/nord", True),
        ("tor/teknisk", False),
        ("jonas/nord", False),
        ("kari/nord", False),
        ("amina/teknisk", False),
    ],
)
def test_who_may_print(cast, now, pulse_round, by_unit, may):
    by, unit = by_unit.split("/")
    if may:
        assert len(draw(cast, now, pulse_round, by=by, unit=unit)) == 8
        return
    with pytest.raises(Refused):
        draw(cast, now, pulse_round, by=by, unit=unit)


def test_each_viewer_is_offered_the_piles_they_may_print(cast, now, pulse_round):
    offered = {
        name: [pile.name for pile in piles_for(viewer_of(getattr(cast, name)), pulse_round)]
        for name in ("per", "amina", "tor", "jonas", "kari")
    }
    assert offered == {
        "per": ["Hjemmetjenesten Nord", "Hjemmetjenesten Sør", "Teknisk"],
        "amina": ["Hjemmetjenesten Nord", "Hjemmetjenesten Sør"],
        "tor": ["Hjemmetjenesten Nord", "Hjemmetjenesten Sør"],
        "jonas": [],
        "kari": [],
    }


def test_a_unit_where_all_have_e_mail_has_no_pile(cast, now, pulse_round):
    with pytest.raises(Refused, match="egen lenke"):
        draw(cast, now, pulse_round, unit="helse")


def test_drawing_is_audited_without_the_codes(cast, now, pulse_round):
    codes = draw(cast, now, pulse_round)
    line = Event.objects.get(action="draw_codes")
    assert (line.subject_name, line.detail["codes"]) == ("Hjemmetjenesten Nord", 8)
    assert not any(code in str(line.detail) for code in codes)


def test_a_pile_of_five_hundred(cast, now, pulse_round, django_assert_max_num_queries):
    cell = pulse_round.cells.get()
    people = [make_person(cast.sor, f"Renholder {number}") for number in range(492)]
    Participant.objects.bulk_create(
        Participant(pulse_round=pulse_round, person=person, cell=cell, home=cast.sor, channel=Channel.CODE)
        for person in people
    )
    per = viewer_of(cast.per)
    with django_assert_max_num_queries(12):
        codes = draw_codes(pulse_round=pulse_round, unit=cast.sor, by=per, now=now)
    assert len(set(codes)) == 500
    assert len({spend(code, now).cell_id for code in codes}) == 1
    with pytest.raises(TokenSpent):
        spend(draw(cast, now, pulse_round, unit="sor")[0], now)
