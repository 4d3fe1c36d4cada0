"""What falls due by itself."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from samspill.insight.auditor import audit
from samspill.insight.auditor.words import Checked
from samspill.insight.errors import BadInput
from samspill.pulses.jobs import one_by_one
from samspill.results.actions import close_round, delete_expired_comments, fail_audit, keep_audit
from samspill.results.actions.telling import tell_ready
from samspill.results.exports import everything
from samspill.results.gate import delete_pages
from samspill.results.models import AuditRun
from samspill.results.queries.audits import audits_to_carry_out, published_figures
from samspill.results.queries.rounds import rounds_to_close
from samspill.results.queries.telling import rounds_to_tell_of

BATCHES_PER_TICK = 4
QUICK = 2000
"""Figures that are looked through while somebody waits; more are left to the worker."""


def tick(now: datetime) -> None:
    """Close every round whose time is up, also one that fell due while nobody was there; delete what has expired;
    tell those it touches that results are ready; and carry out the audits that are asked for.
    """
    close_due(now)
    tell_of_ready(now)
    for run in audits_to_carry_out():
        carry_out(run, now)


def close_due(now: datetime) -> None:
    try:
        one_by_one(rounds_to_close(now), lambda pulse_round: close_round(pulse_round=pulse_round, now=now))
    finally:
        delete_expired_comments(now=now)
        delete_pages()


def tell_of_ready(now: datetime) -> None:
    for pulse_round in rounds_to_tell_of(now):
        for _batch in range(BATCHES_PER_TICK):
            if not tell_ready(pulse_round=pulse_round, now=now):
                break


def carry_out(run: AuditRun, now: datetime) -> AuditRun:
    """The auditor over everything that is published, and over who was invited from round to round."""
    results, members = everything(run.organisation_id)
    try:
        objections = audit(results, members)
    except BadInput:
        return fail_audit(run=run, now=now)
    checked = asdict(Checked.of(results, len({person for _, person, _ in members})))
    return keep_audit(run=run, objections=objections, checked={**checked, "k": results["k"]}, now=now)


def carry_out_if_quick(run: AuditRun, now: datetime) -> None:
    if published_figures(run.organisation_id) <= QUICK:
        carry_out(run, now)
