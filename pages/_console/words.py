"""What the console says: each sentence in Chinese, then in English."""

from typing import NoReturn

import typer

from core.i18n import CHINESE, ENGLISH, translate

FAILED = 2


def say(message: str, **parts: object) -> None:
    """A sentence on the standard output, in both languages."""
    typer.echo(_both(message, parts))


def fail(message: str, **parts: object) -> NoReturn:
    """Say on the standard error why it cannot go on, and end with an exit code that is not 0."""
    typer.secho(_both(message, parts), fg=typer.colors.RED, err=True)
    raise typer.Exit(FAILED)


def _both(message: str, parts: dict[str, object]) -> str:
    return "\n".join(translate(message, language, **parts) for language in (CHINESE, ENGLISH))
