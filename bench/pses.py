"""Canada's public service survey of 2018 through the front door: import the organisation, import the survey, publish.

Reads ``../shared/data/pses`` (2 287 units in six levels, about 161 000 respondents; Open Government Licence - Canada).
The published percentages of a unit are expanded to answers; what a parent has beyond its children are direct members.
Nothing of it is kept.
"""

from __future__ import annotations

import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Bar, judge, leave_out, report

DATA = Path(__file__).parents[2] / "shared/data/pses"
YEAR, ITEMS = "2018", 8
Counts = tuple[int, ...]


def main() -> None:
    if not DATA.exists():
        leave_out("Canada's public service survey", f"{DATA.name} is not beside the project")
        return
    with tempfile.TemporaryDirectory(prefix="samspill-pses-") as name:
        folder = Path(name)
        items, respondents, units = write_files(folder)
        report("units · items · respondents", f"{units} · {len(items)} · {respondents}")
        run(folder, "init")
        organisation = ("--organisation", "pses")
        took = run(folder, "import-organisation", *organisation, "--name", "Public Service", str(folder / "units.csv"))
        report("import-organisation", f"{took:.1f} s")
        survey = ("--questionnaire", str(folder / "q.yaml"), "--closed-on", "2018-12-31", str(folder / "answers.csv"))
        imported = run(folder, "import-survey", *organisation, *survey)
        report("import-survey: read, protect, audit, publish", f"{imported:.1f} s")
        judge("both", took + imported, Bar(high=60, unit=" s"))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        judge("largest process", peak, Bar(high=1000, unit=" MB"))


def run(folder: Path, *arguments: str) -> float:
    started = time.monotonic()
    environment = {**os.environ, "SAMSPILL_HOME": str(folder / "var")}
    command = [sys.executable, "-c", "from samspill.config.cli import main; main()", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{arguments[0]} failed:\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
    return time.monotonic() - started


def write_files(folder: Path) -> tuple[list[str], int, int]:
    """units.csv, q.yaml and answers.csv as docs/reference/formats.md describes; gives items, rows and units."""
    units = {row["unit_id"]: row for row in read("units.csv")}
    counts = counts_of_2018(units)
    asked = {unit for unit, _question in counts}
    kept = {above for unit in asked for above in [unit, *ancestors(unit, units)]}
    items = sorted({question for _unit, question in counts}, key=lambda q: -sum(1 for key in counts if key[1] == q))[
        :ITEMS
    ]
    with (folder / "units.csv").open("w", newline="") as file:
        rows = [(unit, units[unit]["parent_id"], units[unit]["name"]) for unit in units if unit in kept]
        csv.writer(file).writerows([("unit_id", "parent_id", "name"), *rows])
    (folder / "q.yaml").write_text(questionnaire(items))
    with (folder / "answers.csv").open("w", newline="") as file:
        writer, respondents = csv.writer(file), 0
        writer.writerow(["unit_id", *items])
        for row in answers(units, counts, items):
            writer.writerow(row)
            respondents += 1
    return items, respondents, len(kept)


def read(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def ancestors(unit: str, units: dict[str, dict[str, str]]) -> Iterator[str]:
    while (unit := units[unit]["parent_id"]) in units:
        yield unit


def counts_of_2018(units: dict[str, dict[str, str]]) -> dict[tuple[str, str], Counts]:
    """Answers per (unit, question), agreement first in the source and so 5 here, from whole percentages."""
    found = {}
    for row in read("results.csv"):
        if row["year"] != YEAR or row["unit_id"] not in units or not row["ANSWER5"]:
            continue
        shares = [float(row[f"ANSWER{place}"] or 0) for place in (5, 4, 3, 2, 1)]
        if sum(shares):
            found[row["unit_id"], row["question"]] = apportion(shares, int(float(row["ANSCOUNT"])))
    return found


def apportion(shares: list[float], n: int) -> Counts:
    """Whole numbers with the sum ``n`` in proportion to ``shares`` (largest remainders)."""
    exact = [n * share / sum(shares) for share in shares]
    whole = [int(part) for part in exact]
    for place in sorted(range(len(exact)), key=lambda i: whole[i] - exact[i])[: n - sum(whole)]:
        whole[place] += 1
    return tuple(whole)


def answers(
    units: dict[str, dict[str, str]], counts: dict[tuple[str, str], Counts], items: list[str]
) -> Iterator[list[object]]:
    below: dict[tuple[str, str], list[Counts]] = defaultdict(list)
    for (unit, question), own in counts.items():
        below[units[unit]["parent_id"], question].append(own)
    for unit in units:
        columns = [values_of(direct(counts.get((unit, item)), below.get((unit, item), []))) for item in items]
        for place in range(max(map(len, columns), default=0)):
            yield [unit, *(column[place] if place < len(column) else "NA" for column in columns)]


def direct(own: Counts | None, children: list[Counts]) -> Counts:
    """What the unit has beyond its children."""
    if own is None:
        return (0,) * 5
    return tuple(max(0, count - sum(child[place] for child in children)) for place, count in enumerate(own))


def values_of(counts: Counts) -> list[int]:
    return [value for value, count in enumerate(counts, start=1) for _ in range(count)]


def questionnaire(items: list[str]) -> str:
    words = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
    labels = "".join(f"    - {{en: {word}}}\n" for word in words)
    lines = "".join(
        f'  - {{id: {item}, text: {{en: "Question {item}"}}, factor: RETTFERD, direction: "+", sensitive: false}}\n'
        for item in items
    )
    return f"id: pses\ntitle: {{en: PSES 2018}}\nscale:\n  min: 1\n  max: 5\n  labels:\n{labels}items:\n{lines}"


if __name__ == "__main__":
    main()
