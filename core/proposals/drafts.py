"""What the forms of proposals send."""

from dataclasses import dataclass
from datetime import datetime

from core.matters.writing import MatterDraft
from core.proposals.models import Nature


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """A proposal as typed. Without a session it belongs to the latest one of its committee.

    Who submits it follows from `nature`: what `matter` says of it does not count.
    """

    nature: Nature
    matter: MatterDraft
    term_session_id: int | None = None


@dataclass(frozen=True, slots=True)
class FlagDraft:
    """How a proposal stands out."""

    is_key: bool = False
    is_excellent: bool = False
    is_number_one: bool = False


@dataclass(frozen=True, slots=True)
class AskDraft:
    """Until when co-signers answer, and a word to them."""

    until: datetime
    words: str = ""


@dataclass(frozen=True, slots=True)
class RefusalDraft:
    """Why a proposal is left unregistered: a reason of the list, and what is to be added."""

    reason_id: int | None
    words: str = ""
