"""What happens when the server starts, before the first browser is served."""

import asyncio
import gc
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module

import structlog
from streamlit.runtime.pages_manager import PagesManager

from core.box import forgetting
from db import migrations
from db.session import transaction
from pages._web import exporting, logs
from pages._web.drawing import CHILD
from pages._web.exporting import RUNNER

_HOUR = 3600
_log = structlog.get_logger("lianxin.start")
# What the first visitor would otherwise wait for.
_WARM = ("pandas", "altair", "pyarrow", "streamlit_authenticator", "pages._ui.frame")


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Make this process ready: logs, newest schema, warm imports, quick sockets, quiet memory."""
    # Otherwise, until the first `st.navigation`, Streamlit would run `pages/*.py` past Home.py.
    PagesManager.uses_pages_directory = False
    logs.configure()
    await asyncio.to_thread(_prepare)
    answer_at_once()
    gc.collect()
    gc.freeze()  # what is loaded now stays for ever; collections need not walk it again
    hourly = asyncio.create_task(forget_hourly())
    await asyncio.to_thread(RUNNER.start)
    yield
    hourly.cancel()
    await asyncio.to_thread(_stop)


async def forget_hourly() -> None:
    """Forget what is kept of citizens once it is not needed any more."""
    while True:
        try:
            await asyncio.to_thread(_forget)
        except Exception:
            _log.exception("forgetting failed")
        await asyncio.sleep(_HOUR)


def _stop() -> None:
    """End what was started beside this process."""
    RUNNER.stop()
    CHILD.end()


def _forget() -> None:
    with transaction() as session:
        forgetting.forget(session)
        files = forgetting.files_to_forget(session)
    forgetting.delete_files(files)
    exporting.sweep()


def _prepare() -> None:
    migrations.upgrade()
    for module in _WARM:
        import_module(module)


def answer_at_once() -> int:
    """Turn off Nagle's delay on the listening sockets; those accepted inherit it.

    Streamlit opens its socket in a way that asyncio does not recognise as TCP, which costs
    40 ms at each answer. Returns how many sockets were changed; none where `/proc` is missing.
    """
    changed = 0
    with suppress(FileNotFoundError):
        for number in os.listdir("/proc/self/fd"):
            changed += _set_nodelay(int(number))
    return changed


def _set_nodelay(number: int) -> bool:
    try:
        copy = socket.socket(fileno=os.dup(number))
    except OSError:  # not a socket, or closed meanwhile
        return False
    with copy:
        tcp = copy.family in (socket.AF_INET, socket.AF_INET6) and copy.type == socket.SOCK_STREAM
        if not tcp or not copy.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            return False
        copy.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return True
