"""A form as a browser has it before it is sent: what the page showed, with the changes somebody makes in it."""

from __future__ import annotations

from collections import defaultdict
from html.parser import HTMLParser
from typing import Any

from django.test import Client


class _Fields(HTMLParser):
    """Every form of a page, with what an untouched one sends."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self._area = self._select = ""
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(defaultdict(list))
        elif tag == "input" and given.get("name") and self.forms:
            boxed = given.get("type") in {"checkbox", "radio"}
            if given.get("type") != "file" and (not boxed or "checked" in given):
                self.forms[-1][given["name"]].append(given.get("value", "on" if boxed else ""))
        elif tag == "textarea":
            self._area = given["name"]
            self.forms[-1][self._area].append("")
        elif tag == "select":
            self._select, self._options = given["name"], []
        elif tag == "option" and self._select:
            self._options.append((given.get("value", ""), "selected" in given))

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1][self._area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            text = self.forms[-1][self._area][-1]
            self.forms[-1][self._area][-1] = text.removeprefix("\r\n").removeprefix("\n")
            self._area = ""
        elif tag == "select":
            chosen = [value for value, selected in self._options if selected] or [self._options[0][0]]
            self.forms[-1][self._select] += chosen
            self._select = ""


def filled(page: str, prefix: str = "", **changes: Any) -> dict[str, Any]:
    """The form of a page, ready to be sent: the one with a mark, else the longest."""
    reader = _Fields()
    reader.feed(page)
    mark = f"{prefix}-shown" if prefix else "shown"
    found = next((form for form in reader.forms if mark in form), max(reader.forms, key=len))
    named = {f"{prefix}-{name}" if prefix else name: value for name, value in changes.items()}
    return {**found, **named}


def opened(client: Client, address: str, prefix: str = "", **changes: Any) -> dict[str, Any]:
    """What somebody has before them who opens the page and writes, but has not sent it yet."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return filled(answer.content.decode(), prefix, **changes)
