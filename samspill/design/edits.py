"""Two who change the same thing: nothing is overwritten unseen, and nobody writes twice what both agree on.

A form carries a mark of what it was shown, field by field. When it is sent, each field is held against what stands
now. Fields only the other has changed keep the other's words, fields only the sender has changed take the sender's.
Where both have changed the same field, both texts are shown side by side, and the sender chooses.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Generic, TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

SHOWN, KEEP, THEIRS = "shown", "keep-", "theirs"
SIGNS = 16
"""Of a digest: it tells two texts apart, and protects nothing."""

Row = TypeVar("Row", bound=Model)
Values = list[str]
"""A field as a browser sends it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The hidden field that says what the form was shown."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that two have written differently."""

    choice: str
    """Name of the field one chooses by; a further field of the same part has none of its own."""
    theirs: str
    seen: str
    """Sent back by whoever keeps their own words: these are the other's, and have been read."""


class EditedForm(forms.Form):
    """A form over something that others may change at the same time; use it through ``Edit``."""

    mark: Mark | None = None
    conflicts: Mapping[str, Conflict] = {}

    def part_of(self, name: str) -> str:
        """What a field stands or falls with: the cells of one row mean nothing apart from each other."""
        return name


F = TypeVar("F", bound=EditedForm)


def sent_in(request: HttpRequest) -> QueryDict | None:
    """What was sent, if this is a sending at all: a form of boxes alone is sent empty."""
    return request.POST if request.method == "POST" else None


def hold(row: Row) -> Row:
    """The row as it is now, held until the transaction ends."""
    rows: QuerySet[Row] = QuerySet(type(row))
    now = rows.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if now is None:
        raise Http404
    return now


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Generic[F, Row]):
    """What is edited, and how its form is made."""

    row: Row
    standing: Callable[[Row], Mapping[str, Any]]
    """The fields as they stand; only these are looked after."""
    make: Callable[..., F]
    """Called with what was sent, or None, and ``initial``."""
    hold: Callable[[Row], Row] = hold


class Edit(Generic[F, Row]):
    """One form over one row. ``offered`` are values that stand nowhere yet, as today's date."""

    def __init__(self, subject: Subject[F, Row], data: QueryDict | None, **offered: Any) -> None:
        self._subject, self._data, self._offered = subject, data, offered
        self.row = subject.row
        self.brought: list[str] = []
        """Labels of the fields that came from the other."""
        self.form = self._form(None)
        parts = _parts(self.form, self._watched(self.form)).items()
        self._marked(
            self.form, {part: _digest({name: _standing(self.form, name) for name in names}) for part, names in parts}
        )

    @property
    def is_sent(self) -> bool:
        return self._data is not None

    def meet(self) -> None:
        """Hold the row and set what was sent against it; call this inside the transaction that saves."""
        if self._data is None:
            return
        self.row = self._subject.hold(self._subject.row)
        now = self._form(None)
        meeting = _Meeting(now, self._data, self._watched(now))
        sent = self._data.copy()
        for name in meeting.theirs_stand:
            _put(sent, now, name, _standing(now, name))
        self.brought = [str(now.fields[name].label) for name in meeting.brought]
        self.form = self._form(sent)
        self._marked(self.form, meeting.marks)
        self.form.conflicts = meeting.conflicts
        self.form.full_clean()
        for name in self.form.conflicts:
            self.form.add_error(name, _("En annen har skrevet noe annet her i mellomtiden. Velg hva som skal stå."))

    def _form(self, data: QueryDict | None) -> F:
        return self._subject.make(data, initial={**self._offered, **self._subject.standing(self.row)})

    def _watched(self, form: F) -> list[str]:
        standing = self._subject.standing(self.row)
        return [name for name in form.fields if name in standing]

    def _marked(self, form: F, digests: Mapping[str, str]) -> None:
        value = " ".join(f"{name}:{digest}" for name, digest in digests.items())
        form.mark = Mark(form.add_prefix(SHOWN), value)


