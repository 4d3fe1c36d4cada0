"""What tests do inside an installation: ``python -m tests.servers.play VERB``; the last line printed is JSON."""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import timedelta
from random import Random
from typing import Any

import django

django.setup()

from django.test import Client, override_settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from samspill.answers import seal  # noqa: E402
from samspill.answers.models import SealedComment, Tally  # noqa: E402
from samspill.organisations.models import Person  # noqa: E402
from samspill.pulses.models import Participant, PulseRound  # noqa: E402
from samspill.pulses.tests.rounds import an_open_round, link_of  # noqa: E402
from tests.cast import make_cast, make_person  # noqa: E402


def fill(people: str, comments: str = "", attribute: str = "") -> dict[str, Any]:
    """The cast and so many more colleagues, and an open round, perhaps with an attribute; a link for each."""
    cast = make_cast()
    for number in range(int(people)):
        make_person(cast.nord, f"Kollega {number}")
    pulse_round = an_open_round(cast, timezone.now(), attribute)
    if comments:
        definition = {**pulse_round.definition, "open_question": {"nb": "Hva hjalp?"}}
        PulseRound.objects.filter(pk=pulse_round.pk).update(has_comments=True, definition=definition)
    people_asked = Person.objects.filter(organisation=cast.solvik).order_by("pk")
    return {"round": pulse_round.pk, "links": [link_of(person, pulse_round) for person in people_asked]}


def broaden(round_id: str) -> dict[str, Any]:
    """One item more than the index, so that a round of fifty has shards."""
    pulse_round = PulseRound.objects.get(pk=round_id)
    invited = Participant.objects.filter(pulse_round=pulse_round).count()
    more = {**pulse_round.definition["items"][0], "id": "B01", "pulse": False}
    definition = {**pulse_round.definition, "items": [*pulse_round.definition["items"], more]}
    locked = {**pulse_round.locked, "invited": invited}
    PulseRound.objects.filter(pk=round_id).update(definition=definition, locked=locked)
    return {"invited": invited}


def answer(answers: str) -> dict[str, Any]:
    """Answer one after the other: JSON list of [link, {field: value}]."""
    thanked = []
    with override_settings(ALLOWED_HOSTS=["*"]):
        for link, fields in json.loads(answers):
            client = Client()
            client.get(f"/s/{link}")
            thanked.append(client.post("/svar/", fields).status_code == 303)
    return {"thanked": sum(thanked)}


def counts(round_id: str) -> dict[str, Any]:
    """All tallies of a round added together, and how many are marked as having taken part."""
    pulse_round = PulseRound.objects.get(pk=round_id)
    layout = seal.layout_of(pulse_round.definition)
    opened = [
        _open(tally, pulse_round, layout) for tally in Tally.objects.filter(pulse_round=pulse_round, table="unit")
    ]
    took_part = Participant.objects.filter(pulse_round=pulse_round, has_answered=True).count()
    first = [list(one.counts[layout.items[0]]) for one in opened]
    return {
        "respondents": sum(one.respondents for one in opened),
        "took_part": took_part,
        "first_item": [sum(column) for column in zip(*first, strict=True)],
        "pages": SealedComment.objects.filter(pulse_round=pulse_round).count(),
    }


def _open(tally: Tally, pulse_round: PulseRound, layout: seal.Layout) -> seal.Counts:
    block = seal.open_tally(tally.sealed, pulse_round=pulse_round, table=tally.table, cell_id=tally.cell_id)
    return seal.read(block, layout)


def close(round_id: str) -> dict[str, Any]:
    """Let the round's time run out and do what the worker does."""
    from samspill.results.jobs import tick

    _run_out(round_id)
    tick(timezone.now())
    return published(round_id)


def close_and_die(round_id: str, step: str) -> dict[str, Any]:
    """The same, but the process kills itself when it comes to ``step``."""
    from samspill.results.actions.closing import Surroundings, close_round
    from samspill.results.gate import Auditor

    def die(reached: str) -> None:
        if reached == step:
            os.kill(os.getpid(), signal.SIGKILL)

    _run_out(round_id)
    pulse_round = PulseRound.objects.select_related("organisation").get(pk=round_id)
    close_round(pulse_round=pulse_round, now=timezone.now(), surroundings=Surroundings(Auditor(), Random(1), die))
    return published(round_id)


def published(round_id: str) -> dict[str, Any]:
    from samspill.results.models import Figure

    figures = Figure.objects.filter(pulse_round=round_id, item="P1", unit__parent=None)
    return {
        "state": PulseRound.objects.get(pk=round_id).state,
        "figures": Figure.objects.filter(pulse_round=round_id).count(),
        "n": [figure.n for figure in figures],
        "tallies": Tally.objects.filter(pulse_round=round_id).count(),
    }


def _run_out(round_id: str) -> None:
    past = timezone.now() - timedelta(minutes=1)
    PulseRound.objects.filter(pk=round_id).update(opens_at=past - timedelta(days=7), closes_at=past)


VERBS = {
    "fill": fill,
    "broaden": broaden,
    "answer": answer,
    "counts": counts,
    "close": close,
    "close_and_die": close_and_die,
    "published": published,
}

if __name__ == "__main__":
    print(json.dumps(VERBS[sys.argv[1]](*sys.argv[2:])))
