from __future__ import annotations

import secrets
from datetime import timedelta

import pytest

from samspill.answers.models import SealedComment, Tally
from samspill.answers.seal import Written
from samspill.audit.models import Event
from samspill.insight.auditor import Objection as Objects
from samspill.organisations.queries import viewer_for
from samspill.pulses.models import Participant, PulseRound, Token
from samspill.results.actions import close_round
from samspill.results.actions.ahead import write_ahead
from samspill.results.actions.closing import Surroundings
from samspill.results.gate import Auditor
from samspill.results.jobs import tick
from samspill.results.models import Figure, Finding, Objection, Rate, Spread, WrittenAhead
from samspill.results.queries.figures import figures_for, findings_for, published, told_rounds
from samspill.results.queries.rounds import latest_with_figures
from samspill.results.tests.rounds import fill, open_round
from samspill.sealing import CannotOpen

State = PulseRound.State
CALM = [2, 3, 3, 4, 4, 3, 3, 2, 4, 3, 4, 2]


class Killed(Exception):
    """The process was killed here."""


def around(*, killed_after="", find=None):
    def between(step):
        if step == killed_after:
            raise Killed

    return Surroundings(Auditor(find) if find else Auditor(), secrets.SystemRandom(), between)


def due(cast, now, **more):
    return open_round(cast.solvik, {cast.nord: CALM, cast.sor: CALM[:10], cast.teknisk: [3, 4, 3]}, now=now, **more)


def test_a_closed_round_has_figures_and_nothing_they_were_made_from(cast, now) -> None:
    pulse_round = close_round(pulse_round=due(cast, now), now=now)

    assert pulse_round.state == State.PUBLISHED
    assert pulse_round.sealed_key is None
    nord = Figure.objects.get(unit=cast.nord, item="P1")
    assert (nord.n, nord.mean, nord.covers) == (12, 3.08, ["hjemmetjenesten-nord"])
    assert not Tally.objects.exists()
    assert not SealedComment.objects.exists()
    assert not Token.objects.exists()
    assert not Participant.objects.filter(has_answered=True).exists()
    assert Event.objects.filter(action="close_round", actor_name="Samspill").count() == 1


def test_too_few_have_no_figure_of_their_own(cast, now) -> None:
    close_round(pulse_round=due(cast, now), now=now)
    teknisk = Figure.objects.get(unit=cast.teknisk, item="P1")
    assert (teknisk.n, teknisk.mean, teknisk.covers, teknisk.reason) == (None, None, [], "too_few_or_extreme")
    root = Figure.objects.get(unit=cast.root, item="P1", is_rest=False)
    assert root.n == 22
    assert root.is_partial


def test_spreads_rates_and_findings_are_frozen_too(cast, now) -> None:
    pulse_round = close_round(pulse_round=due(cast, now, invited={}), now=now)
    assert set(Spread.objects.values_list("item", flat=True)) == {"P1", "P2", "P3"}
    assert Rate.objects.get(unit=cast.nord).percent == 95
    said = Finding.objects.get(unit=cast.nord, item="index", pulse_round=pulse_round).assessment
    assert said["state"] == "too_short"


def test_under_thirty_employees_only_the_whole_workplace_has_a_response_rate(cast, now) -> None:
    cast.crew[0].posts.all().delete()
    close_round(pulse_round=due(cast, now, invited={}), now=now)
    assert list(Rate.objects.values_list("unit", flat=True)) == [cast.root.pk]


def written_and_killed(cast, now):
    pulse_round = due(cast, now)
    with pytest.raises(Killed):
        close_round(pulse_round=pulse_round, now=now, surroundings=around(killed_after="written"))
    pulse_round.refresh_from_db()
    assert pulse_round.state == State.CLOSING
    assert Figure.objects.exists()
    return pulse_round


