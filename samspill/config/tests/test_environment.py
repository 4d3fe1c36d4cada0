"""What the surroundings decide, and the secrets an installation makes for itself."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from samspill.config import environment


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("SAMSPILL_HOME", str(tmp_path))
    return tmp_path


def test_a_setting_may_lie_in_a_file_of_its_own(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    (home / "password").write_text("fra fil\n", encoding="utf-8")
    monkeypatch.setenv("SAMSPILL_SMTP_PASSWORD", "fra miljøet")
    monkeypatch.setenv("SAMSPILL_SMTP_PASSWORD_FILE", str(home / "password"))
    assert environment.value("SMTP_PASSWORD") == "fra fil"
    assert environment.value("SMTP_USER", "ingen") == "ingen"


@pytest.mark.parametrize(("given", "is_on"), [("1", True), ("JA", True), ("0", False), ("nei", False), ("", False)])
def test_a_switch_is_on_when_it_says_so(monkeypatch: pytest.MonkeyPatch, given: str, is_on: object) -> None:
    monkeypatch.setenv("SAMSPILL_DEMO", given)
    assert environment.flag("DEMO") is is_on


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(home: Path) -> None:
    first = environment.kept_secret("INSTALLATION_KEY", "keys/installation.key")
    assert first == environment.kept_secret("INSTALLATION_KEY", "keys/installation.key")
    assert len(bytes.fromhex(first)) == 32
    assert stat.S_IMODE((home / "keys/installation.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "keys").stat().st_mode) == 0o700


def test_a_secret_that_is_given_makes_no_file(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("SAMSPILL_SECRET_KEY", "gitt")
    assert environment.kept_secret("SECRET_KEY", "keys/secret.key") == "gitt"
    assert not (home / "keys").exists()
