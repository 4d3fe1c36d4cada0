"""Files that are not right: each is refused with the place and the value."""

import pytest

from samspill.insight.auditor import BadResults, audit

GOOD = {"unit": "t", "item": "joy", "n": 9, "covers": ["a"], "mean": 3.0}


def with_figure(**more):
    return {"k": 5, "scale": [1, 5], "rounds": [{"id": "1", "figures": [{**GOOD, **more}]}]}


def with_round(**more):
    return {"k": 5, "scale": [1, 5], "rounds": [{"id": "1", "figures": [], **more}]}


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ({"k": 1001, "rounds": []}, "k: 1001 is not a whole number of people"),
        ({"rounds": []}, "results: 'k' is missing"),
        ({"k": 5}, "results: 'rounds' is missing"),
        (with_figure(decimals=-1), r"figures\[0\].decimals .*: -1 is not a whole number"),
        (with_round(other=[{"kind": "drivers", "item": "joy", "n": 60, "more": 1}]), "unknown field or kind 'more'"),
        ({"k": 5, "rounds": [3]}, r"rounds\[0\]: 3 is not an object"),
        ({"k": 5, "rounds": [{"figures": []}]}, r"rounds\[0\]: 'id' is missing"),
        (with_round(scale=[1, 1]), r"rounds\[0\].scale \(round '1'\): a scale is .* not \[1, 1\]"),
        (with_round(scale=[1, 2, 3]), "a scale is"),
        (with_round(scale=[1.0, 5]), "a scale is"),
        (with_round(scale=[0, 1001]), "a scale is"),
        (with_round(scale={"min": 1}), "a scale is"),
        (with_round(cells=[{"unit": "a"}]), r"rounds\[0\].cells\[0\] \(round '1'\): 'id' is missing"),
        (with_round(cells=[{"id": "a"}, {"id": "a"}]), r"rounds\[0\].cells\[1\] \(round '1'\): 'a' is there twice"),
        (with_round(cells=[{"id": "a", "invited": -1}]), r"cells\[0\].invited \(round '1', cell 'a'\): -1 is not"),
        (with_round(cells=[{"id": "a", "answered": 1.5}]), r"answered .*: 1.5 is not a whole number"),
        (with_round(cells="ab"), r"rounds\[0\].cells \(round '1'\): 'ab' is not a list"),
        (with_round(other=[{"unit": "t"}]), r"rounds\[0\].other\[0\] \(round '1'\): 'kind' is missing"),
        (with_round(other=[{"kind": "gossip"}]), r"other\[0\].kind \(round '1'\): unknown field or kind 'gossip'"),
        (with_round(other=[{"kind": "rate", "covers": ["z"]}], cells=[{"id": "a"}]), "unknown cell 'z'"),
        (with_round(pulse=["x", "x"]), r"rounds\[0\].pulse \(round '1'\): 'x' is there twice"),
        (with_figure(n=None), r"figures\[0\] \(round '1', unit 't', item 'joy'\): 'n' is missing"),
        (with_figure(extra=1), "unknown field or kind 'extra'"),
        (with_figure(mean=3.111), r"figures\[0\].mean .*: \(3.111, 2\): the first has more decimals"),
        (with_figure(mean=3.11, decimals=1), "the first has more decimals"),
        (with_figure(mean=None, band=[1.0, 2.0, 3.0]), r"band .*: a band has two ends, not \[1.0, 2.0, 3.0\]"),
        (with_figure(mean=None, band=[1.0, 2.123]), "the first has more decimals"),
        (with_figure(hist=[1, 2, 3, 3]), r"hist .*: \(4, 5\): counts there, and values of the scale"),
        (with_figure(mean=1e10), "is not a number"),
        (with_figure(mean=True), "True is not a number"),
        ({"k": 5, "scale": [1, 5], "rounds": [{"id": "1", "figures": []}] * 2}, r"rounds\[1\]: '1' is there twice"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place_and_the_value(file, message):
    with pytest.raises(BadResults, match=message):
        audit(file)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("2", "p", "a"), "members: unknown round '2'"),
        ({"round": "1", "person": "p"}, r"members\[0\]: 'cell' is missing"),
        ("abc", r"members\[0\]: a row is round, person and cell, not 'abc'"),
        (("1", "p"), r"members\[0\]: a row is round, person and cell"),
    ],
)
def test_a_wrong_row_of_members_is_refused_too(row, message):
    with pytest.raises(BadResults, match=message):
        audit(with_figure(), [row])


def test_what_is_not_said_is_taken_for_the_usual():
    file = with_figure(decimals=1, mean=3.1, n=10.0)
    assert audit(file) == ()
    assert audit({**file, "scale": {"min": 1, "max": 5}}) == ()
    short = {
        "k": 5,
        "scale": [1, 7],
        "rounds": [{"id": 1, "scale": [0, 3], "figures": [{**GOOD, "mean": 1.5, "n": 10}]}],
    }
    assert audit(short) == ()


def test_what_a_wrong_line_is_of_is_told_with_it():
    line = {"kind": "drivers", "unit": "all", "item": "trust", "n": 49, "correlation": 0.4, "interval": [0.1, 0.7]}
    found = audit(with_round(other=[{**line, "covers": ["b", "a"]}]))
    assert [(one.unit, one.item, one.size, one.cells) for one in found] == [("all", "drivers", 49, ("a", "b"))]
    nobody = audit(with_figure(covers=[]))
    assert [(one.unit, one.item, one.size) for one in nobody] == [("t", "joy", 9)]
