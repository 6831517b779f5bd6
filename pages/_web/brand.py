"""The product's mark."""

from base64 import b64encode
from functools import lru_cache
from pathlib import Path

ICON_URL = "/assets/favicon.png"
_FILE = Path(__file__).parent / "assets" / "favicon.png"


@lru_cache
def icon_bytes() -> bytes:
    """The icon as a PNG."""
    return _FILE.read_bytes()


@lru_cache
def icon() -> str:
    """The icon as a data address: what `st.set_page_config` takes without a request."""
    return f"data:image/png;base64,{b64encode(icon_bytes()).decode()}"
