"""The command line: what an operator does from a shell."""

from pages._console.commands import app

__all__ = ["app"]
