"""The one process that draws: started at first need, gone when nobody asks or it took too long."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import structlog

from core.errors import DomainError
from core.i18n import N_

SECONDS = 20.0  # for a drawing, beside the seconds that the start takes
WAIT_SECONDS = 30.0  # for those that asked before
_WORKER = Path(__file__).parent / "worker.py"
# Nothing of the server's own settings, keys and addresses.
_PASSED = ("PATH", "LANG", "HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
_log = structlog.get_logger("lianxin.drawing")


class NotDrawn(DomainError):
    """No picture came of it."""


class Gone(Exception):
    """The process ended before it answered."""


@dataclass(slots=True)
class Child:
    """A process that draws, and the requests to it, one after the other."""

    seconds: float = SECONDS
    idle: float | None = None  # as the worker itself says
    process: "subprocess.Popen[bytes] | None" = None
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """What the process answers. A dead one is followed by a new one, once."""
        if not self._turn.acquire(timeout=WAIT_SECONDS):
            raise NotDrawn(N_("Many pictures are being drawn. Try again in a minute."))
        try:
            answer = self._answer(json.dumps(request).encode())
        finally:
            self._turn.release()
        if error := answer.get("error"):
            _log.error("chart not drawn", why=error)
            raise NotDrawn(N_("This chart could not be drawn. Its figures are in the workbook."))
        return answer

    def end(self) -> None:
        """End the process, as when the server stops."""
        if self.process:
            self.process.kill()
            self._let_go()

    def _answer(self, line: bytes) -> dict[str, Any]:
        try:
            return self._exchange(line)
        except Gone:
            return self._second(line)

    def _second(self, line: bytes) -> dict[str, Any]:
        try:
            return self._exchange(line)
        except Gone:
            raise NotDrawn(N_("The picture could not be drawn. Try again.")) from None

    def _exchange(self, line: bytes) -> dict[str, Any]:
        process = self._running()
        too_long = threading.Event()
        watch = threading.Timer(self.seconds, _kill, (process, too_long))
        watch.daemon = True
        watch.start()
        try:
            answer = _send(process, line)
        finally:
            watch.cancel()
        if answer:
            told: dict[str, Any] = json.loads(answer)
            return told
        self._let_go()
        if too_long.is_set():
            raise NotDrawn(N_("Drawing took too long and was stopped. Choose a shorter period."))
        raise Gone

    def _running(self) -> "subprocess.Popen[bytes]":
        if self.process is None or self.process.poll() is not None:
            self._let_go()
            told = [] if self.idle is None else [str(self.idle)]
            self.process = subprocess.Popen(  # noqa: S603  our own worker
                [sys.executable, "-I", str(_WORKER), *told],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={name: os.environ[name] for name in _PASSED if name in os.environ},
            )
        return self.process

    def _let_go(self) -> None:
        if self.process:
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe:
                    _close(pipe)
            self.process.wait()
        self.process = None


def _send(process: "subprocess.Popen[bytes]", line: bytes) -> bytes:
    """The answer to a line; nothing where the process is gone."""
    assert process.stdin  # noqa: S101  a pipe, as it was started
    assert process.stdout  # noqa: S101  the same
    try:
        process.stdin.write(line + b"\n")
        process.stdin.flush()
    except OSError:
        return b""
    answer = process.stdout.readline()
    return answer if answer.endswith(b"\n") else b""


def _close(pipe: IO[bytes]) -> None:
    with suppress(OSError):  # what was not read by a dead process
        pipe.close()


def _kill(process: "subprocess.Popen[bytes]", too_long: threading.Event) -> None:
    too_long.set()
    process.kill()
