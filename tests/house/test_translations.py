"""Every sentence on screen exists in every language, with the same places to fill in and the same mark-up."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import polib
import pytest

PACKAGE = Path(__file__).parents[2] / "samspill"
CATALOGUES = sorted((PACKAGE / "locale").glob("*/LC_MESSAGES/*.po"))
TRANSLATIONS = [
    path for path in CATALOGUES if path.parts[-3] != "nb"
]  # bokmål is the source; its catalogue only amends
PLACEHOLDER = re.compile(r"%\(\w+\)[#0 +-]*\d*(?:\.\d+)?[a-z]|\{\w*\}")
TAG = re.compile(r"</?[a-z][^>]*>")

every_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: p.parts[-3])


def pairs(path: Path) -> list[tuple[str, str]]:
    """Each source sentence with its translation; of a plural, both forms."""
    found = []
    for entry in polib.pofile(str(path)):
        if entry.msgid_plural:
            found += [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]
        else:
            found.append((entry.msgid, entry.msgstr))
    return found


def unlike(path: Path, pattern: re.Pattern[str]) -> list[str]:
    return [
        source for source, said in pairs(path) if Counter(pattern.findall(source)) != Counter(pattern.findall(said))
    ]


def test_the_source_is_translated_to_nynorsk_and_english() -> None:
    assert {path.parts[-3] for path in TRANSLATIONS} == {"nn", "en"}


def test_what_collects_the_sentences_knows_every_name_they_are_called_by() -> None:
    renamed = re.compile(r"\b[nu]?p?n?gettext(?:_lazy|_noop)? as (?!_\b)\w+")
    assert {
        path.name: found for path in PACKAGE.rglob("*.py") if (found := renamed.findall(path.read_text("utf-8")))
    } == {}


@every_catalogue
def test_no_sentence_is_left_untranslated(path: Path) -> None:
    assert [source for source, said in pairs(path) if not said.strip() and source.strip()] == []


@every_catalogue
def test_no_translation_is_a_guess(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    assert not catalogue.metadata_is_fuzzy
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


@every_catalogue
def test_a_translation_fills_in_the_same_places(path: Path) -> None:
    assert unlike(path, PLACEHOLDER) == []


@every_catalogue
def test_a_translation_has_the_same_tags(path: Path) -> None:
    assert unlike(path, TAG) == []


@every_catalogue
def test_a_translation_keeps_the_space_and_lines_around_it(path: Path) -> None:
    assert [
        source
        for source, said in pairs(path)
        if (source[:1].isspace(), source[-1:].isspace(), source.count("\n"))
        != (said[:1].isspace(), said[-1:].isspace(), said.count("\n"))
    ] == []


def extracted(copy: Path) -> set[str]:
    """The sentences of the program as it is now, read from a copy so that the catalogues are left alone."""
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("locale", "static", "__pycache__"))
    (copy / "locale").mkdir()
    without_tests = ["-i", "tests/*", "-i", "*/tests/*"]
    command = [sys.executable, "-m", "django", "makemessages", "-l", "nn", "--no-wrap", *without_tests]
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=copy, env=bare, check=True, capture_output=True)
    return {entry.msgid for entry in polib.pofile(str(copy / "locale/nn/LC_MESSAGES/django.po"))}


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not on this machine")
def test_every_sentence_of_the_program_is_in_every_catalogue(tmp_path: Path) -> None:
    said = extracted(tmp_path / "samspill")
    missing = {
        path.parts[-3]: sorted(said - {entry.msgid for entry in polib.pofile(str(path))}) for path in TRANSLATIONS
    }
    assert missing == {path.parts[-3]: [] for path in TRANSLATIONS}
