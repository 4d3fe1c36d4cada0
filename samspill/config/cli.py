"""``samspill``: the command line of an installation.

  samspill init [--administrator E-MAIL]     make keys and tables, lay out static files; again after each upgrade
  samspill serve [--host H] [--port P]       answer requests; --with-worker also runs the worker
  samspill worker [--once]                   open and close rounds, send mail, tidy up
  samspill demo [--port P] [--no-serve]      a fictional workplace to look round in
  samspill import-organisation               units and people from CSV or XLSX
  samspill import-survey                     a survey taken elsewhere, through the same protection
  samspill read-bounce                       a report that a mail did not arrive, as a mail server pipes it
  samspill export-results                    everything published, as JSON, CSV or XLSX
  samspill audit-results RESULTS [MEMBERS]   can anybody work out what a few answered? needs no installation
  samspill COMMAND --help                    what a command takes

Settings come from the environment: SAMSPILL_HOME (where the database and the keys lie, default ./var),
SAMSPILL_BASE_URL, SAMSPILL_DATABASE_URL, SAMSPILL_SMTP_HOST … ; see docs/how-to/install.md.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

Command = Callable[[list[str]], int]


def main() -> None:
    """Entry point of the ``samspill`` script."""
    name, arguments = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("--help", [])
    if name in {"-h", "--help", "help"}:
        sys.stdout.write(f"{__doc__}\n")
        sys.exit(0)
    if name == "audit-results":
        # Runs where there is no installation: before any setting is read, and without Django.
        from samspill.insight.auditor.command import main as audit_results

        sys.exit(audit_results(arguments))
    if name == "demo":
        os.environ["SAMSPILL_DEMO"] = "1"
        os.environ.setdefault("SAMSPILL_HOME", "var/demo")
    # What is written is for the service's own user: the database holds who is invited.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspill.config.settings")
    own: dict[str, Command] = {"init": _init, "serve": _serve, "worker": _worker, "demo": _demo}
    command = own.get(name)
    sys.exit(command(arguments) if command else _django(name, arguments))


def _django(name: str, arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["samspill", name.replace("-", "_"), *arguments])
    return 0


def _init(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="samspill init", description="Make keys and tables; safe to run again.")
    parser.add_argument(
        "--administrator", metavar="E-MAIL", help="who runs the installation and signs in by e-mail code"
    )
    chosen = parser.parse_args(arguments)
    from samspill.config.install import lay_out, make_administrator

    lay_out()
    if chosen.administrator:
        make_administrator(chosen.administrator)
    sys.stdout.write("Ready. Start with: samspill serve --with-worker\n")
    return 0


def _serve(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="samspill serve", description="Serve the application.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; a reverse proxy stands before it")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes; as many as cores")
    parser.add_argument("--with-worker", action="store_true", help="also open and close rounds and send mail")
    chosen = parser.parse_args(arguments)
    from samspill.config.serve import serve

    return serve(host=chosen.host, port=chosen.port, workers=chosen.workers, with_worker=chosen.with_worker)


def _worker(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="samspill worker", description="Do what is due, again and again.")
    parser.add_argument("--once", action="store_true", help="do what is due now, then stop")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long to rest between rounds of work")
    chosen = parser.parse_args(arguments)
    import django

    django.setup()
    from samspill.config.worker import work

    return work(once=chosen.once, rest=chosen.seconds)


def _demo(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="samspill demo", description="A fictional workplace to look round in.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-serve", action="store_true", help="fill the workplace, then stop")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("SAMSPILL_BASE_URL", f"http://localhost:{chosen.port}")
    from samspill.config.install import lay_out
    from samspill.config.serve import serve

    lay_out()
    _django("fill_demo", [])
    if chosen.no_serve:
        return 0
    return serve(host="127.0.0.1", port=chosen.port, workers=2, with_worker=True, patience=1)
