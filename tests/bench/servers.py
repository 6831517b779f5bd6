"""Servers to measure: the product as an office runs it, and plain Streamlit beside it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from db.settings import ROOT
from tests.server import free_port

PATIENCE = 90.0
PLAIN = Path(__file__).parent / "plain_app.py"
READY = Path(__file__).parent / "ready_app.py"


@dataclass(frozen=True, slots=True)
class Served:
    """A server that is ready."""

    base: str
    pid: int


@contextmanager
def product(env: Mapping[str, str]) -> Iterator[Served]:
    """The product."""
    with _serving(ROOT / "Home.py", ROOT, env) as served:
        yield served


@contextmanager
def plain(env: Mapping[str, str], folder: Path) -> Iterator[Served]:
    """The same board in one file, with Streamlit's own settings and nothing kept."""
    path = {"PYTHONPATH": str(ROOT)}
    with _serving(PLAIN, folder, {**env, **path}) as served:
        yield served


@contextmanager
def ready(env: Mapping[str, str], folder: Path) -> Iterator[Served]:
    """The board drawn at each run from figures that were asked once."""
    with _serving(READY, folder, {**env, "PYTHONPATH": str(ROOT)}) as served:
        yield served


@contextmanager
def _serving(script: Path, folder: Path, env: Mapping[str, str]) -> Iterator[Served]:
    port = free_port()
    settings = {
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_SERVER_HEADLESS": "true",
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script)],
        cwd=folder,
        env={**os.environ, **env, **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        base = f"http://127.0.0.1:{port}"
        _wait(base, process)
        yield Served(base, process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _wait(base: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{base}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{base} did not start")
