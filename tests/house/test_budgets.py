"""Budgets: a bulge is a hint that something stands in the wrong room."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "samspill"
DRAWERS = {"utils", "helpers", "common", "services", "misc"}


def production() -> Iterator[Path]:
    for path in PACKAGE.rglob("*.py"):
        if not {"migrations", "tests"} & set(path.parts):
            yield path


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from ``def`` to the end, the docstring among them: what the reader scrolls past."""
    return (node.end_lineno or 0) - node.lineno + 1


def test_no_function_is_longer_than_forty_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{f.lineno} {f.name}"
        for path in production()
        for f in functions(path)
        if length(f) > 40
    ]
    assert not long


def test_most_functions_are_short() -> None:
    lengths = sorted(length(f) for path in production() for f in functions(path))
    assert statistics.median(lengths) <= 8
    assert statistics.quantiles(lengths, n=10)[-1] <= 22


def test_no_view_is_longer_than_thirty_lines() -> None:
    views = [path for path in production() if path.stem == "views" or "views" in path.parts]
    assert not [f"{path}:{f.lineno}" for path in views for f in functions(path) if length(f) > 30]


def test_no_file_has_more_than_three_hundred_lines() -> None:
    every = [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "dev.py"]
    long = []
    for path in every:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        if len(lines) > 300 and "migrations" not in path.parts:
            long.append(f"{path.relative_to(ROOT)} ({len(lines)})")
    assert not long


def test_no_template_has_more_than_a_hundred_and_fifty_lines() -> None:
    assert not [path for path in PACKAGE.rglob("*.html") if len(path.read_text(encoding="utf-8").splitlines()) > 150]


def test_there_are_no_drawers() -> None:
    assert not [path for path in PACKAGE.rglob("*.py") if path.stem in DRAWERS]
