"""What the documentation shows is what the code does: examples are run, links lead somewhere, commands exist."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from samspill.config import cli

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
FRONT = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
EXAMPLE = re.compile(r"^```python doctest\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"(?:^|/bin/|`)samspill ([a-z]+(?:-[a-z]+)*)(?=[ `\n])", re.MULTILINE)
SHELL = re.compile(r"^```sh\n(.*?)^```|`(samspill [^`\n]+)`", re.MULTILINE | re.DOTALL)
VARIABLE = re.compile(r"\bSAMSPILL_[A-Z_]+\b")


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def examples(page: Path) -> str:
    """All examples of a page, one after the other: what one defines, the next may use."""
    text = page.read_text(encoding="utf-8")
    lines = []
    at = 0
    for found in EXAMPLE.finditer(text):
        lines += ["\n"] * (text.count("\n", at, found.start(1)))
        lines.append(found.group(1))
        at = found.end(1)
    return "".join(lines)


@pytest.mark.parametrize("page", [page for page in PAGES if EXAMPLE.search(page.read_text("utf-8"))], ids=named)
def test_examples_show_what_really_happens(page: Path) -> None:
    source = examples(page)
    test = doctest.DocTestParser().get_doctest(source, {}, named(page), str(page), 0)
    said: list[str] = []
    doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=said.append)
    assert not said, "".join(said)


def test_the_pages_on_anonymity_and_trends_have_examples() -> None:
    pages = ("explanation/anonymity-statistician.md", "explanation/trends-statistician.md", "reference/disclosure.md")
    assert all(EXAMPLE.search((DOCS / page).read_text("utf-8")) for page in pages)


@pytest.mark.parametrize("page", [*PAGES, *FRONT], ids=named)
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link and "mailto:" not in link]
    assert not [link for link in links if not (page.parent / link).exists()]


def commands_in(text: str) -> Iterator[str]:
    for block, inline in SHELL.findall(text):
        yield from COMMAND.findall(block or f"`{inline}`")


def test_every_command_that_is_named_exists() -> None:
    rooms = (ROOT / "samspill").glob("*/management/commands/*.py")
    own = set(re.findall(r"^  samspill ([a-z-]+)", cli.__doc__ or "", re.MULTILINE))
    exist = own | {path.stem.replace("_", "-") for path in rooms if path.stem != "__init__"}
    named_there = {name: named(page) for page in PAGES for name in commands_in(page.read_text("utf-8"))}
    assert {"init", "serve", "import-organisation"} <= set(named_there)
    assert {name: page for name, page in named_there.items() if name not in exist} == {}


def test_every_setting_that_is_read_is_described_and_no_other() -> None:
    config = ROOT / "samspill" / "config"
    code = "".join(path.read_text("utf-8") for path in config.glob("*.py"))
    read = {f"SAMSPILL_{name}" for name in re.findall(r"(?:value|flag|kept_secret)\(\s*\"([A-Z_]+)\"", code)}
    text = (DOCS / "reference" / "settings.md").read_text("utf-8")
    described = set(VARIABLE.findall(text))
    assert read <= described
    assert described - read <= {f"{name}_FILE" for name in read}


def test_the_help_of_the_command_line_lists_every_command_of_ours() -> None:
    said = subprocess.run(  # the command as people run it
        [sys.executable, "-m", "samspill.config.manage", "help", "--commands"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout.split()
    for command in ("import_organisation", "import_survey", "export_results"):
        assert command in said
        assert command.replace("_", "-") in (cli.__doc__ or "")
