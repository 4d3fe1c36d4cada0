from __future__ import annotations

import pytest
from django.db import IntegrityError

from samspill.results.models import Comment, CommentPool, Figure, Rate
from samspill.results.tests.rounds import open_round


@pytest.fixture
def row(cast, now):
    pulse_round = open_round(cast.solvik, {cast.nord: [3] * 6}, now=now)
    return {"pulse_round": pulse_round, "unit": cast.nord}


@pytest.mark.parametrize(
    "wrong",
    [
        {"n": 4, "mean": 3.0},
        {"n": 9, "mean": 3.0, "histogram": [1, 2, 3, 2, 1]},
        {"n": 9, "mean": 3.0, "low": 1.0, "high": 2.0},
        {"n": 9, "low": 2.0, "high": 2.0},
        {},
    ],
    ids=["of four", "a distribution of nine", "a mean and a band", "a band without width", "hidden without a reason"],
)
def test_a_figure_that_would_tell_too_much_cannot_be_stored(row, wrong) -> None:
    with pytest.raises(IntegrityError):
        Figure.objects.create(**row, item="P1", **wrong)


def test_a_figure_is_stored_once(row) -> None:
    Figure.objects.create(**row, item="P1", n=6, mean=3.0)
    with pytest.raises(IntegrityError):
        Figure.objects.create(**row, item="P1", n=6, mean=3.1)


def test_a_rate_never_tells_that_all_or_how_many_answered(row) -> None:
    with pytest.raises(IntegrityError):
        Rate.objects.create(**row, percent=100)


def test_what_was_left_out_has_no_text(row, now) -> None:
    pool = CommentPool.objects.create(**row, expires_on=now.date())
    with pytest.raises(IntegrityError):
        Comment.objects.create(pool=pool, text="Noe", reader="team", state="left_out")