def test_what_is_written_ahead_is_read_by_nobody_and_written_anew_after_a_kill(cast, now) -> None:
    pulse_round = written_and_killed(cast, now)
    hr = viewer_for(cast.user("per"), hat_key=None, today=now.date())
    assert not published(cast.solvik.pk).exists()
    assert figures_for(hr, cast.nord, [pulse_round.pk]) == []
    assert findings_for(hr, [cast.nord.pk], pulse_round.pk) == {}
    assert told_rounds(due(cast, now + timedelta(days=30)), limit=3) == []
    assert latest_with_figures(hr, cast.nord) is None
    Figure.objects.filter(unit=cast.nord).update(mean=1.0, low=None, high=None)

    tick(now)

    assert Figure.objects.get(unit=cast.nord, item="P1").mean == 3.08
    assert not WrittenAhead.objects.exists()


def test_what_was_written_ahead_goes_where_nothing_can_be_published(cast, now) -> None:
    pulse_round = written_and_killed(cast, now)
    close_round(
        pulse_round=pulse_round,
        now=now,
        surroundings=around(find=lambda _results: [Objects("elsewhere", "P1", "too_narrow")]),
    )
    assert pulse_round.state == State.NOT_PUBLISHED
    assert not Figure.objects.exists()
    assert not Finding.objects.exists()


def test_only_the_close_that_began_last_publishes(cast, now) -> None:
    pulse_round = due(cast, now)
    steps = []

    def between(step):
        steps.append(step)
        if steps.count("written") == 1 and step == "written":
            write_ahead(None, pulse_round=pulse_round)

    close_round(pulse_round=pulse_round, now=now, surroundings=Surroundings(Auditor(), secrets.SystemRandom(), between))
    assert steps == ["stopped", "counted", "written", "counted", "written", "published"]
    assert Figure.objects.get(unit=cast.nord, item="P1").n == 12


def test_nothing_is_written_for_a_round_that_another_has_published(cast, now) -> None:
    pulse_round = close_round(pulse_round=due(cast, now), now=now)
    before = Figure.objects.count()
    assert write_ahead(None, pulse_round=pulse_round) == ""
    assert Figure.objects.count() == before > 0


def test_sealed_pages_that_a_kill_left_behind_cannot_be_opened_and_go_with_the_next_tick(cast, now) -> None:
    pulse_round = due(cast, now, comments={cast.nord: [Written("Mer tid.", "team", "nb")]})
    open_one = due(cast, now, comments={cast.nord: [Written("Mer ro.", "team", "nb")]})
    PulseRound.objects.filter(pk=open_one.pk).update(closes_at=now.replace(year=2027))
    with pytest.raises(Killed):
        close_round(pulse_round=pulse_round, now=now, surroundings=around(killed_after="published"))
    assert SealedComment.objects.filter(pulse_round=pulse_round).exists()
    assert PulseRound.objects.get(pk=pulse_round.pk).sealed_key is None

    tick(now)

    assert not SealedComment.objects.filter(pulse_round=pulse_round).exists()
    assert SealedComment.objects.filter(pulse_round=open_one).exists()


@pytest.mark.parametrize("step", ["stopped", "counted"])
def test_a_kill_before_publishing_shows_nothing_and_loses_nothing(cast, now, step) -> None:
    pulse_round = due(cast, now)
    with pytest.raises(Killed):
        close_round(pulse_round=pulse_round, now=now, surroundings=around(killed_after=step))
    pulse_round.refresh_from_db()
    assert pulse_round.state == State.CLOSING
    assert not Figure.objects.exists()
    assert Tally.objects.count() == 3

    tick(now)

    pulse_round.refresh_from_db()
    assert pulse_round.state == State.PUBLISHED
    assert Figure.objects.get(unit=cast.nord, item="P1").n == 12


