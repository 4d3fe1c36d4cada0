"""All templates of the house: nothing inline, and the design system's names stay in design."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from samspill.design.tests.places import PACKAGE, ROOT

TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
PAGES = [path for path in TEMPLATES if "design" not in path.relative_to(PACKAGE).parts[:1]]


def _lines(path: Path) -> int:
    return sum(bool(line.strip()) for line in path.read_text().splitlines())


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_has_nothing_inline(path: Path):
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=", text), "style="
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text), "a script without src"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "an event handler"
    assert "javascript:" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_fetches_nothing_from_elsewhere(path: Path):
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", path.read_text())


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_leaves_class_names_to_design(path: Path):
    for names in re.findall(r"class=[\"']([^\"']*)", path.read_text()):
        assert not re.search(r"(?:^|\s)(?:ds|s)-", names), names


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_is_at_most_150_lines(path: Path):
    assert len(path.read_text().splitlines()) <= 150


def test_no_style_sheet_is_longer_than_a_room_may_be():
    lengths = {path.name: _lines(path) for path in (ROOT / "frontend").rglob("*.css")}
    assert {name: lines for name, lines in lengths.items() if lines > 300} == {}


def test_the_lock_file_names_no_registry():
    text = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in text
    assert "://registry" not in text
