from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samspill.audit.actions import record
from samspill.audit.rules import Refused
from samspill.organisations.models import Unit
from samspill.organisations.rules import Viewer
from samspill.pulses.keys import digest_of, new_code
from samspill.pulses.models import Channel, Participant, PulseRound, Token
from samspill.pulses.rules import check_can_print_codes, no_pile


@transaction.atomic
def draw_codes(*, pulse_round: PulseRound, unit: Unit, by: Viewer, now: datetime) -> list[str]:
    """New codes for a unit's pile, one for each of its people without e-mail; earlier unused ones stop working.

    Always as many as there are people, however many have answered: the number of sheets tells nothing. That the
    pile is not used more often than that is looked after when a code is spent.
    """
    pulse_round = PulseRound.objects.select_for_update().get(pk=pulse_round.pk)
    check_can_print_codes(by, pulse_round, unit.path)
    people = Participant.objects.filter(pulse_round=pulse_round, home=unit, channel=Channel.CODE)
    cell_id = people.values_list("cell_id", flat=True).first()
    if cell_id is None:
        raise Refused(no_pile(unit.name))
    Token.objects.filter(pulse_round=pulse_round, pile_unit=unit, is_spent=False).delete()
    codes = [new_code() for _ in range(people.count())]
    Token.objects.bulk_create(
        Token(digest=digest_of(code), pulse_round=pulse_round, cell_id=cell_id, pile_unit=unit) for code in codes
    )
    record("draw_codes", by=by, now=now, subject=unit, round=pulse_round.pk, codes=len(codes))
    return codes
