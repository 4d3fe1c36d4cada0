"""How something stands, as a shape: told without colour, the same in lists, on the wheel and on paper."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

RINGS = ("duties", "meetings", "support", "recovery", "rounds")
MARKS = {
    # Drawn around 0, 0 within a circle of 7.
    "planned": '<circle class="k-open" r="5"/>',
    "due": '<circle class="k-open" r="5.5"/><path class="k-full" d="M0-5.5a5.5 5.5 0 0 1 0 11z"/>',
    "overdue": '<path class="k-open" d="M0-6.5 6.5 0 0 6.5-6.5 0z"/><circle class="k-full" r="1.7"/>',
    "done": '<circle class="k-full" r="6.5"/><path class="k-tick" d="m-3 .2 2.2 2.2L3.2-2"/>',
    "skipped": '<circle class="k-open" r="5.5"/><path class="k-open" d="M-2.8 0h5.6"/>',
    "off": '<path class="k-open" d="M-5 0H5"/>',
}


def mark_svg(status: str) -> SafeString:
    """One mark beside its word, hidden from screen readers.

    >>> "k-tick" in mark_svg("done")
    True
    """
    return mark_safe(f'<svg class="s-k" viewBox="-8 -8 16 16" aria-hidden="true">{MARKS[status]}</svg>')
