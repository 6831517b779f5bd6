"""What must be right before the server starts. Each fault is named, and nothing is changed."""

import socket
import sqlite3
import tempfile

from core.i18n import N_
from db import migrations
from db.migrations import Standing
from db.settings import settings
from pages._console.words import fail

SQLITE_AT_LEAST = (3, 35, 0)  # the first that answers a DELETE with what it deleted


def check_sqlite() -> None:
    """The SQLite that this Python was built with must be new enough."""
    if settings().url.startswith("sqlite") and sqlite3.sqlite_version_info < SQLITE_AT_LEAST:
        fail(
            N_("SQLite {found} is too old: {needed} or newer is needed. Install a newer Python."),
            found=sqlite3.sqlite_version,
            needed=".".join(map(str, SQLITE_AT_LEAST)),
        )


def check_folder() -> None:
    """The data folder must be there, or be made, and must take files."""
    folder = settings().data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        fail(
            N_("The data folder {folder} cannot be written to ({reason}). Correct its rights."),
            folder=folder,
            reason=error.strerror,
        )


def check_schema() -> None:
    """The database must open, and must not come from a newer version of the product."""
    try:
        standing = migrations.standing()
    except migrations.Unusable as error:
        fail(
            N_(
                "The database cannot be opened ({reason})."
                " See that it runs, is free, and is not damaged."
            ),
            reason=error,
        )
    if standing is Standing.NEWER:
        fail(
            N_(
                "The database was written by a newer version of Lianxin."
                " Start that version, or restore a backup made with this one."
            )
        )


def check_port(address: str, port: int) -> None:
    """Nobody else may listen where the server is to."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            fail(
                N_(
                    "Cannot listen at {address}, port {port} ({reason})."
                    " Stop the other program, or choose another port with --port."
                ),
                address=address,
                port=port,
                reason=error.strerror,
            )
