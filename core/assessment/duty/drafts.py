"""What is typed into a duty form, and what a list of forms asks for."""

from dataclasses import dataclass

from core.i18n import N_
from db.base import Choice


class Handed(Choice):
    """Whether a member has handed the form in."""

    SUBMITTED = "submitted", N_("Handed in")
    BEGUN = "begun", N_("Begun")
    MISSING = "missing", N_("Not begun")


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What a member writes about the year."""

    summary: str = ""
    further: str = ""
    suggestions: str = ""


@dataclass(frozen=True, slots=True)
class FormFilter:
    """Whose forms of an assessment."""

    assessment_id: int
    handed: Handed | None = None
    search: str = ""
