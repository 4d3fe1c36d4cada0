from __future__ import annotations

from samspill.organisations.models import Measurement, Unit
from samspill.pulses.tests.rounds import viewer_of
from samspill.site.actions import follow_advice
from samspill.site.queries.setup import outlooks_for, setup_for
from tests.cast import make_person, make_unit


def steps(person, now):
    return {step.url.strip("/").split("/")[-1]: step.done for step in setup_for(viewer_of(person), now=now)}


def small_units_are_decided(person, now):
    return steps(person, now)["enheter"]


def test_small_units_are_decided_when_none_is_asked_alone(cast, now):
    small = {one.unit.pk for one in outlooks_for(viewer_of(cast.per)) if one.eligible < 8}
    assert small
    assert not small_units_are_decided(cast.per, now)
    Unit.objects.filter(pk__in=small).update(measurement=Measurement.DIALOGUE)
    assert small_units_are_decided(cast.per, now)
    make_person(make_unit(cast.solvik, "Nytt lite team", cast.helse), "Liv Alene")
    assert not small_units_are_decided(cast.per, now)


def test_whoever_has_looked_them_over_and_kept_all_has_decided(cast, now):
    assert not small_units_are_decided(cast.per, now)
    follow_advice(decisions=[], by=viewer_of(cast.per), now=now)
    assert small_units_are_decided(cast.per, now)


def test_hrs_home_works_out_no_units_prospects(client, cast, monkeypatch):
    def refuse(*_args, **_how):
        raise AssertionError("worked out on a page that does not show it")

    monkeypatch.setattr("samspill.site.queries.setup.advise", refuse)
    monkeypatch.setattr("samspill.site.queries.setup.home_units", refuse)
    client.force_login(cast.user("per"))
    assert client.get("/").status_code == 200
    assert "Gjør ferdig oppsettet" in client.get("/").content.decode()


def test_hrs_home_asks_as_much_of_the_database_in_ten_units_as_in_twenty(client, cast, django_assert_max_num_queries):
    client.force_login(cast.user("per"))

    def statements(units):
        for number in range(units):
            make_person(make_unit(cast.solvik, f"Team {units} {number}", cast.helse), f"Ny {units} {number}")
        client.get("/")
        with django_assert_max_num_queries(80) as captured:
            client.get("/")
        return len(captured)

    assert statements(10) == statements(11)
