from __future__ import annotations

from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.results.models import Comment
from samspill.results.queries.comments import Waiting

LONGEST = 600
CHOICES = [
    (Comment.State.SHOWN, _("Vis den, med teksten over")),
    (Comment.State.LEFT_OUT, _("Ta den ut")),
    (Comment.State.SET_ASIDE, _("Legg den til side: den kan være et varsel")),
]


class VoteForm(forms.Form):
    """What should happen to one comment, and the wording that gives nobody away."""

    text = forms.CharField(
        label=_("Teksten slik den kan vises"),
        help_text=_("Ta bort navn og det som peker ut noen. Skriv om til samme språk som resten."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        required=False,
    )
    state = forms.ChoiceField(
        label=_("Hva bør skje?"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg om kommentaren skal vises, tas ut eller legges til side.")},
    )

    @classmethod
    def of(cls, waiting: Waiting) -> Self:
        """Begins with one's own vote, else with the other's wording, which one then only has to agree with."""
        vote = waiting.mine or next((one for one in waiting.others if one.text), None)
        initial: dict[str, Any] = {"text": vote.text if vote and vote.text else waiting.comment.text}
        if waiting.mine:
            initial["state"] = waiting.mine.state
        return cls(initial=initial, prefix=str(waiting.comment.pk))