class _Part:
    """What stands or falls together, three ways: as it was shown, as it was sent, as it stands."""

    def __init__(self, name: str, names: list[str], now: EditedForm, sent: QueryDict) -> None:
        self.names, self.choice = names, now.add_prefix(KEEP + name)
        full = {each: now.add_prefix(each) for each in names}
        kept = sent.get(self.choice, "")
        self.shown = _marks(sent.get(now.add_prefix(SHOWN), "")).get(name, "")
        self.seen = kept if kept and kept != THEIRS else self.shown
        self.theirs = {each: _standing(now, each) for each in names}
        self.mine = {each: _values(now.fields[each].widget.value_from_datadict(sent, {}, full[each])) for each in names}
        others = [each for each in names if sorted(self.mine[each]) != sorted(self.theirs[each])]
        self.differing = [each for each in others if not now.fields[each].widget.is_hidden]
        self.to_bring = others
        is_absent = not self.shown and not any(each in sent for each in full.values())
        self.gives_way = kept == THEIRS or is_absent or _digest(self.mine) == self.seen
        """Chosen away, never shown to the sender, or left as it was shown."""

    @property
    def is_contested(self) -> bool:
        return bool(self.differing) and not self.gives_way and _digest(self.theirs) != self.seen


class _Meeting:
    """What was sent, held against what stands now."""

    def __init__(self, now: EditedForm, sent: QueryDict, watched: Iterable[str]) -> None:
        self.now, self.sent = now, sent
        self.parts = [_Part(name, names, now, sent) for name, names in _parts(now, watched).items()]
        self.theirs_stand = [name for part in self.parts if part.gives_way for name in part.to_bring]
        chosen = [part for part in self.parts if part.gives_way and sent.get(part.choice) != THEIRS]
        self.brought = [name for part in chosen for name in part.differing]

    @property
    def marks(self) -> dict[str, str]:
        """What the form is shown this time; a part one has not chosen for keeps what it was shown first."""
        known = {
            part.choice.removeprefix(self.now.add_prefix(KEEP)): part.shown
            if part.is_contested
            else _digest(part.theirs)
            for part in self.parts
        }
        return {name: digest for name, digest in known.items() if digest}

    @property
    def conflicts(self) -> dict[str, Conflict]:
        return {
            name: Conflict(
                choice=part.choice if name == part.differing[0] else "",
                theirs=_in_words(self.now, name),
                seen=_digest(part.theirs),
            )
            for part in self.parts
            if part.is_contested
            for name in part.differing
        }


def _parts(form: EditedForm, watched: Iterable[str]) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    for name in watched:
        parts.setdefault(form.part_of(name), []).append(name)
    return parts


def _standing(form: forms.Form, name: str) -> Values:
    """What an untouched form would send."""
    field, value = form.fields[name], form[name].value()
    if isinstance(field.widget, forms.CheckboxInput):
        return _values(bool(value))
    return _values(field.widget.format_value(value) if value is not None else None)


def _values(value: Any) -> Values:
    if isinstance(value, bool):
        return ["on"] if value else []
    if isinstance(value, list | tuple | set):
        return [part for one in value for part in _values(one)]
    text = "" if value is None else "\n".join(str(value).strip().splitlines())
    return [text] if text else []


def _put(sent: QueryDict, form: forms.Form, name: str, values: Values) -> None:
    sent.setlist(form.add_prefix(name), values)
    if isinstance(form.fields[name].widget, forms.CheckboxInput) and not values:
        del sent[form.add_prefix(name)]


def _digest(values: Mapping[str, Values]) -> str:
    """Of all values of a part, by name."""
    return sha256(json.dumps({name: sorted(values[name]) for name in sorted(values)}).encode()).hexdigest()[:SIGNS]


def _marks(text: str) -> dict[str, str]:
    pairs = (part.rpartition(":") for part in text.split())
    return {name: digest for name, colon, digest in pairs if colon and name}


def _in_words(form: forms.Form, name: str) -> str:
    """What the other has written, as one reads it."""
    field, value = form.fields[name], form[name].value()
    if isinstance(field.widget, forms.CheckboxInput):
        return _("Ja") if value else _("Nei")
    if isinstance(value, date):
        return date_format(value)
    values = _standing(form, name)
    if isinstance(field.widget, forms.widgets.ChoiceWidget):
        labels = {str(key): str(label) for key, label in field.widget.choices}
        values = [labels.get(one, one).strip() for one in values]
    return "\n".join(values) or _("Ingenting")
