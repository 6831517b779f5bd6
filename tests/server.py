"""The real server, as an office starts it, on a free port and a data folder of its own."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from db.settings import ROOT

READY_WITHIN = 180.0  # seconds; some in fact, but for a loaded machine


@contextmanager
def running_server(env: Mapping[str, str] | None = None, port: int = 0) -> Iterator[str]:
    """A server that is ready, at the address given. `env` says which data it serves.

    It listens at `port`, or where nobody else does. It is stopped when the block ends. What it
    logged is shown where it failed to start.
    """
    with tempfile.TemporaryDirectory(prefix="lianxin-server-") as folder:
        port = port or free_port()
        log = Path(folder) / "server.log"
        with log.open("wb") as sink:
            process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "Home.py"],
                cwd=ROOT,
                env=_environment(folder, port, env or {}),
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
            )
        try:
            base = f"http://127.0.0.1:{port}"
            _wait(base, process, log)
            yield base
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(folder: str, port: int, given: Mapping[str, str]) -> dict[str, str]:
    return {
        **os.environ,
        "LIANXIN_DATA_DIR": os.environ.get("LIANXIN_DATA_DIR", folder),
        **given,
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
    }


def _wait(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{base}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')}")
