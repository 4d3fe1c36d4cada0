"""The worker is killed again and again while it sends; nobody is forgotten, and nobody is asked twice unknowingly."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.smtp import Server, mail_server

ROOT = Path(__file__).parents[3]
MAILS = 400
KILLS = 12


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_worker_killed_while_sending_loses_nothing_and_repeats_only_what_was_under_way(tmp_path):
    chance = random.Random(20261123)
    with mail_server() as server:
        # Most of the time passes between the server's taking a letter and our hearing of it.
        server.behaviour.slowness = 0.004
        env = surroundings(tmp_path, server)
        run(env, "queue", MAILS).wait()
        for life in range(KILLS):
            worker = run(env, "send", life)
            wait_for_more(server)
            time.sleep(chance.uniform(0, 0.05))
            worker.kill()
            worker.wait()
        assert len(server.letters) < MAILS, "every kill came before the end"
        assert run(env, "send", KILLS).wait() == 0
    deliveries = server.deliveries()
    assert len({letter.recipient for letter in server.letters}) == len(deliveries) == MAILS
    repeated = {name: count for name, count in deliveries.items() if count > 1}
    assert sum(repeated.values()) - len(repeated) <= len(server.unheard) <= KILLS
    assert set(repeated) <= set(server.unheard), "only what the server took in the moment of a kill"
    for name in repeated:
        assert len({letter.text for letter in server.letters if letter.message_id == name}) == 1


def run(env: dict[str, str], verb: str, number: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "samspill.notices.tests.sender", verb, str(number)]
    return subprocess.Popen(command, env=env, cwd=ROOT)


def surroundings(home: Path, server: Server) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SAMSPILL_", "DJANGO_"))}
    own = {"HOME": str(home), "SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(server.port), "MAIL_PER_MINUTE": "60000"}
    return kept | {f"SAMSPILL_{name}": value for name, value in own.items()}


def wait_for_more(server: Server) -> None:
    before, patience = len(server.letters), time.monotonic() + 30
    while len(server.letters) <= before + 3:
        assert time.monotonic() < patience, "the worker sends nothing"
        time.sleep(0.005)
