"""What the guard asks of Streamlit's runtime: which browser a screen or a file belongs to.

The header named here is written by the guard alone, and `server.trustedUserHeaders` makes
it the identity of a Streamlit session: with it Streamlit itself refuses to resume a
session for another browser that has learnt its id.
"""

from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

BROWSER_HEADER = b"x-lianxin-browser"


def browser_of(session_id: str) -> str:
    """The browser that a connected Streamlit session belongs to, "" where there is none."""
    client = Runtime.instance().get_client(session_id)
    context = client.client_context if client else None
    named = dict(context.headers) if context else {}
    return str(named.get(BROWSER_HEADER.decode(), ""))


def shows(browser: str, file: str) -> bool:
    """Whether a media file stands on a screen that this browser has open."""
    # Streamlit keeps no public list of a file's sessions; where a new version keeps it
    # elsewhere, this raises and the test of the guard says so.
    held = Runtime.instance().media_file_mgr._files_by_session_and_coord
    return any(
        file in files.values() and browser_of(session_id) == browser
        for session_id, files in list(held.items())
    )


def uploaded_bytes(session_id: str) -> int:
    """How much a Streamlit session keeps in memory of what was uploaded to it."""
    manager = Runtime.instance().uploaded_file_mgr
    if not isinstance(manager, MemoryUploadedFileManager):
        raise TypeError("uploads are kept elsewhere than in memory")
    kept = manager.file_storage.get(session_id, {})
    return sum(len(file.data) for file in list(kept.values()))
