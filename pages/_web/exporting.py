"""Works off the queue of exports, one in a process of its own after the other, and serves them.

`RUNNER.wake()` is called once something was asked for; until then it only waits.
"""

import asyncio
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from urllib.parse import quote

import structlog
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from core.errors import DomainError
from core.exports import files, running
from core.exports import service as exports
from core.exports.service import Fetched
from core.permissions import Actor
from db.session import reading, transaction
from db.settings import ROOT
from pages._ui.charts.say import Say
from pages._web import plain
from pages._web.people import actor_of

_LARGEST_ID = 2**31 - 1
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_log = structlog.get_logger("lianxin.exports")


@dataclass(slots=True)
class Runner:
    """Starts a process for each export that waits."""

    _asked: threading.Event = field(default_factory=threading.Event)
    _ends: bool = True  # until a server runs
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _process: "subprocess.Popen[bytes] | None" = None
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Tell of what was cut off, and go on with what waited when the server ended."""
        with transaction() as session:
            running.fail_cut_off(session)
            waits = running.next_id(session) is not None
            fetched = running.fetched(session)
        files.keep_only(fetched)
        self._ends = False
        if waits:
            self.wake()

    def wake(self) -> None:
        """Something was asked for. Does nothing where no server runs.

        The thread is begun with the first that is asked for: many servers never have one.
        """
        if self._ends:
            return
        self._asked.set()
        with self._turn:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="exports", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """End with the server; what is being written comes to nothing."""
        self._ends = True
        self._asked.set()
        if self._process:
            self._process.kill()
        if self._thread:
            self._thread.join(10)
            self._thread = None

    def _run(self) -> None:
        while not self._ends:
            self._asked.wait()
            self._asked.clear()
            try:
                self._work_off()
            except Exception:
                _log.exception("exports stand still")

    def _work_off(self) -> None:
        while not self._ends and (job_id := self._next()):
            self._process = subprocess.Popen(  # noqa: S603  our own module
                [sys.executable, "-m", "core.transfer.lists", str(job_id)],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
            code = self._process.wait()
            self._process = None
            if code and not self._ends:
                _log.error("export broke", job=job_id, code=code)
                with transaction() as session:
                    running.fail(session, job_id)

    def _next(self) -> int | None:
        with reading() as session:
            return running.next_id(session)


RUNNER = Runner()


def sweep() -> None:
    """Take away what has expired."""
    with transaction() as session:
        names = running.sweep(session)
    files.delete(names)


async def fetch(request: Request) -> Response:
    """A file that is ready, to who asked for it."""
    actor = await actor_of(request.scope)
    if actor is None:
        return plain.told(request, plain.SIGN_IN, 403)
    job_id = min(request.path_params["id"], _LARGEST_ID)
    try:
        found = await asyncio.to_thread(_find, actor, job_id)
    except DomainError:
        return PlainTextResponse("not found", 404)
    return FileResponse(found.path, media_type=_SHEET, headers=_headers(found, actor))


def _find(actor: Actor, job_id: int) -> Fetched:
    with reading() as session:
        return exports.fetch(session, actor, job_id)


def _headers(found: Fetched, actor: Actor) -> dict[str, str]:
    name = quote(f"{Say(actor.language)(found.kind.label)} {found.made_at_day}.xlsx")
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "private, no-store",
    }


ROUTES = [Route("/export/list/{id:int}", fetch)]
