"""Squares as the office types them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SquareDraft:
    """Where a committee below stands, or a community where `community_id` is given."""

    row: int
    column: int
    child_id: int | None = None
    community_id: int | None = None
    name: str = ""

    @property
    def place(self) -> tuple[int | None, int | None]:
        """Which of the places below it is."""
        return self.child_id, self.community_id
