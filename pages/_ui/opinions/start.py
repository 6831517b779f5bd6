"""What the inputs of an opinion item begin with."""

from dataclasses import dataclass

from core.matters.detail import MatterDetail


@dataclass(frozen=True, slots=True)
class Start:
    """What the inputs show at first: a record to be changed, or an activity that heard it."""

    record: MatterDetail | None = None
    activity_id: int | None = None
