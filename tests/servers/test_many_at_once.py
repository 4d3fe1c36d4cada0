"""64 people answer at the same moment, and processes are killed under them."""

from __future__ import annotations

import http.client
import os
import random
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from tests.servers.installation import Installation, fresh, postgres

FIELDS = "P1=4&P2=5&P3=3"
pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def installation(request: pytest.FixtureRequest) -> Iterator[Installation]:
    if request.param == "sqlite":
        with fresh() as made:
            yield made
    else:
        with postgres() as (url, _data), fresh(url) as made:
            yield made


def send(address: str, link: str) -> str:
    """What a phone gets for one answer: ``thanked``, ``refused``, ``error`` or ``lost`` (the connection broke)."""
    host = urlsplit(address).netloc
    try:
        connection = http.client.HTTPConnection(host, timeout=60)
        headers = {"Cookie": f"svar={link}", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/svar/", FIELDS, headers)
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return "lost"
    finally:
        connection.close()
    return {303: "thanked", 410: "refused"}.get(status, "error")


def test_of_64_at_the_same_time_none_is_lost_doubled_or_refused(installation: Installation) -> None:
    made = installation.play("fill", "300")
    twice = [link for link in made["links"] for _ in range(2)]
    random.Random(7).shuffle(twice)
    with installation.served() as address, ThreadPoolExecutor(64) as crowd:
        got = Counter(crowd.map(lambda link: send(address, link), twice))
    counted = installation.play("counts", str(made["round"]))
    assert got == {"thanked": len(made["links"]), "refused": len(made["links"])}
    assert counted["respondents"] == counted["took_part"] == len(made["links"])


def test_what_was_thanked_for_is_counted_though_processes_are_killed(installation: Installation) -> None:
    made = installation.play("fill", "500")
    with installation.served() as address, ThreadPoolExecutor(16) as crowd:
        done = threading.Event()
        killer = threading.Thread(target=kill_now_and_then, args=(installation, done))
        killer.start()
        got = Counter(crowd.map(lambda link: answer_until_told(address, link), made["links"]))
        done.set()
        killer.join()
    counted = installation.play("counts", str(made["round"]))
    assert got["error"] == 0
    assert counted["respondents"] == counted["took_part"] == len(made["links"]), got


def answer_until_told(address: str, link: str) -> str:
    """Press Send again when the connection broke; «brukt» then means that the first one did arrive."""
    for _ in range(400):
        told = send(address, link)
        if told != "lost":
            return told
        time.sleep(0.25)
    return "error"


def kill_now_and_then(installation: Installation, done: threading.Event) -> None:
    """``kill -9`` of a serving process, up to twenty times."""
    for _ in range(20):
        if done.wait(0.15):
            return
        pattern = f"granian.*--port {installation.port}"
        found = subprocess.run(["pgrep", "-f", pattern], capture_output=True, text=True, check=False)
        main = min((int(pid) for pid in found.stdout.split()), default=0)
        children = subprocess.run(["pgrep", "-P", str(main)], capture_output=True, text=True, check=False)
        for pid in children.stdout.split()[:1]:
            os.kill(int(pid), signal.SIGKILL)
