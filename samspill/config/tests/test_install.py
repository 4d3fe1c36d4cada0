"""Laying out the static files: once for the same files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from samspill.config import install


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> list[str]:
    done: list[str] = []
    settings.STATIC_ROOT = str(tmp_path / "static")
    monkeypatch.setattr(install, "call_command", lambda name, **_options: done.append(name))
    return done


def test_the_same_files_are_laid_out_once(collected: list[str]) -> None:
    install.lay_out_static_files()
    install.lay_out_static_files()
    assert collected == ["collectstatic"]


def test_files_of_another_release_are_laid_out_again(collected: list[str], settings: Any, tmp_path: Path) -> None:
    install.lay_out_static_files()
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "new.css").write_text("a{}", encoding="utf-8")
    settings.STATICFILES_DIRS = [str(tmp_path / "more")]
    install.lay_out_static_files()
    assert collected == ["collectstatic", "collectstatic"]


def test_files_somebody_deleted_are_laid_out_again(collected: list[str], tmp_path: Path) -> None:
    install.lay_out_static_files()
    (tmp_path / "static" / "laid-out.txt").unlink()
    install.lay_out_static_files()
    assert len(collected) == 2
