"""Templates compile, and none brings style or script of its own (the Content-Security-Policy forbids it)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import engines

PACKAGE = Path(__file__).parents[2] / "samspill"
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_the_template_compiles(path: Path) -> None:
    engines["django"].from_string(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_the_template_has_no_inline_style_or_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize("app", ["answers", "speakup"])
def test_the_rooms_of_trust_ship_no_script(app: str) -> None:
    assert not [path for path in (PACKAGE / app).rglob("*.html") if "<script" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", [p for p in TEMPLATES if "design" not in p.parts], ids=lambda p: p.name)
def test_a_page_writes_no_class_name_of_the_design_system(path: Path) -> None:
    assert "ds-" not in path.read_text(encoding="utf-8")
