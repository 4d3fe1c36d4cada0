"""An installation of its own for one test: home, database, server processes, all thrown away afterwards."""

from __future__ import annotations

import atexit
import contextlib
import functools
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@dataclass
class Installation:
    home: Path
    database_url: str = ""
    port: int = field(default_factory=free_port)

    @property
    def env(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("SAMSPILL_")}
        own = {"SAMSPILL_HOME": str(self.home), "SAMSPILL_BASE_URL": f"http://127.0.0.1:{self.port}"}
        kept["DJANGO_SETTINGS_MODULE"] = "samspill.config.settings"
        return {**kept, **own, "SAMSPILL_DATABASE_URL": self.database_url}

    def samspill(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from samspill.config.cli import main; main()", *arguments]
        return subprocess.run(command, env=self.env, cwd=ROOT, capture_output=True, text=True, check=False)

    def play(self, verb: str, *arguments: str) -> Any:
        """Run one verb of ``tests.servers.play`` inside this installation and read its JSON."""
        command = [sys.executable, "-m", "tests.servers.play", verb, *arguments]
        done = subprocess.run(command, env=self.env, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.strip().splitlines()[-1])

    def die(self, verb: str, *arguments: str) -> None:
        """Run a verb that kills its own process."""
        command = [sys.executable, "-m", "tests.servers.play", verb, *arguments]
        done = subprocess.run(command, env=self.env, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == -signal.SIGKILL, done.stderr[-3000:]

    @contextlib.contextmanager
    def served(self, workers: int = 2) -> Iterator[str]:
        command = [sys.executable, "-c", "from samspill.config.cli import main; main()", "serve"]
        command += ["--port", str(self.port), "--workers", str(workers)]
        process = subprocess.Popen(
            command, env=self.env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        address = f"http://127.0.0.1:{self.port}"
        try:
            wait_until_answering(address)
            yield address
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=20)
            process.kill()


def wait_until_answering(address: str) -> None:
    # Two minutes: on a machine that does much else a start is slow, and slow is not what is tested.
    for _ in range(1200):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/kode/", timeout=2):
            return
        time.sleep(0.1)
    raise AssertionError("the server did not come up")


@contextlib.contextmanager
def fresh(database_url: str = "") -> Iterator[Installation]:
    """A new installation; on SQLite a copy of one that was set up once, with keys of its own kept from it."""
    with tempfile.TemporaryDirectory(prefix="samspill-") as folder:
        made = Installation(Path(folder) / "var", database_url)
        if database_url:
            set_up(made)
        else:
            shutil.copytree(pattern(), made.home)
        yield made


@functools.cache
def pattern() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="samspill-pattern-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    set_up(Installation(folder / "var"))
    return folder / "var"


def set_up(made: Installation) -> None:
    done = made.samspill("init")
    assert done.returncode == 0, done.stderr[-3000:]


def postgres_tools() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    return found[-1].parent if found else None


@contextlib.contextmanager
def postgres() -> Iterator[tuple[str, Path]]:
    """A PostgreSQL cluster of its own on localhost; gives its URL and its data folder."""
    tools = postgres_tools()
    assert tools, "PostgreSQL is not installed: apt install postgresql"
    with tempfile.TemporaryDirectory(prefix="samspill-pg-") as folder:
        data, port = Path(folder) / "data", free_port()
        become = _as_postgres(Path(folder))
        call = lambda *command: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **become)  # noqa: E731
        call(tools / "initdb", "-D", data, "-A", "trust", "-U", "samspill", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=100"
        call(tools / "pg_ctl", "-D", data, "-o", options, "-l", Path(folder) / "log", "-w", "start")
        try:
            call(tools / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "samspill", "samspill")
            yield f"postgres://samspill@127.0.0.1:{port}/samspill", data
        finally:
            call(tools / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _as_postgres(folder: Path) -> dict[str, Any]:
    """The server refuses to run as root, so root becomes the package's own user."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {
        "user": "postgres",
        "group": "postgres",
        "cwd": str(folder),
        "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    }
