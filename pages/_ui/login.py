"""Who is there: asked of the database at every run."""

import streamlit as st

from core.permissions import Actor, Permission

__all__ = ["require_actor"]


def require_actor(permission: Permission | None = None) -> Actor:
    """The person signed in; stops the run with a sentence where there is none who may."""
    st.stop()
    raise AssertionError(permission)
