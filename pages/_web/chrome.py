"""Streamlit's own words."""


def script() -> str:
    """The script."""
    return ""
