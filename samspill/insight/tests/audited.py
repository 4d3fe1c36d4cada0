"""Results files for the auditor's tests: written down, or made from a publication."""


def figure(unit, n, covers, mean=3.0, **more):
    """One figure; ``covers`` are cells named by a letter each."""
    return {"unit": unit, "item": "joy", "n": n, "covers": list(covers), "mean": mean, **more}


def results(*figures, cells=(), k=5, scale=(1, 5), other=(), name="1", **more):
    """A results file of one round; ``cells`` are triples (id, invited, attribute)."""
    rows = [{"id": cell, "unit": unit, "invited": invited, "attribute": a} for cell, unit, invited, a in cells]
    one = {"id": name, "closed_on": f"2026-01-{int(name):02}", "cells": rows, "figures": list(figures), **more}
    return {"k": k, "scale": list(scale), "rounds": [{**one, "other": list(other)}]}


def rounds_of(*files):
    """Several results files as one."""
    return {**files[0], "rounds": [one for file in files for one in file["rounds"]]}


def results_of(tallies, publication, *, k=5, scale=(1, 5)):
    """What a publication looks like in a file."""
    return results(
        *(
            {
                "unit": one.unit,
                "parent": one.parent,
                "hierarchy": "unit",
                "item": one.item,
                "n": one.n,
                "covers": list(one.covers),
                "mean": one.mean,
                "band": one.band,
                "decimals": one.decimals,
                "hist": one.hist,
                "reason": one.reason,
            }
            for one in publication.figures
        ),
        cells=[(tally.cell, tally.unit, tally.invited, None) for tally in tallies],
        k=k,
        scale=scale,
        other=[{"kind": "rate", "unit": one.unit, "covers": list(one.covers)} for one in publication.rates]
        + [{"kind": "comments", "unit": one.unit, "covers": list(one.cells)} for one in publication.pools],
    )


def kinds(objections):
    return {objection.kind for objection in objections}
