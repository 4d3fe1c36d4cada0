"""Ten thousand messages, and the worker that sends them killed fifty times at random moments.

A mail server on localhost counts: everybody gets theirs, nobody gets two different ones, and what comes twice under the
same Message-ID is what the server took in the very moment of a kill, so that the worker never heard of it.
``python -m bench.kills [MESSAGES] [KILLS]``.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.mailing import Sink
from bench.measure import Bar, judge, report
from samspill.notices.tests.test_kills import run, surroundings
from tests.smtp import serving

MESSAGES, KILLS = 10_000, 50
SEED = 20261130


def main(messages: int, kills: int) -> None:
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory(prefix="samspill-bench-") as home, serving(Sink()) as sink:
        # Most of the time passes between the server's taking a letter and the worker's hearing of it.
        sink.behaviour.slowness = 0.002
        env = surroundings(Path(home), sink)
        run(env, "queue", messages).wait()
        began = time.monotonic()
        for life in range(kills):
            live_and_die(env, life, sink, sink.count + chance.randint(1, messages // kills - 1), chance)
        at_last_kill = sink.count
        ended = run(env, "send", kills).wait()
        tell(sink, messages, kills, at_last_kill)
        report("from the first message to the last", f"{time.monotonic() - began:.0f} s")
        judge("the last worker ended by itself", ended, Bar(high=0))


def live_and_die(env: dict[str, str], life: int, sink: Sink, until: int, chance: random.Random) -> None:
    worker = run(env, "send", life)
    patience = time.monotonic() + 120
    while sink.count < until and time.monotonic() < patience:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.01))
    worker.kill()
    worker.wait()


def tell(sink: Sink, messages: int, kills: int, at_last_kill: int) -> None:
    ids = Counter(one for taken in sink.taken.values() for one in taken)
    repeated = {one for one, times in ids.items() if times > 1}
    report(f"messages taken when the last of {kills} kills came", str(at_last_kill))
    judge("people who got their message", len(sink.taken), Bar(low=messages, high=messages))
    judge("people who got two different ones", sum(len(set(taken)) > 1 for taken in sink.taken.values()), Bar(high=0))
    judge("kills between the server's taking and the worker's noting it", len(sink.unheard), Bar(high=kills))
    judge("the same message again", sink.count - len(sink.taken), Bar(high=len(sink.unheard)))
    judge("the same message again, at any other moment", len(repeated - set(sink.unheard)), Bar(high=0))


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:3])) if len(sys.argv) == 3 else main(MESSAGES, KILLS)
