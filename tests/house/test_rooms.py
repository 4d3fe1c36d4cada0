"""The rooms of an app: which names a room may not say. Read from the source, so that nothing needs to run."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "samspill"
APPS_WITH_MODELS = (
    "accounts", "amu", "answers", "audit", "leadership", "measures", "notices", "organisations", "pulses", "results", "risk", "yearwheel",
)  # fmt: skip
ROOMS = {
    "access", "actions", "adapter", "apps", "exports", "fields", "forms", "gate", "imports", "jobs", "keys", "mail",
    "models", "queries", "rules", "seal", "tokens", "transport", "urls", "views",
}  # fmt: skip
FOLDERS = {"migrations", "management", "templates", "templatetags", "tests", "static", "locale"}
CLOCK = {"now", "localdate", "localtime", "today", "utcnow"}  # localdate(value) only converts
SAVING = {
    "save",
    "create",
    "bulk_create",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
    "bulk_update",
}


def sources(app: str, room: str) -> list[Path]:
    """The files of a room: a module, or a package of the same name split by noun."""
    base = PACKAGE / app
    return [path for path in [base / f"{room}.py", *sorted((base / room).glob("*.py"))] if path.exists()]


def called(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            names.add(node.func.attr)
    return names


def clock_readings(path: Path) -> set[str]:
    """Calls that ask what time it is: those of the clock's names without an argument."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK:
            names |= set() if node.args else {node.func.attr}
    return names


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def attributes(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def each(*rooms: str) -> list[tuple[str, Path]]:
    return [(app, path) for app in APPS_WITH_MODELS for room in rooms for path in sources(app, room)]


@pytest.mark.parametrize("app", APPS_WITH_MODELS)
def test_an_app_has_only_known_rooms(app: str) -> None:
    for path in (PACKAGE / app).iterdir():
        if path.name in {"__pycache__", "__init__.py", "README.md"}:
            continue
        known = ROOMS if path.suffix == ".py" else ROOMS | FOLDERS
        assert path.stem in known, f"{path.name} is no room of an app"


@pytest.mark.parametrize(("app", "path"), each("models", "rules", "queries", "forms"))
def test_these_rooms_know_no_request(app: str, path: Path) -> None:
    assert not {name for name in imported(path) if name.startswith(("django.http", "django.shortcuts"))}


@pytest.mark.parametrize(("app", "path"), each("models", "rules", "queries", "actions"))
def test_time_is_passed_in(app: str, path: Path) -> None:
    assert not clock_readings(path)


@pytest.mark.parametrize(("app", "path"), each("rules"))
def test_rules_ask_the_database_nothing(app: str, path: Path) -> None:
    assert "objects" not in attributes(path)
    assert not called(path) & SAVING


@pytest.mark.parametrize(("app", "path"), each("queries"))
def test_queries_write_nothing(app: str, path: Path) -> None:
    assert not called(path) & (SAVING - {"update"})


@pytest.mark.parametrize(("app", "path"), each("views", "forms"))
def test_views_and_forms_neither_query_nor_save(app: str, path: Path) -> None:
    assert "objects" not in attributes(path)
    assert "save" not in called(path)


@pytest.mark.parametrize(("app", "path"), each("actions"))
def test_actions_know_no_request_and_no_form(app: str, path: Path) -> None:
    assert not {name for name in imported(path) if name.startswith("django.http") or name.endswith(".forms")}


def test_what_was_answered_is_tied_to_nothing_that_leads_back() -> None:
    from samspill.answers import models

    for model in (models.Tally, models.SealedComment):
        for field in model._meta.get_fields():
            if field.is_relation:
                assert field.remote_field.related_name == "+"


def test_every_package_says_what_it_is_for() -> None:
    for init in PACKAGE.rglob("__init__.py"):
        if "migrations" in init.parts or "management" in init.parts:
            continue
        assert ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))), f"{init} has no docstring"
