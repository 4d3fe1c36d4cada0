"""The plan in words: what a page says first."""

from __future__ import annotations

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspill.content.texts import number_in_words
from samspill.measures.queries.plans import Counts


def plan_sentences(counts: Counts) -> list[str]:
    """«To tiltak er i gang, og ett er klart til å vurderes. Tre er avsluttet i år …»"""
    if counts.nothing:
        return [_("Ingen tiltak er bestemt ennå.")]
    return [sentence for sentence in (_running(counts), _ended(counts), _late(counts)) if sentence]


def _running(counts: Counts) -> str:
    moving = counts.under_way
    started = ngettext("Ett tiltak er i gang", "%(n)s tiltak er i gang", moving) % {"n": _number(moving)}
    if not moving:
        started = _("Ingen tiltak er i gang")
    if counts.to_evaluate:
        ready = ngettext("ett er klart til å vurderes", "%(n)s er klare til å vurderes", counts.to_evaluate)
        return _("%(first)s, og %(second)s.") % {"first": started, "second": ready % {"n": _low(counts.to_evaluate)}}
    if counts.decided:
        chosen = ngettext("ett er besluttet", "%(n)s er besluttet", counts.decided) % {"n": _low(counts.decided)}
        return _("%(first)s, og %(second)s.") % {"first": started, "second": chosen}
    return f"{started}."


def _ended(counts: Counts) -> str:
    if not counts.ended:
        return ""
    ended = ngettext("Ett er avsluttet i år", "%(n)s er avsluttet i år", counts.ended) % {"n": _number(counts.ended)}
    if not counts.better:
        return f"{ended}."
    if counts.better == counts.ended:
        seen = ngettext("det viste tegn til bedring", "alle viste tegn til bedring", counts.ended)
    else:
        some = ngettext("ett av dem viste tegn til bedring", "%(n)s av dem viste tegn til bedring", counts.better)
        seen = some % {"n": _low(counts.better)}
    return _("%(first)s, og %(second)s.") % {"first": ended, "second": seen}


def _late(counts: Counts) -> str:
    late = counts.overdue
    if not late:
        return ""
    sentence = ngettext("Ett er over fristen.", "%(n)s er over fristen.", late)
    return sentence % {"n": _number(late)}


def _low(number: int) -> str:
    return number_in_words(number, get_language() or "nb")


def _number(number: int) -> str:
    words = _low(number)
    return words[:1].upper() + words[1:]
