"""A client that speaks Streamlit's protocol over a bare socket: what an attacker would use."""

from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.AutoRerun_pb2 import AutoRerun
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

PATIENCE = 120.0


@dataclass
class Shown:
    """What one run sent: each message as it came, and the words in it."""

    messages: list[ForwardMsg] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that was sent, as one searchable text."""
        return "\n".join(str(message) for message in self.messages)

    @property
    def kinds(self) -> list[str]:
        """The elements of the screen, by kind."""
        deltas = [m.delta for m in self.messages if m.WhichOneof("type") == "delta"]
        return [str(d.new_element.WhichOneof("type")) for d in deltas if d.HasField("new_element")]

    @property
    def timers(self) -> list[AutoRerun]:
        """The parts of the screen that run again by themselves."""
        return [m.auto_rerun for m in self.messages if m.WhichOneof("type") == "auto_rerun"]


class Wire:
    """One socket of a browser that has these cookies; `resume` names a session to take over."""

    def __init__(
        self, base: str, cookies: dict[str, str], *, resume: str = "", origin: str | None = ""
    ) -> None:
        self._named = [Subprotocol(part) for part in ("streamlit", "token", resume) if part]
        self._page = base
        self._origin = base if origin == "" else origin
        self._cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.session_id = ""

    def __enter__(self) -> Self:
        self._line = connect(
            f"ws://{urlsplit(self._page).netloc}/_stcore/stream",
            subprotocols=self._named,
            origin=Origin(self._origin) if self._origin else None,
            additional_headers={"Cookie": self._cookies},
            compression=None,
            max_size=2**26,
            proxy=None,
        )
        self._socket = self._line.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._line.__exit__(kind, error, trace)

    def open(self, page: str = "", query: str = "") -> Shown:
        """Ask for a screen by its address, and wait until it stands."""
        return self._ask(self._run_of(page, query))

    def look(self, page: str, query: str, timer: AutoRerun) -> Shown:
        """Run the part of an open screen that the screen set a timer for."""
        asked = self._run_of(page, query)
        asked.rerun_script.fragment_id = timer.fragment_id
        asked.rerun_script.is_auto_rerun = True
        return self._ask(asked)

    def _run_of(self, page: str, query: str) -> BackMsg:
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        asked.rerun_script.context_info.url = f"{self._page}/{page}"
        asked.rerun_script.context_info.locale = "zh-CN"
        return asked

    def _ask(self, asked: BackMsg) -> Shown:
        self._socket.send(asked.SerializeToString())
        return self._shown()

    def _shown(self) -> Shown:
        shown = Shown()
        while True:
            message = ForwardMsg.FromString(self._received())
            shown.messages.append(message)
            if message.WhichOneof("type") == "new_session":
                self.session_id = message.new_session.initialize.session_id or self.session_id
            ended = message.WhichOneof("type") == "script_finished"
            if ended and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return shown

    def _received(self) -> bytes:
        received = self._socket.recv(timeout=PATIENCE)
        assert isinstance(received, bytes)
        return received
