"""A pytest plugin for ``bench.mutation``: one process collects the tests, and each mutant is judged in a fork of it.

Run in the folder that mutmut has laid out, with the mutants' names in ``names.json``; what became of each is left in
``judged.json``. A mutant's tests are those that ran its function, the quickest first, and the first failure ends it.
"""

from __future__ import annotations

import json
import math
import os
import resource
import signal
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation.trampoline import set_mutant_under_test

NOTHING_CHANGED = ""
MOST_MEMORY = 4 << 30


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    stats = json.loads(Path("mutmut-stats.json").read_text())
    items = {item.nodeid: item for item in session.items}
    judged: dict[str, str] = {}
    for name in [NOTHING_CHANGED, *json.loads(Path("names.json").read_text())]:
        chosen = stats["tests_by_mangled_function_name"].get(name.rpartition("__mutmut_")[0], []) if name else items
        ordered = sorted(set(chosen) & set(items), key=lambda node: stats["duration_by_test"].get(node, 0.0))
        seconds = sum(stats["duration_by_test"].get(node, 0.0) for node in ordered)
        judged[name] = judged_by([items[node] for node in ordered], name, seconds) if ordered else "no tests"
        if name == NOTHING_CHANGED and judged[name] != "survived":
            break
        Path("judged.json").write_text(json.dumps(judged))
    return True


def judged_by(items: list[Any], name: str, seconds: float) -> str:
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return "timeout" if os.WTERMSIG(status) == signal.SIGXCPU else "killed"
        return "killed" if os.WEXITSTATUS(status) else "survived"
    failed = 1
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(3 + 5 * seconds),) * 2)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        set_mutant_under_test(name)
        failed = int(any(report.failed for item in items for report in _reports(item)))
    finally:
        os._exit(failed)


def _reports(item: Any) -> list[Any]:
    return runtestprotocol(item, log=False, nextitem=None)
