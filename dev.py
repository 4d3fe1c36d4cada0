"""Everything a developer runs, with nothing but Python 3.11 and git: ``python3 dev.py VERB``.

setup           make .venv, the front end and the languages ready (demo and test do it themselves)
demo            fill a fictional workplace and serve it on http://localhost:8000
test            the whole test suite; arguments are passed on to pytest
check [--fast]  what CI runs; --fast is the part to run before every commit
bench           the benchmarks, as ratios in one run
run COMMAND     any command inside the environment, e.g. `run samspill --help`
lock            compile the lock files anew from pyproject.toml and requirements/*.in
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
UV = TOOLS / ("Scripts" if os.name == "nt" else "bin") / "uv"
PACKAGE = ROOT / "samspill"
DEBIAN = {"chromium": "chromium", "pg_ctl": "postgresql", "xgettext": "gettext", "pdftoppm": "poppler-utils"}


def main() -> int:
    verbs = {
        "setup": setup,
        "demo": demo,
        "test": test,
        "check": check,
        "bench": bench,
        "run": run_command,
        "lock": lock,
    }
    if len(sys.argv) < 2 or sys.argv[1] not in verbs:
        print(__doc__)
        return 2
    if sys.version_info < (3, 11):
        print("Samspill needs Python 3.11 or newer. On Debian: apt install python3.11 python3.11-venv")
        return 2
    return verbs[sys.argv[1]](sys.argv[2:])


# -- setting up ------------------------------------------------------------------------------------


def setup(arguments: list[str]) -> int:
    """Do what is not done yet; a second call costs a few hashes."""
    started = time.monotonic()
    done = [
        _step("tools", [ROOT / "requirements/tools.txt"], _make_tools),
        _step("python", [ROOT / "requirements/all.txt", ROOT / "pyproject.toml"], _make_venv),
        _step("node", [ROOT / "package-lock.json"], _install_node_packages),
        _step("assets", _front_end_sources(), _build_assets),
        _step("languages", sorted(PACKAGE.rglob("*.po")), _compile_languages),
    ]
    if any(done):
        print(f"Set up in {time.monotonic() - started:.0f} s.")
    return 0


def _step(name: str, sources: list[Path], make: object) -> bool:
    digest = hashlib.sha256(sys.version.encode())
    for source in sources:
        digest.update(source.name.encode() + source.read_bytes())
    stamp = TOOLS / "stamps" / name
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return False
    print(f"Setting up: {name} …", flush=True)
    make()  # type: ignore[operator]
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest.hexdigest())
    return True


def _make_tools() -> None:
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", TOOLS], capture_output=True, check=False)
    if made.returncode:
        sys.exit("Python lacks its venv module. On Debian: apt install python3-venv")
    pip = TOOLS / UV.parent.name / "pip"
    _run(pip, "install", "-q", "--require-hashes", "-r", ROOT / "requirements/tools.txt")


def _make_venv() -> None:
    if not VENV.exists():
        _run(UV, "venv", "-q", "--python", sys.executable, VENV)
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV)}
    _run(UV, "pip", "sync", "-q", "--require-hashes", ROOT / "requirements/all.txt", env=environment)
    editable = ("pip", "install", "-q", "--no-deps", "--no-build-isolation", "-e", ROOT)
    _run(UV, *editable, env=environment)


def _node() -> list[str | Path]:
    return [BIN / "node"]


def _install_node_packages() -> None:
    _run(BIN / "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")


def _front_end_sources() -> list[Path]:
    named = [ROOT / "package-lock.json", ROOT / "designsystemet.config.json"]
    return named + sorted(path for path in (ROOT / "frontend").rglob("*") if path.is_file())


def _build_assets() -> None:
    _run(BIN / "node", ROOT / "frontend" / "build.mjs")


def _compile_languages() -> None:
    source = (
        "import pathlib, polib, sys\n"
        "for po in pathlib.Path(sys.argv[1]).rglob('*.po'):\n"
        "    polib.pofile(str(po)).save_as_mofile(str(po.with_suffix('.mo')))\n"
    )
    _run(BIN / "python", "-c", source, PACKAGE)


# -- the verbs -------------------------------------------------------------------------------------


def demo(arguments: list[str]) -> int:
    setup([])
    return _call(BIN / "samspill", "demo", *arguments)


def test(arguments: list[str]) -> int:
    setup([])
    _install_servers()
    whole = _call(BIN / "pytest", *_parallel(arguments), *arguments)
    # Arguments are pytest's: whoever gives some wants those tests, not everything twice.
    return whole or (0 if arguments else _call(BIN / "python", ROOT / "tests" / "on_postgres.py"))


def _parallel(arguments: list[str]) -> list[str]:
    return [] if any(a.startswith(("-n", "-k")) or "::" in a for a in arguments) else ["-n", "2"]


def _install_servers() -> None:
    """Chromium, PostgreSQL and gettext: installed as root on Debian, else named in one line."""
    missing = sorted({package for command, package in DEBIAN.items() if not _has(command)})
    if not missing:
        return
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False, stdout=subprocess.DEVNULL)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
        subprocess.run(install, env=quiet, check=False, stdout=subprocess.DEVNULL)
        missing = sorted({package for command, package in DEBIAN.items() if not _has(command)})
    if missing and os.environ.get("CI"):
        sys.exit(f"CI does not skip: {', '.join(missing)} could not be installed.")
    if missing:
        print(f"Left out: tests that need {', '.join(missing)}. To have them: apt install {' '.join(missing)}")


def _has(command: str) -> bool:
    if command == "chromium" and os.environ.get("SAMSPILL_CHROMIUM"):
        return True
    if command == "pg_ctl":
        return bool(list(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))) or shutil.which("pg_ctl") is not None
    return shutil.which(command) is not None


FAST = (
    ("format", ("ruff", "format", "--check", "-q", ".")),
    ("lint", ("ruff", "check", "-q", ".")),
    ("types", ("mypy", "samspill")),
    ("contracts", ("lint-imports",)),
    ("migrations", ("python", "-m", "samspill.config.manage", "makemigrations", "--check", "--dry-run")),
)
UNIT = (
    "unit tests",
    ("pytest", "-q", "-n", "2", "-m", "not slow and not browser and not postgres and not data"),
)
# On http, as a developer has it, no installation is safe to deploy.
DEPLOYED = {"SAMSPILL_BASE_URL": "https://samspill.example"}
WHOLE = (
    (
        "deployment",
        ("python", "-m", "samspill.config.manage", "check", "--deploy", "--fail-level", "WARNING"),
    ),
    ("templates", ("djlint", "samspill", "--lint", "--quiet")),
)


def check(arguments: list[str]) -> int:
    setup([])
    fast = "--fast" in arguments
    steps = [*FAST, UNIT] if fast else [*FAST, *WHOLE]
    failed = [name for name, command in steps if not _passes(name, command)]
    if not fast:
        failed += ["tests"] if test([]) else []
        failed += ["proofs"] if _call(BIN / "python", ROOT / "tests" / "proofs.py") else []
    if failed:
        print(f"Not green: {', '.join(failed)}")
    return 1 if failed else 0


def _passes(name: str, command: tuple[str, ...]) -> bool:
    started = time.monotonic()
    whole, environment = [BIN / command[0], *command[1:]], {**os.environ, **(DEPLOYED if "--deploy" in command else {})}
    outcome = subprocess.run(whole, cwd=ROOT, check=False, capture_output=True, text=True, env=environment)
    print(
        f"{'ok  ' if outcome.returncode == 0 else 'FAIL'} {name} ({time.monotonic() - started:.1f} s)",
        flush=True,
    )
    if outcome.returncode:
        print(outcome.stdout + outcome.stderr)
    return outcome.returncode == 0


def bench(arguments: list[str]) -> int:
    setup([])
    return _call(BIN / "python", "-m", "bench", *arguments)


def run_command(arguments: list[str]) -> int:
    setup([])
    return _call(BIN / arguments[0], *arguments[1:]) if arguments else 2


def lock(arguments: list[str]) -> int:
    """Pins and hashes only: no header with a command line, no index address."""
    _step("tools", [ROOT / "requirements/tools.txt"], _make_tools)
    common = ("-q", "--generate-hashes", "--universal", "--python-version", "3.11", "--no-header")
    run_lock, all_lock = ROOT / "requirements/run.txt", ROOT / "requirements/all.txt"
    _run(UV, "pip", "compile", *common, "pyproject.toml", "-o", run_lock)
    inputs = ("requirements/dev.in", "requirements/build.in")
    _run(UV, "pip", "compile", *common, "-c", run_lock, "pyproject.toml", *inputs, "-o", all_lock)
    for name in ("insight", "bench"):
        made_from, alone = ROOT / f"requirements/{name}.in", ROOT / f"requirements/{name}.txt"
        _run(UV, "pip", "compile", *common, "-c", all_lock, made_from, "-o", alone)
    return 0


def _call(*command: str | Path) -> int:
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    outcome = subprocess.run(command, cwd=ROOT, check=False, env=env)
    if outcome.returncode:
        sys.exit(f"Stopped: {' '.join(str(part) for part in command)} ended with {outcome.returncode}.")


if __name__ == "__main__":
    sys.exit(main())
