"""What CI proves beside the tests: the library stands alone, the wheel serves without Node, a backup comes back.

Run inside the environment: ``python tests/proofs.py``. Prints one line a proof; exit status 1 if one fails.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.servers.installation import free_port, wait_until_answering  # noqa: E402

UV = ROOT / ".tools/bin/uv"


def run(*command: str | Path, **environment: str) -> str:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SAMSPILL_", "VIRTUAL_ENV"))}
    done = subprocess.run(command, cwd=ROOT, env={**kept, **environment}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-3000:]}")
    return done.stdout


def the_wheel_installs_and_serves_without_node(folder: Path) -> None:
    """Only run-time pins, no checkout on the path: sign-in page, answering page and a built style sheet are served."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder / "dist")
    wheel = next((folder / "dist").glob("*.whl"))
    run(UV, "venv", "-q", "--python", sys.executable, folder / "venv")
    python = folder / "venv/bin/python"
    run(UV, "pip", "install", "-q", "--python", python, "--require-hashes", "-r", ROOT / "requirements/run.txt")
    run(UV, "pip", "install", "-q", "--python", python, "--no-deps", wheel)
    port = free_port()
    samspill, home = folder / "venv/bin/samspill", {"SAMSPILL_HOME": str(folder / "var"), "PATH": "/usr/bin:/bin"}
    address = f"http://127.0.0.1:{port}"
    run(samspill, "init", "--administrator", "drift@solvik.example", **home, SAMSPILL_BASE_URL=address)
    served = {**os.environ, **home, "SAMSPILL_BASE_URL": address}
    server = subprocess.Popen([samspill, "serve", "--port", str(port), "--workers", "1"], env=served, cwd=folder)
    try:
        wait_until_answering(address)
        page = urllib.request.urlopen(f"{address}/kode/", timeout=10).read().decode()
        sheet = page.split('rel="stylesheet" href="')[1].split('"')[0]
        assert urllib.request.urlopen(address + sheet, timeout=10).status == 200
        assert urllib.request.urlopen(f"{address}/konto/inn/", timeout=10).status == 200
        english = urllib.request.urlopen(f"{address}/kode/?sprak=en", timeout=10).read().decode()
        assert "code" in english.lower()
        assert "koden" not in english.lower(), "the wheel carries no languages"
    finally:
        server.terminate()
        server.wait(timeout=20)


def a_backup_without_the_key_comes_back_with_it(folder: Path) -> None:
    """Copy as docs/how-to/install.md says, restore elsewhere, and the figures are there."""
    home, restored = folder / "home", folder / "restored"
    samspill = Path(sys.executable).parent / "samspill"
    run(samspill, "demo", "--no-serve", SAMSPILL_HOME=str(home))
    with sqlite3.connect(home / "samspill.sqlite3") as database:
        figures = database.execute("SELECT count(*) FROM results_figure").fetchone()
        restored.mkdir()
        database.execute("VACUUM INTO ?", (str(restored / "samspill.sqlite3"),))
    shutil.copytree(home / "keys", restored / "keys")
    run(samspill, "init", SAMSPILL_HOME=str(restored), SAMSPILL_DEMO="1")
    with sqlite3.connect(restored / "samspill.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM results_figure").fetchone() == figures
        assert figures[0] > 0


def the_lock_files_name_no_host(folder: Path) -> None:
    for lock in [*sorted((ROOT / "requirements").glob("*.txt")), ROOT / "package-lock.json"]:
        assert "://" not in lock.read_text() or lock.name == "package-lock.json", f"{lock.name} names a host"
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


def the_library_stands_alone(folder: Path) -> None:
    """``insight`` and its tests where neither Django nor anything else of the product is installed."""
    shutil.copytree(ROOT / "samspill/insight", folder / "samspill/insight")
    (folder / "samspill/config").mkdir()
    for name in ("__init__.py", "config/__init__.py", "config/cli.py"):  # the auditor's command is the program's
        shutil.copy(ROOT / "samspill" / name, folder / "samspill" / name)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n    slow\n    data\n")
    python = folder / "venv/bin/python"
    run(UV, "venv", "-q", "--python", sys.executable, folder / "venv")
    run(UV, "pip", "install", "-q", "--python", python, "--require-hashes", "-r", ROOT / "requirements/insight.txt")
    without = "import importlib.util, sys; sys.exit(any(map(importlib.util.find_spec, ('django', 'statsmodels'))))"
    run(python, "-c", without)
    command = [python, "-m", "pytest", "-q", "-m", "not slow and not data", "samspill"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


PROOFS: tuple[Callable[[Path], None], ...] = (
    the_lock_files_name_no_host,
    the_library_stands_alone,
    the_wheel_installs_and_serves_without_node,
    a_backup_without_the_key_comes_back_with_it,
)


def main() -> int:
    failed = 0
    for proof in PROOFS:
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="samspill-proof-") as folder:
            try:
                proof(Path(folder))
                outcome = "ok  "
            except Exception as error:  # noqa: BLE001
                failed, outcome = failed + 1, "FAIL"
                print(error)
        print(f"{outcome} {proof.__name__.replace('_', ' ')} ({time.monotonic() - started:.0f} s)", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
