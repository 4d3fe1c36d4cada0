"""Side by side with tau-Argus (``pytauargus``, open-source solvers): the same trees in one run, the peer in its own
environment.

It holds back frequencies below five and then what would give them away (``FREQ(5,10)``, ``OPT``). What it shows is then
read as everybody may read it: a unit less the shown units inside it is a group, and a group of one to four leaks. The
table in ``docs/reference/disclosure.md`` is written anew between its two marks with ``--write``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

from bench import environment
from bench.measure import Bar, judge, leave_out, report, seconds
from bench.workplaces import file_of, is_here, levels_of, read, rows_of
from samspill.insight.cover import plain_cover
from samspill.insight.strict import strict
from samspill.insight.tree import Tree

TREES = ("1000_1", "10000_1")
PAGE = environment.ROOT / "docs/reference/disclosure.md"
BEGIN, END = "<!-- side by side: begin -->", "<!-- side by side: end -->"
MINUTES = 20


class Row(NamedTuple):
    tree: str
    how: str
    held_back: int
    leaks: int
    took: float


def main() -> None:
    rows = [row for name in TREES if is_here(name) for row in compared(name)]
    for name in TREES:
        if not is_here(name):
            leave_out(f"{name}, side by side", "the generated workplaces are not beside the project")
    if "--write" in sys.argv and rows:
        write(rows)


def compared(name: str) -> Iterator[Row]:
    tree, tallies = read(name)
    n = [0] * len(tree)
    for tally in tallies:
        n[tree.index_of(tally.unit)] = tally.respondents
    peer = tau_argus(name, tree, n)
    if peer:
        report(f"{name}: tau-Argus, held back beside the small", f"{peer.held_back} in {peer.took:.2f} s")
        report(f"{name}: tau-Argus, groups of one to four left", str(peer.leaks))
        yield peer
    took, found = seconds(lambda: strict(tree, n))
    yield Row(name, "Samspill, strict", found.secondary, small_groups(tree, n, found.published), took)
    homes = [unit for unit in range(len(tree)) if n[unit]]
    took, cover = seconds(lambda: plain_cover(tree, homes, [n[unit] for unit in homes]))
    leaks = sum(0 < sum(n[homes[cell]] for cell in atom.cells) < 5 for atom in cover.atoms)
    yield Row(name, "Samspill, move-up cover", 0, leaks, took)
    judge(
        f"{name}: groups of one to four left by the strict cover", small_groups(tree, n, found.published), Bar(high=0)
    )
    judge(f"{name}: groups of one to four left by the move-up cover", leaks, Bar(high=0))
    if peer:
        judge(f"{name}: strict, share of the peer's time", 100 * took / peer.took, Bar(high=100, unit=" %"))


def small_groups(tree: Tree, n: list[int], shown: Any) -> int:
    """Units shown of which, less the shown units inside them, one to four people are left."""
    left, leaks = list(n), 0
    for unit in tree.post_order:
        if shown[unit]:
            leaks += 0 < left[unit] < 5
        elif unit != tree.root:
            left[tree.parents[unit]] += left[unit]
    return leaks


def tau_argus(name: str, tree: Tree, n: list[int]) -> Row | None:
    python = environment.python()
    if python is None:
        leave_out(f"{name}, tau-Argus", "pytauargus cannot be installed here")
        return None
    levels = json.dumps(levels_of(rows_of(name)[0]))
    command = [python, "-c", THERE, str(file_of(name)), levels]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60 * MINUTES)
    except subprocess.TimeoutExpired:
        leave_out(f"{name}, tau-Argus", f"not done after {MINUTES} minutes")
        return None
    if done.returncode:
        leave_out(f"{name}, tau-Argus", done.stderr.strip().splitlines()[-1][:60])
        return None
    told = json.loads(done.stdout.strip().splitlines()[-1])
    status = told["status"]
    published = [status.get(unit) == "S" for unit in tree.ids]
    published[tree.root] = status["Total"] == "S"
    held_back = sum(one == "M" for one in status.values())
    return Row(name, "tau-Argus, optimal", held_back, small_groups(tree, n, published), told["took"])


THERE = """
import csv, json, os, sys, tempfile, time
from pytauargus import protect
from pytauargus.hrc import write_hrc
rows = list(csv.DictReader(open(sys.argv[1])))
levels = json.loads(sys.argv[2])
codes = {}
code = lambda unit: codes.setdefault(unit, f"u{len(codes):05d}")
units = {level: [code(row[level]) for row in rows] for level in levels}
with tempfile.TemporaryDirectory() as folder:
    tree = write_hrc(units, levels, hrc_filename=os.path.join(folder, "t.hrc"))
    started = time.process_time()
    done = protect({"team": units["team"], "one": [1] * len(rows)}, ["team"], "one", safety_rules="FREQ(5,10)",
                   suppress="OPT(1,5)", hrc={"team": tree}, workdir=folder, totcode="Total")
    took = time.process_time() - started
    names = {short: unit for unit, short in codes.items()}
    status = {names.get(row["team"], row["team"]): row["status"] for row in done.tables[0].rows}
print(json.dumps({"took": took, "status": status}))
"""


def write(rows: list[Row]) -> None:
    head = "| Tree | Procedure | Held back beside the small | Groups of 1–4 left | Time |\n|---|---|---|---|---|\n"
    lines = "".join(
        f"| `{row.tree}` | {row.how} | {row.held_back} | {row.leaks} | {row.took:.2f} s |\n" for row in rows
    )
    page = PAGE.read_text()
    before, rest = page.split(BEGIN)
    _old, after = rest.split(END)
    PAGE.write_text(f"{before}{BEGIN}\n{head}{lines}{END}{after}")


if __name__ == "__main__":
    main()
