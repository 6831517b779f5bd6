"""Refusals that a person is told about. Everything else that is raised is a bug.

A refusal carries the English message as it stands in the catalogues, and its parts
apart, so that the edge can say it in the person's language.
"""

from dataclasses import dataclass

from core.i18n import N_


class DomainError(Exception):
    """A refusal. `field` names the input it belongs to, "" where there is none."""

    def __init__(self, message: str, field: str = "", **parts: object) -> None:
        super().__init__(message.format(**parts) if parts else message)
        self.message = message
        self.field = field
        self.parts = parts


class RuleBroken(DomainError):
    """What was asked breaks a rule of the house."""


class NotPermitted(DomainError):
    """The person's roles do not allow it."""


class NotFound(DomainError):
    """There is no such thing, or it lies outside the person's scope: told alike."""

    def __init__(
        self, message: str = N_("This record does not exist, or it is not yours to see.")
    ) -> None:
        super().__init__(message)


class AlreadyDone(DomainError):
    """The same form was sent twice; the first one counts."""

    def __init__(self) -> None:
        super().__init__(N_("This was already saved."))


@dataclass(frozen=True, slots=True)
class Difference:
    """One column that somebody else changed meanwhile."""

    field: str
    theirs: object
    yours: object


class EditConflict(DomainError):
    """Somebody saved the same record first. Carries what differs."""

    def __init__(self, differences: list[Difference], version: int) -> None:
        compared = N_(
            "Somebody else has saved this record meanwhile."
            " Look at the differences, then save again."
        )
        afresh = N_(
            "Somebody else has saved this record meanwhile."
            " Read it as it is now, then decide again."
        )
        super().__init__(compared if differences else afresh)
        self.differences = differences
        self.version = version
