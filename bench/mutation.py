"""Mutation testing of ``insight``: are its tests able to fail? ``python3 dev.py bench mutation`` or, one by one:
``python3 dev.py run python -m bench.mutation policy cover``.

Each module is changed in a copy of the library beside nothing of the product, and only the tests named here are run on
it, so that an hour is enough. Of a module with more than 150 mutants as many are drawn, always the same, and of a
package 450 (``SAMSPILL_MUTATION_SAMPLE=0``: all of them). What has been seen is kept in ``bench/mutants.json``;
survivors with their reasons stand in ``bench/survivors.md``.
"""

from __future__ import annotations

import configparser
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bench import environment
from bench.measure import Bar, judge, leave_out, report

ROOT = environment.ROOT
KEPT = ROOT / "bench/mutants.json"
MINUTES = float(os.environ.get("SAMSPILL_MUTATION_MINUTES", "30"))
"""For each module."""
SAMPLE, OF_A_PACKAGE = int(os.environ.get("SAMSPILL_MUTATION_SAMPLE", "150")), 3
TESTS = {
    "bits": ("test_bits", "test_policy"),
    "tree": ("test_tree",),
    "cells": ("test_cells",),
    "rates": ("test_index", "test_publish"),
    "scoring": ("test_check",),
    "index": ("test_index", "test_publish"),
    "comments": ("test_comments", "test_publish"),
    "intervals": ("test_intervals",),
    "check": ("test_check", "test_bad_input"),
    "organisation": ("test_organisation", "test_publish"),
    "policy": ("test_policy", "test_cover"),
    "cover": ("test_cover", "test_publish"),
    "figures": ("test_figures", "test_publish", "test_safety"),
    "distributions": ("test_distributions", "test_distributions_twins"),
    "strict": ("test_strict",),
    "flow": ("test_families", "test_over_rounds"),
    "families": ("test_families", "test_families_gaps"),
    "over_rounds": ("test_over_rounds",),
    "prognosis": ("test_prognosis",),
    "effect": ("test_effect", "test_effect_plain"),
    "words": ("test_words", "test_words_summary"),
    "trends": (
        "test_trends",
        "test_trends_baseline",
        "test_trends_charts",
        "test_trends_followed",
        "test_trends_input",
        "test_trends_plain",
        "test_trends_told",
    ),
    "auditor": (
        "test_auditor",
        "test_auditor_attacks",
        "test_auditor_files",
        "test_auditor_fillings",
        "test_auditor_parts",
        "test_auditor_proofs",
        "test_auditor_rounds",
        "test_auditor_relations",
        "test_auditor_witnesses",
    ),
}
FILES = {
    "trends": ("assessing", "baseline", "charts", "panel", "spread", "watching"),
    "auditor": (
        "cuts",
        "exact",
        "families",
        "fillings",
        "groups",
        "hierarchy",
        "histograms",
        "indexes",
        "items",
        "parts",
        "reading",
        "relations",
        "rounds",
        "unions",
        "values",
        "witnesses",
    ),
}
"""Of a package: what is looked at together. Of the auditor all but its words and what needs a programme (MIP)."""
LEFT_OUT = (
    "every_public_name",
    "examples_in_the_documentation",
    "examples_show",
    "reader_who_knows",
    "veto_of_another",
    "trees_that_once",
    "together_pin_nobody",
    "said_to_have_risen",
    "chance_is_not",
    "by_chance_even",
    "did_rise_is_mostly",
    "calm_teams_are_seldom",
    "large_drop_is_found",
    "can_work_out",
)
"""Words of tests that take long, or that run the examples of every mutant in a module at once."""
CONFIG = """[mutmut]
source_paths=samspill/insight
only_mutate=
{files}
pytest_add_cli_args=
    -m
    not slow and not data
    -k
    {narrow}
pytest_add_cli_args_test_selection=
{tests}
also_copy=
    samspill
    conftest.py
    pytest.ini
timeout_multiplier=5
timeout_constant=15
"""
BETWEEN = "\f"
TELL = """import sys
from mutmut.mutation.diff_apply import find_mutant, get_diff_for_mutant

for name in sys.argv[1:]:
    print(get_diff_for_mutant(name, path=find_mutant(name).path), end="\\f")
"""
"""All in one process: each of mutmut's own commands reads every mutant anew."""
CALM = """from hypothesis import HealthCheck, settings

settings.register_profile("mutants", deadline=None, derandomize=True, database=None, max_examples=25,
    suppress_health_check=list(HealthCheck))
settings.load_profile("mutants")
"""


def main() -> None:
    python = environment.python()
    if python is None:
        leave_out("mutants of insight", "mutmut cannot be installed here")
        return
    for module in sys.argv[1:] or TESTS:
        with tempfile.TemporaryDirectory(prefix="samspill-mutants-") as folder:
            lay_out(Path(folder), module)
            keep(module, mutated(Path(folder), python, module))
    told()


