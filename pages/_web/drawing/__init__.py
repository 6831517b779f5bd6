"""Pictures of charts, drawn in a process of their own: `svg(spec)`, `png(svg)`."""

import base64
from typing import Any

from core.i18n import N_
from pages._web.drawing.child import Child, NotDrawn

__all__ = ["CHILD", "NotDrawn", "png", "svg"]

CHILD = Child()
SHARP = 2.0  # how many dots a picture has for each of its points
_NO_FONT = N_(
    "This server has no Chinese font, so that pictures would show boxes instead of words."
    " Ask the administrator to install the package fonts-noto-cjk."
)


def svg(spec: dict[str, Any]) -> str:
    """A chart as a drawing whose words stay words. Slow: never on the event loop."""
    drawn: str = CHILD.ask({"do": "svg", "spec": spec})["svg"]
    return drawn


def png(drawing: str, sharp: float = SHARP) -> bytes:
    """A drawing as a picture. Refuses where this machine cannot write Chinese."""
    if not CHILD.ask({"do": "fonts"})["chinese"]:
        raise NotDrawn(_NO_FONT)
    return base64.b64decode(CHILD.ask({"do": "png", "svg": drawing, "scale": sharp})["png"])
