"""Every shipped text exists in three languages, and each is in the language it says."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from samspill.content.language import LocalText, fallback
from samspill.content.source import shipped_data, shipped_text

DATA = files("samspill.content") / "data"
FILES = sorted(path.relative_to(str(DATA)).as_posix() for path in Path(str(DATA)).rglob("*.yaml"))
ONLY_BOKMAL = {"ikke", "jeg", "hva", "hvem", "hvordan", "hvor", "hvilken", "hvilke", "hvis", "noe", "noen", "fra", "mye", "bare", "gjøre", "være", "vært", "hun", "deres", "disse", "mellom-"}  # fmt: skip
ONLY_NYNORSK = {"ikkje", "eg", "kva", "kven", "korleis", "kvar", "frå", "noko", "nokon", "mykje", "berre", "gjere", "vere", "vore", "verksemd", "gjev", "desse", "arbeidsgjevar", "einingar"}  # fmt: skip


def texts_in(value):
    if isinstance(value, dict) and "nb" in value and isinstance(value["nb"], str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)


def words(text):
    return set(re.findall(r"\w+", text.lower()))


@pytest.mark.parametrize("name", FILES)
def test_every_text_is_there_in_bokmal_nynorsk_and_english(name):
    for text in texts_in(shipped_data(name)):
        assert set(text) == {"nb", "nn", "en"}, text
        assert all(each.strip() for each in text.values()), text


@pytest.mark.parametrize("name", FILES)
def test_the_slow_parser_reads_the_same_as_the_fast_one(name):
    text = shipped_text(name)
    assert yaml.load(text, yaml.SafeLoader) == shipped_data(name)


@pytest.mark.parametrize("name", FILES)
def test_bokmal_and_nynorsk_are_not_mixed(name):
    for text in texts_in(shipped_data(name)):
        assert not words(text["nn"]) & ONLY_BOKMAL, text["nn"]
        assert not words(text["nb"]) & ONLY_NYNORSK, text["nb"]


@pytest.mark.parametrize("name", FILES)
def test_the_placeholders_are_the_same_in_every_language(name):
    for text in texts_in(shipped_data(name)):
        used = [set(re.findall(r"\{[a-z_]+\}", each)) for each in text.values()]
        assert used[0] == used[1] == used[2], text


@pytest.mark.parametrize("name", FILES)
def test_quotation_marks_belong_to_the_language(name):
    for text in texts_in(shipped_data(name)):
        assert "“" not in text["nb"] + text["nn"], text
        assert "«" not in text["en"], text


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ("nb", ("nb", "nn", "en")),
        ("nn", ("nn", "nb", "en")),
        ("nn-no", ("nn", "nb", "en")),
        ("en_GB", ("en", "nb", "nn")),
        ("no", ("nb", "nn", "en")),
        ("pl", ("nb", "nn", "en")),
    ],
)
def test_a_missing_language_is_stood_in_for(asked, order):
    assert fallback(asked) == order


def test_a_text_falls_back_to_what_there_is_and_survives_a_json_column():
    text = LocalText(nb="Hei", en="Hello")
    assert [text.in_language(code) for code in ("nb", "nn", "en")] == ["Hei", "Hei", "Hello"]
    assert text.missing() == ("nn",)
    assert LocalText.of(text.as_dict()) == text
    assert not LocalText()
    assert LocalText().in_language("nb") == ""