def test_a_kill_after_publishing_leaves_it_published_once(cast, now) -> None:
    pulse_round = due(cast, now)
    with pytest.raises(Killed):
        close_round(pulse_round=pulse_round, now=now, surroundings=around(killed_after="published"))
    before = list(Figure.objects.order_by("pk").values_list("pk", "mean"))
    close_round(pulse_round=pulse_round, now=now)
    tick(now)
    assert list(Figure.objects.order_by("pk").values_list("pk", "mean")) == before


def test_an_answer_that_came_in_after_the_count_is_counted(cast, now) -> None:
    pulse_round = due(cast, now)
    late = iter([True])

    def between(step):
        if step == "counted" and next(late, False):
            tally = Tally.objects.get(cell__unit=cast.nord)
            cell = tally.cell
            tally.delete()
            fill(PulseRound.objects.get(pk=pulse_round.pk), cell, [*CALM, 3], ())

    cell = pulse_round.cells.get(unit=cast.nord)
    cell.invited = 13
    cell.save()
    close_round(pulse_round=pulse_round, now=now, surroundings=Surroundings(Auditor(), secrets.SystemRandom(), between))
    assert Figure.objects.get(unit=cast.nord, item="P1").n == 13


def test_what_the_auditor_objects_to_is_withdrawn_and_said_so(cast, now) -> None:
    def find(results):
        shown = [one for one in results["rounds"][0]["figures"] if one["unit"] == "hjemmetjenesten-nord"]
        return [Objects(one["unit"], one["item"], "small_part") for one in shown if one["item"] != "index"]

    pulse_round = close_round(pulse_round=due(cast, now), now=now, surroundings=around(find=find))
    assert pulse_round.state == State.PUBLISHED
    assert not Figure.objects.filter(unit=cast.nord, n__isnull=False).exists()
    assert Figure.objects.filter(unit=cast.sor, item="index", n__isnull=False).exists()
    assert list(Objection.objects.values_list("attempt", "withdrawn")) == [(1, 3)]


def test_an_auditor_that_is_never_content_leaves_the_organisation_alone(cast, now) -> None:
    def find(results):
        others = [one for one in results["rounds"][0]["figures"] if one["unit"] != "solvik"]
        return [Objects("no-such-unit", "P1", "too_narrow")] if others else []

    close_round(pulse_round=due(cast, now), now=now, surroundings=around(find=find))
    shown = Figure.objects.filter(n__isnull=False)
    assert set(shown.values_list("unit", flat=True)) == {cast.root.pk}
    assert Objection.objects.count() == 6


def test_a_round_that_cannot_be_made_safe_is_not_published(cast, now) -> None:
    def stubborn(results):
        return [Objects("elsewhere", "P1", "too_narrow")]

    pulse_round = close_round(pulse_round=due(cast, now), now=now, surroundings=around(find=stubborn))
    assert pulse_round.state == State.NOT_PUBLISHED
    assert pulse_round.sealed_key is None
    assert not Figure.objects.exists()
    assert not Tally.objects.exists()


def test_a_round_that_fell_due_while_nobody_was_there_is_closed_by_the_next_tick(cast, now) -> None:
    pulse_round = due(cast, now)
    tick(now)
    pulse_round.refresh_from_db()
    assert pulse_round.state == State.PUBLISHED


def test_a_round_whose_time_is_not_up_stays_open(cast, now) -> None:
    pulse_round = due(cast, now)
    PulseRound.objects.filter(pk=pulse_round.pk).update(closes_at=now.replace(year=2027))
    tick(now)
    pulse_round.refresh_from_db()
    assert pulse_round.state == State.OPEN


def test_a_round_that_cannot_close_keeps_no_other_open(cast, now) -> None:
    broken, sound = due(cast, now), due(cast, now)
    Tally.objects.filter(pulse_round=broken).update(sealed=b"changed by somebody")
    with pytest.raises(CannotOpen):
        tick(now)
    states = dict(PulseRound.objects.values_list("pk", "state"))
    assert states == {broken.pk: State.CLOSING, sound.pk: State.PUBLISHED}