def lay_out(folder: Path, module: str) -> None:
    """The library alone, as it would be installed by itself."""
    shutil.copytree(
        ROOT / "samspill/insight", folder / "samspill/insight", ignore=shutil.ignore_patterns("__pycache__")
    )
    (folder / "samspill/__init__.py").write_text('"""The library alone."""\n')
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n    slow\n    data\n")
    (folder / "conftest.py").write_text(CALM)
    names = [f"samspill/insight/tests/{name}.py" for name in TESTS[module]]
    parts = [f"{module}/{name}" for name in FILES[module]] if module in FILES else [module]
    tests = "\n".join(f"    {name}" for name in names)
    files = "\n".join(f"    samspill/insight/{part}.py" for part in parts)
    narrow = " and ".join(f"not {word}" for word in LEFT_OUT)
    (folder / "setup.cfg").write_text(CONFIG.format(files=files, tests=tests, narrow=narrow))


def mutated(folder: Path, python: Path, module: str) -> dict[str, str]:
    """What became of each mutant: killed, survived, timeout or not checked."""
    mutmut = [str(python), "-m", "mutmut"]
    with (folder / "log").open("wb") as log:
        # A name that no mutant has: they are made, and which tests run which is learned, but nothing is judged.
        subprocess.run([*mutmut, "run", "none-yet"], cwd=folder, check=False, stdout=log, stderr=log)
        made = outcomes_in(folder, mutmut)
        (folder / "mutants/names.json").write_text(
            json.dumps(drawn(sorted(made), SAMPLE * (OF_A_PACKAGE if module in FILES else 1)))
        )
        try:
            subprocess.run(
                judge_them(python, folder),
                cwd=folder / "mutants",
                check=False,
                stdout=log,
                stderr=log,
                timeout=60 * MINUTES,
            )
        except subprocess.TimeoutExpired:
            print(f"{module}: stopped after {MINUTES:.0f} minutes; what was judged by then is kept.")
    found = made | json.loads((folder / "mutants/judged.json").read_text())
    survivors = [name for name, outcome in found.items() if outcome in {"survived", "no tests"}]
    told = subprocess.run(
        [python, "-c", TELL, *survivors], cwd=folder, capture_output=True, text=True, check=False
    ).stdout.split(BETWEEN)
    return found | {name: change_of(diff) for name, diff in zip(survivors, told, strict=False)}


def judge_them(python: Path, folder: Path) -> list[str | Path]:
    """In forks of one process that has collected the tests: mutmut itself collects them anew for each mutant."""
    shutil.copy(ROOT / "bench/judging.py", folder / "mutants/judging.py")
    config = configparser.ConfigParser()
    config.read(folder / "setup.cfg")
    given = [config["mutmut"][key].split("\n") for key in ("pytest_add_cli_args", "pytest_add_cli_args_test_selection")]
    options = [option for line in given for option in line if option]
    return [python, "-m", "pytest", "--rootdir=.", "-q", "-p", "judging", "-p", "no:randomly", *options]


def outcomes_in(folder: Path, mutmut: list[str]) -> dict[str, str]:
    told = [*mutmut, "results", "--all", "true"]
    done = subprocess.run(told, cwd=folder, capture_output=True, text=True, check=False)
    return dict(line.strip().rsplit(": ", 1) for line in done.stdout.splitlines() if "__mutmut_" in line)


def drawn(names: list[str], some: int) -> list[str]:
    return random.Random(1).sample(names, some) if 0 < some < len(names) else names


def change_of(diff: str) -> str:
    lines = [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in {"+++", "---"}]
    return "survived: " + " → ".join(line[1:].strip() for line in lines)


def keep(module: str, outcomes: dict[str, str]) -> None:
    seen = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    counted = Counter(outcome.split(":")[0] for outcome in outcomes.values())
    survived = sorted(outcome.removeprefix("survived: ") for outcome in outcomes.values() if ": " in outcome)
    seen[module] = {"outcomes": dict(sorted(counted.items())), "survived": survived}
    KEPT.write_text(json.dumps(dict(sorted(seen.items())), indent=1, ensure_ascii=False) + "\n")


def told() -> None:
    """The share killed of those looked at, over all modules seen so far."""
    seen = json.loads(KEPT.read_text())
    killed = looked = 0
    for module, found in seen.items():
        outcomes = found["outcomes"]
        dead = outcomes.get("killed", 0) + outcomes.get("timeout", 0)
        checked = dead + outcomes.get("survived", 0)
        killed, looked = killed + dead, looked + checked
        report(f"{module}: killed", f"{dead} of {checked}", f"{sum(outcomes.values())} mutants")
    judge(
        "mutants killed, in per cent of those looked at",
        100 * killed / max(looked, 1),
        Bar(low=90),
        said=f" of {looked}",
    )
    missing = sorted(set(TESTS) - set(seen))
    if missing:
        leave_out("modules not yet looked at", ", ".join(missing))


if __name__ == "__main__":
    main()
