"""What a person types about an entered item."""

from dataclasses import dataclass
from datetime import date

from core.assessment.models import ClaimState


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """An item of the rule book, done by one or several. Without a title it is named by the item.

    A correction leaves `subject_ids` and `files` as they are.
    """

    item_key: str
    done_on: date
    title: str = ""
    choice: str = ""
    quantity: int = 1
    words: str = ""
    subject_ids: tuple[int, ...] = ()
    files: tuple[Upload, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether entered items are approved; if not, the reason."""

    approved: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which of an assessment's entered items, narrowed by what is given."""

    assessment_id: int
    state: ClaimState | None = None
    item_key: str = ""
    search: str = ""
    binned: bool = False
