"""Serving: granian with one thread per process (threads raise the slowest answers with SQLite), and the worker."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time


def serve(*, host: str, port: int, workers: int, with_worker: bool, patience: int = 10) -> int:
    """Serve until stopped; a worker started here stops with the server.

    What is under way then has so many seconds left. A browser that holds its connection open counts as under way.
    """
    # Being told to stop otherwise ends this process at once and leaves the ones it started to go on alone.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    worker = subprocess.Popen([sys.executable, "-m", "samspill.config.worker"]) if with_worker else None
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--blocking-threads",
        "1",
        "--no-access-log",
    ]
    command += ["--log-level", "warning", "--respawn-failed-workers", "--workers", str(workers)]
    command += ["--workers-kill-timeout", str(patience), "--host", host, "--port", str(port)]
    command += ["samspill.config.wsgi:application"]
    server = subprocess.Popen(command, env=os.environ.copy())  # noqa: S603
    try:
        if _listens(server, host, port):
            sys.stdout.write(f"Samspill answers on http://{host}:{port}\n")
            sys.stdout.flush()
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        _stop([process for process in (server, worker) if process], patience=patience + 1)


def _listens(server: subprocess.Popen[bytes], host: str, port: int) -> bool:
    """Whoever reads that it answers, opens it at once; false when the server gave up before it did."""
    while server.poll() is None:
        try:
            with socket.create_connection((host, port), timeout=1):
                return True
        except OSError:
            time.sleep(0.1)
    return False


def _stop(processes: list[subprocess.Popen[bytes]], *, patience: float) -> None:
    """Ask all, then wait once for all of them. What is killed in the middle of its work begins it again next time."""
    for process in processes:
        process.terminate()
    end = time.monotonic() + patience
    for process in processes:
        try:
            process.wait(timeout=max(0.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
