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
import time
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation.trampoline import set_mutant_under_test

SLOWEST = 1.0
"""Processor seconds of a test; slower ones are left out, so some survivors would be found by the whole suite."""
MOST_MEMORY = 4 << 30


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    reached = json.loads(Path("mutmut-stats.json").read_text())["tests_by_mangled_function_name"]
    items = {item.nodeid: item for item in session.items}
    seconds = {node: took for node, took in measured(items).items() if took <= SLOWEST}
    judged: dict[str, str] = {}
    for name in json.loads(Path("names.json").read_text()):
        chosen = sorted(set(reached.get(name.rpartition("__mutmut_")[0], ())) & set(seconds), key=seconds.__getitem__)
        longest = 3 + 5 * sum(seconds[node] for node in chosen)
        judged[name] = judged_by([items[node] for node in chosen], name, longest) if chosen else "no tests"
        Path("judged.json").write_text(json.dumps(judged))
    return True


def measured(items: dict[str, Any]) -> dict[str, float]:
    """Processor seconds of each test where nothing is changed; a failure ends it all."""
    if not os.fork():
        took = {}
        for node, item in items.items():
            started = time.process_time()
            if any(report.failed for report in _reports(item)):
                os._exit(1)
            took[node] = time.process_time() - started
        Path("seconds.json").write_text(json.dumps(took))
        os._exit(0)
    os.wait()
    return dict(json.loads(Path("seconds.json").read_text()))


def judged_by(items: list[Any], name: str, longest: float) -> str:
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return "timeout" if os.WTERMSIG(status) == signal.SIGXCPU else "killed"
        return "killed" if os.WEXITSTATUS(status) else "survived"
    failed = 1
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(longest),) * 2)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        set_mutant_under_test(name)
        failed = int(any(report.failed for item in items for report in _reports(item)))
    finally:
        os._exit(failed)


def _reports(item: Any) -> list[Any]:
    return runtestprotocol(item, log=False, nextitem=None)
