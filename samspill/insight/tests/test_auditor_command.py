"""The auditor as a command: run where there is no Django, no settings and no database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from samspill.insight.auditor.command import MEGABYTE, MOST_MEGABYTES, main
from samspill.insight.auditor.objections import Kind
from samspill.insight.auditor.phrases import FAULTS, KINDS, PHRASES
from samspill.insight.auditor.values import Fault
from samspill.insight.auditor.words import LANGUAGES
from samspill.insight.tests.audited import figure, results, rounds_of

ROOT = Path(__file__).parents[3]
SAFE = results(figure("team", 9, "a"))
LEAKING = results(figure("unit", 14, "ab"), figure("team", 11, "a"))
WITHOUT_DJANGO = "import sys; sys.modules['django'] = None; sys.argv = ['samspill', 'audit-results', *sys.argv[1:]]; "
BY_NAME = WITHOUT_DJANGO + "from samspill.config.cli import main; main()"
BY_MODULE = (
    WITHOUT_DJANGO + "sys.argv.pop(0); import runpy; runpy.run_module('samspill.insight.auditor', {}, '__main__')"
)


def kept(folder, content, name="results.json"):
    file = folder / name
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(file)


def said(capsys, *arguments):
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("how", [BY_NAME, BY_MODULE])
@pytest.mark.parametrize(("content", "code", "words"), [(SAFE, 0, "Trygt"), (LEAKING, 1, "3 personer"), ({}, 2, "")])
def test_it_runs_where_there_is_nothing_but_the_program(how, content, code, words, tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", how, kept(tmp_path, content)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"},
    )
    assert run.returncode == code, run.stderr
    assert words in run.stdout
    assert "Traceback" not in run.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"results.json"}


def test_a_safe_file_is_told_to_be_safe_with_what_was_looked_at(tmp_path, capsys):
    code, out, err = said(capsys, kept(tmp_path, SAFE))
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Trygt: Ingen kan regne seg fram til noe om færre enn 5 personer av det som er publisert.",
        "Kontrollert: 1 måling, 1 tall om 1 enhet, 0 innsamlingsgrupper og 0 andre opplysninger.",
        "Endringer fra måling til måling er ikke kontrollert. Det krever også members.csv.",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_objection_stands_on_a_line_with_its_place(language, tmp_path, capsys):
    code, out, _ = said(capsys, kept(tmp_path, LEAKING), "--language", language)
    told = [line for line in out.splitlines() if line.startswith("  ")]
    assert code == 1
    assert len(told) == 2
    assert all("unit, joy: " in line and "3" in line for line in told)
    assert PHRASES["what_now"][language] in out


def test_programs_get_the_same_as_data(tmp_path, capsys):
    code, out, _ = said(capsys, kept(tmp_path, LEAKING), "--json")
    found = json.loads(out)
    assert code == 1
    assert found["safe"] is False
    assert found["checked"] == {"rounds": 1, "figures": 2, "units": 2, "other": 0, "groups": 0, "people": 0}
    assert [(one["kind"], one["size"]) for one in found["objections"]] == [("small_part", 3), ("too_narrow", 3)]


@pytest.mark.parametrize("between", [",", ";"])
def test_members_are_read_from_a_sheet_too(between, tmp_path, capsys):
    before, after = "abcdefgh", "abcdefghi"
    files = [results(figure("team", len(who), "a"), name=name) for name, who in (("1", before), ("2", after))]
    rows = ["\ufeffround,person,cell", *(f"1,{who},a" for who in before), "", *(f"2,{who},a" for who in after)]
    members = kept(tmp_path, "\r\n".join(rows).replace(",", between), "members.csv")
    code, out, _ = said(capsys, kept(tmp_path, rounds_of(*files)), members)
    assert code == 1
    assert "svarene til 1 som er kommet til" in out
    assert "er også kontrollert" in out


def test_a_name_that_was_kept_from_being_a_formula_is_itself_again(tmp_path, capsys):
    file = kept(tmp_path, results(figure("team", 9, ["=a"]), cells=[("=a", "team", 9, None)]))
    assert said(capsys, file, kept(tmp_path, "round;person;cell\n1;p;'=a\n", "members.csv"))[0] == 0


BAD = [
    ("", "er ikke JSON"),
    ("{", "er ikke JSON"),
    ("[" * 100_000, "er ikke JSON"),
    ("[]", "'k' mangler"),
    ("7", "'k' mangler"),
    ({"k": 4, "scale": [1, 5], "rounds": []}, "minst 5"),
    ({"k": 5.0, "scale": [1, 5], "rounds": []}, "heltall"),
    ({"k": 10**9, "scale": [1, 5], "rounds": []}, "k: "),
    ({"k": 5, "scale": [1, 5]}, "'rounds' mangler"),
    ({"k": 5, "scale": [1, 5], "rounds": {"id": 1}}, "rounds: "),
    ({"k": 5, "scale": [1.5, 5], "rounds": [{"id": 1, "figures": []}]}, "rounds[0].scale (round '1'): en skala"),
    (results(figure("team", 9, "a", mean="high")), "rounds[0].figures[0].mean (round '1', unit 'team', item 'joy'): 'high'"),
    (results(figure("team", -9, "a")), "figures[0].n (round '1', unit 'team', item 'joy'): -9"),
    (results(figure("team", 9.5, "a")), "9.5 er ikke et helt antall personer"),
    (results(figure("team", 1e300, "a")), "1e+300 er ikke et tall"),
    (json.dumps(results(figure("team", 9, "a", mean=float("inf")))), "inf er ikke et tall"),
    (results(figure("team", 10**400, "a")), "er ikke et tall"),
    (results(figure("team", 9, "a", hist=[1, 2])), "(2, 5)"),
    (results(figure("team", 9, "a", mean=3.142)), "(3.142, 2)"),
    (results(figure("team", 9, "a", sd=0.0)), "ukjent felt eller slag 'sd'"),
    (results(figure("team", None, "a")), "'n' mangler"),
    (results(figure("team", 9, ["a", "a"])), "'a' står to ganger"),
    (results(figure("team", 9, "b"), cells=[("a", "a", 9, None)]), "ukjent gruppe 'b'"),
    (results(figure("team", 9, "a"), cells=[("a", "a", -1, None)]), "cells[0].invited"),
    (results(figure("team", 9, "a"), cells=[("a", "a", 9, None)] * 2), "cells[1]"),
    (results(other=[{"kind": "salary", "covers": ["a"]}]), "other[0].kind"),
    (rounds_of(SAFE, SAFE), "rounds[1]: '1' står to ganger"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "words"), BAD)
def test_a_wrong_file_is_refused_in_one_line_that_says_what_and_where(content, words, tmp_path, capsys):
    code, out, err = said(capsys, kept(tmp_path, content))
    assert (code, out) == (2, "")
    assert words in err
    assert err.startswith("Kan ikke kontrollere ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("person,round,cell\n", "linje 1: overskriften"),
        ("", "linje 1: overskriften"),
        ("round,person,cell\n1,p\n", "linje 2: 2 verdier"),
        ("round,person,cell\n9,p,a\n", "ukjent måling '9'"),
        ("round,person,cell\n1,p,x\n", "ukjent gruppe 'x'"),
        ("round,person,cell\n1," + "p" * 200_000 + ",a\n", "kan ikke leses"),
    ],
)
def test_wrong_members_are_refused_too(content, words, tmp_path, capsys):
    file = kept(tmp_path, results(figure("team", 9, "a"), cells=[("a", "a", 9, None)]))
    code, out, err = said(capsys, file, kept(tmp_path, content, "members.csv"))
    assert (code, out) == (2, "")
    assert words in err


def test_files_that_cannot_be_read_at_all_are_named(tmp_path, capsys):
    assert "finner ikke filen" in said(capsys, str(tmp_path / "none.json"))[2]
    assert "kan ikke leses" in said(capsys, str(tmp_path))[2]
    (tmp_path / "latin.json").write_bytes('{"k": "ø"}'.encode("latin-1"))
    assert "UTF-8" in said(capsys, str(tmp_path / "latin.json"))[2]


def test_a_huge_file_is_not_read(tmp_path, capsys):
    huge = tmp_path / "huge.json"
    huge.touch()
    os.truncate(huge, MOST_MEGABYTES * MEGABYTE + 1)
    code, _, err = said(capsys, str(huge))
    assert code == 2
    assert f"grensen er {MOST_MEGABYTES} MB" in err


def test_programs_are_told_of_a_wrong_file_as_data(tmp_path, capsys):
    code, out, err = said(capsys, kept(tmp_path, "{"), "--json")
    assert (code, err) == (2, "")
    assert "er ikke JSON" in json.loads(out)["error"]


def test_help_teaches_what_the_answers_mean(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    text = capsys.readouterr().out
    assert stopped.value.code == 0
    assert all(word in text for word in ("members.csv", "export-results", "0  trygt", "Eksempler"))


def test_every_kind_and_fault_has_its_sentence_in_every_language():
    assert set(KINDS) == set(Kind)
    assert set(FAULTS) == set(Fault)
    for row in (*KINDS.values(), *FAULTS.values(), *PHRASES.values()):
        assert set(row) == set(LANGUAGES)
